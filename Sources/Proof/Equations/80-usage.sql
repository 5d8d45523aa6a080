-- title: Usage periods hold all that was measured
-- left: bytes of all usage periods
-- right: what counters rose, reading by reading + classified intervals + corrections
-- needs: SELECT (SELECT count(*) FROM usage_counter) + (SELECT count(*) FROM usage_interval)
SELECT 'all' AS segment, NULL AS currency,
  (SELECT ifnull(sum(total), 0) FROM usage_history) AS left_side,
  (SELECT ifnull(sum(CASE
      WHEN later.bytes_in < earlier.bytes_in OR later.bytes_out < earlier.bytes_out
        THEN later.bytes_in + later.bytes_out
      ELSE later.bytes_in - earlier.bytes_in + later.bytes_out - earlier.bytes_out END), 0)
    FROM usage_counter AS later
    JOIN usage_counter AS earlier ON earlier.account = later.account
      AND earlier.meter = later.meter
      AND earlier.at = (SELECT max(at) FROM usage_counter AS before
        WHERE before.account = later.account AND before.meter = later.meter
          AND before.at < later.at))
  + (SELECT ifnull(sum(billable_in + billable_out + free_in + free_out), 0) FROM usage_interval)
  + (SELECT ifnull(sum(ifnull(bytes_in, 0) + ifnull(bytes_out, 0)), 0) FROM usage_adjustment)
    AS right_side
