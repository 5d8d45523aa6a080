-- What was used, and what it comes to. Periods run from bill day to bill day and turn at midnight UTC
-- (rules §1); a use belongs to the period, and to the free window, in which it began.

-- What a meter counted between two readings. A counter that falls began again at nothing, and what it
-- shows is what was used since; the readings are kept for the eye. The first reading counts nothing.
CREATE VIEW usage_reading AS
SELECT account, source, meter, start_at, at, bytes_in, bytes_out, before_in, before_out,
  bytes_in < before_in OR bytes_out < before_out AS is_reset
FROM (
  SELECT account, source, meter, at, bytes_in, bytes_out,
    lag(at) OVER reading AS start_at,
    lag(bytes_in) OVER reading AS before_in,
    lag(bytes_out) OVER reading AS before_out
  FROM usage_counter
  WINDOW reading AS (PARTITION BY account, meter ORDER BY at)
) AS pair
WHERE start_at IS NOT NULL;

-- The policy of an account on a day.
CREATE VIEW usage_allowance AS
SELECT usage_assignment.account AS account, usage_assignment.since AS since,
  usage_assignment.until AS until, usage_policy.*
FROM usage_assignment
JOIN usage_policy ON usage_policy.id = usage_assignment.policy;

-- Readings, told apart by the free window of the policy, in the local time of its source. A window
-- may go over midnight.
CREATE VIEW usage_metered AS
SELECT account, start_at AS at, used_in, used_out,
  CASE
    WHEN free_from < free_to THEN minute >= free_from AND minute < free_to
    WHEN free_from > free_to THEN minute >= free_from OR minute < free_to
    ELSE 0
  END AS is_free
FROM (
  SELECT usage_reading.account AS account, usage_reading.start_at AS start_at,
    CASE WHEN is_reset THEN bytes_in ELSE bytes_in - before_in END AS used_in,
    CASE WHEN is_reset THEN bytes_out ELSE bytes_out - before_out END AS used_out,
    minute_of_day(usage_allowance.free_from) AS free_from,
    minute_of_day(usage_allowance.free_to) AS free_to,
    local_minute(usage_reading.start_at, source.zone) AS minute
  FROM usage_reading
  LEFT JOIN usage_allowance ON usage_allowance.account = usage_reading.account
    AND ifnull(usage_allowance.since, '0000') <= utc_date(usage_reading.start_at)
    AND ifnull(usage_allowance.until, '9999') >= utc_date(usage_reading.start_at)
  LEFT JOIN source ON source.id = usage_allowance.source
) AS delta;

-- Every use and every correction: the only definition of usage.
CREATE VIEW usage_entry AS
SELECT account, at, CASE WHEN is_free THEN 0 ELSE used_in END AS billable_in,
  CASE WHEN is_free THEN 0 ELSE used_out END AS billable_out,
  CASE WHEN is_free THEN used_in ELSE 0 END AS free_in,
  CASE WHEN is_free THEN used_out ELSE 0 END AS free_out, 0 AS adjustment
FROM usage_metered
UNION ALL
SELECT account, start_at, billable_in, billable_out, free_in, free_out, 0 FROM usage_interval
UNION ALL
SELECT account, at, 0, 0, 0, 0, ifnull(bytes_in, 0) + ifnull(bytes_out, 0) FROM usage_adjustment;

-- What each period of an account came to, from its first use to its last, without a gap. Every entry is
-- looked at once, and goes to its period by its own day.
CREATE VIEW usage_sum AS
WITH RECURSIVE used AS (
  SELECT usage_entry.account AS account, ifnull(account.bill_day, 1) AS bill_day,
    cycle_start(utc_date(at), ifnull(account.bill_day, 1)) AS start,
    sum(billable_in) AS billable_in, sum(billable_out) AS billable_out,
    sum(free_in) AS free_in, sum(free_out) AS free_out, sum(adjustment) AS adjustment
  FROM usage_entry
  JOIN account ON account.id = usage_entry.account
  GROUP BY 1, 2, 3
),
period AS (
  SELECT account, bill_day, min(start) AS start, add_months(min(start), 1, bill_day) AS next,
    max(start) AS last
  FROM used
  GROUP BY account, bill_day
  UNION ALL
  SELECT account, bill_day, next, add_months(next, 1, bill_day), last
  FROM period
  WHERE next <= last
)
SELECT period.account AS account, period.start AS start, next,
  -- A period in which nothing was measured used nothing.
  ifnull(billable_in, 0) AS billable_in, ifnull(billable_out, 0) AS billable_out,
  ifnull(free_in, 0) AS free_in, ifnull(free_out, 0) AS free_out,
  ifnull(adjustment, 0) AS adjustment
FROM period
LEFT JOIN used ON used.account = period.account AND used.start = period.start;

-- What each period comes to. `used` counts against the allowance: billable, corrected. The cap is
-- used first, so what of it was left over rolls over, the oldest first, for as many periods as the policy
-- of a period says.
CREATE VIEW usage_history AS
WITH summed AS (
  SELECT usage_sum.*, billable_in + billable_out + adjustment AS used,
    (SELECT ifnull(sum(bytes), 0) FROM top_off
      WHERE top_off.account = usage_sum.account
        AND top_off.at >= midnight_utc(start) AND top_off.at < midnight_utc(next)) AS top_off
  FROM usage_sum
),
allowed AS (
  SELECT summed.*, usage_allowance.cap AS cap, usage_allowance.overage_unit AS overage_unit,
    usage_allowance.overage_price AS overage_price,
    CASE WHEN usage_allowance.rollover = 1
      THEN ifnull(usage_allowance.rollover_periods, 1) END AS life
  FROM summed
  LEFT JOIN usage_allowance ON usage_allowance.account = summed.account
    AND ifnull(usage_allowance.since, '0000') <= add_days(summed.next, -1)
    AND ifnull(usage_allowance.until, '9999') >= add_days(summed.next, -1)
),
rolled AS (
  SELECT allowed.*, rolled_over(cap, used, life) OVER earlier AS rollover,
    rollover_expired(cap, used, life) OVER earlier AS rollover_expired
  FROM allowed
  WINDOW earlier AS (PARTITION BY account ORDER BY start)
)
SELECT account, start, add_days(next, -1) AS "end", billable_in, billable_out,
  billable_in + billable_out AS billable, free_in, free_out, free_in + free_out AS free, adjustment,
  used,
  used + free_in + free_out AS total, cap, rollover,
  min(rollover, max(0, ifnull(used - cap, 0))) AS rollover_used, rollover_expired, top_off,
  cap + rollover + top_off AS allowance,
  ifnull(max(0, used - (cap + rollover + top_off)), 0) AS overage,
  overage_unit, overage_price
FROM rolled;
