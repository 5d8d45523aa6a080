-- title: The movements by class come to the closing balance
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: movements
-- needs: SELECT count(*) FROM company
-- left: opening + each class of movement
SELECT company.id AS company, amount
FROM movements JOIN company ON company.code = movements.company
WHERE movement <> 'closing'
-- right: closing balance, from the tables
SELECT company, amount FROM raw_ledger WHERE date <= :as_of
