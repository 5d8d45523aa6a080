-- invariant: 7
-- title: Movements between accounts come to nothing in total
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application
-- needs: SELECT count(*) FROM company
-- left: taken from accounts by the ledger
SELECT company, signed_amount AS amount
FROM ledger_entry
WHERE movement = 'between accounts' AND date <= :as_of AND entry = 60
-- right: given to others, from the table of applications
SELECT company, amount
FROM raw_application
WHERE payer <> debtor AND date <= :as_of
