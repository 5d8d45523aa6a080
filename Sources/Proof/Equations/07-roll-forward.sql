-- invariant: 7
-- title: The roll-forward holds what the tables hold
-- by: company, movement, month
-- detail: account
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- needs: SELECT count(*) FROM company
-- left: closing of the ledger: opening + movements
SELECT company, CASE WHEN date < :from THEN 'opening' ELSE movement END AS movement,
  CASE WHEN date < :from THEN 'before' ELSE substr(date, 1, 7) END AS month, account,
  signed_amount AS amount
FROM ledger_entry
WHERE date <= :as_of
-- right: openings + debits + taxes - credits - payments + reversals + refunds - voids, from the tables
SELECT company, CASE WHEN date < :from THEN 'opening' ELSE movement END AS movement,
  CASE WHEN date < :from THEN 'before' ELSE substr(date, 1, 7) END AS month, account, amount
FROM raw_ledger
WHERE date <= :as_of
