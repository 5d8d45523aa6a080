-- title: How an overage came to its charge
-- about: The billing period of an account, step by step: what was measured, what was free, what was
-- about: corrected, what was allowed and why, and what the rest costs in begun units.
-- param account text required "The account"
-- param start date optional "First day of the billing period; all of them if not given"
-- column period date "Period"
-- column step integer "No."
-- column what text "What"
-- column bytes bytes "Volume"
-- column units integer "Units"
-- column currency id "Cur" width=3
-- column amount money "Amount"
-- hidden account id
-- order: period, step
WITH period AS (
  SELECT account.external_id AS account, company.currency, usage_history.*,
    CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END AS units
  FROM usage_history
  JOIN account ON account.id = usage_history.account
  JOIN company ON company.id = account.company
  WHERE account.external_id = :account AND (:start IS NULL OR start = :start)
),
step AS (
  SELECT start, 1 AS step, 'Measured from ' || start || ' to ' || "end" || ' (UTC)' AS what,
    billable + free AS bytes, NULL AS units, NULL AS amount, account, currency FROM period
  UNION ALL
  SELECT start, 2, 'Free by the policy''s window', -free, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 3, 'Corrected by hand', adjustment, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 4, 'Counts', used, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 5, 'Cap of the policy', cap, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 6, 'Left of the caps of periods before', rollover, NULL, NULL, account, currency
  FROM period
  UNION ALL
  SELECT start, 7, 'Bought besides', top_off, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 8, 'Allowed', allowance, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 9, 'More than allowed', overage, NULL, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 10, 'Begun units', overage_unit, units, NULL, account, currency FROM period
  UNION ALL
  SELECT start, 11, 'Price of a unit', NULL, NULL, overage_price, account, currency FROM period
  UNION ALL
  SELECT start, 12, 'Charge', NULL, units, units * ifnull(overage_price, 0), account, currency
  FROM period
)
SELECT start AS period, step, what, bytes, units, currency, amount, account
FROM step
