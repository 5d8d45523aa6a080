-- invariant: 19
-- title: Usage periods follow each other without gap or overlap
-- by: measure
-- detail: account
-- needs: SELECT (SELECT count(*) FROM usage_counter) + (SELECT count(*) FROM usage_interval)
-- why: no usage was measured
-- left: days of all usage periods
SELECT 'days' AS measure, account, days_between(start, next) AS amount FROM usage_sum
-- right: days from the billing day before the first use to the one after the last
SELECT 'days' AS measure, used.account AS account,
  days_between(
    cycle_start(utc_date(min(used.at)), ifnull(account.bill_day, 1)),
    add_months(cycle_start(utc_date(max(used.at)), ifnull(account.bill_day, 1)), 1,
      ifnull(account.bill_day, 1))) AS amount
FROM (
  -- A meter's first reading counts nothing, and a use begins at the reading before.
  SELECT earlier.account AS account, earlier.at AS at
  FROM usage_counter AS earlier
  WHERE EXISTS (SELECT 1 FROM usage_counter AS later
    WHERE later.account = earlier.account AND later.meter = earlier.meter
      AND later.at > earlier.at)
  UNION ALL
  SELECT account, start_at FROM usage_interval
  UNION ALL
  SELECT account, at FROM usage_adjustment
) AS used
JOIN account ON account.id = used.account
GROUP BY used.account
