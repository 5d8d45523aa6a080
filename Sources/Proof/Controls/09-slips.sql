-- title: Payments by deposit slip are the payments of the tables
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: deposit-slips
-- needs: SELECT count(*) FROM company
-- left: payments by deposit slip
SELECT company.id AS company, amount AS amount
FROM deposit_slips AS r JOIN company ON company.code = r.company
-- right: payments that succeeded in the month, from the tables
SELECT company, -amount AS amount FROM raw_ledger
WHERE date BETWEEN :from AND :as_of AND movement = 'payment'
