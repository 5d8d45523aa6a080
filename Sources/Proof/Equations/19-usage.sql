-- invariant: 19
-- title: Usage periods hold all that was measured
-- by: measure
-- detail: account
-- needs: SELECT (SELECT count(*) FROM usage_counter) + (SELECT count(*) FROM usage_interval)
-- why: no usage was measured
-- left: bytes of all usage periods
SELECT 'bytes' AS measure, account, total AS amount FROM usage_history
-- right: what counters rose, reading by reading + classified intervals + corrections
SELECT 'bytes' AS measure, later.account AS account,
  CASE
    WHEN later.bytes_in < earlier.bytes_in OR later.bytes_out < earlier.bytes_out
      THEN later.bytes_in + later.bytes_out
    ELSE later.bytes_in - earlier.bytes_in + later.bytes_out - earlier.bytes_out
  END AS amount
FROM usage_counter AS later
JOIN usage_counter AS earlier ON earlier.account = later.account AND earlier.meter = later.meter
  AND earlier.at = (SELECT max(at) FROM usage_counter AS before
    WHERE before.account = later.account AND before.meter = later.meter AND before.at < later.at)
UNION ALL
SELECT 'bytes', account, billable_in + billable_out + free_in + free_out FROM usage_interval
UNION ALL
SELECT 'bytes', account, ifnull(bytes_in, 0) + ifnull(bytes_out, 0) FROM usage_adjustment
