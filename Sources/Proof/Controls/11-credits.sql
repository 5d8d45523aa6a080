-- title: Credits and adjustments are those of the tables
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: credits
-- needs: SELECT (SELECT count(*) FROM discount) + (SELECT count(*) FROM invoice_void)
-- why: nothing was credited
-- left: total of the report of credits, with their tax
SELECT company.id AS company, total AS amount
FROM credits AS r JOIN company ON company.code = r.company
-- right: discounts with their tax + voids - debits that adjust, from the tables
SELECT company, amount FROM discount WHERE date BETWEEN :from AND :as_of
UNION ALL
SELECT discount.company, tax_line.amount
FROM tax_line JOIN discount ON discount.id = tax_line.discount
WHERE discount.date BETWEEN :from AND :as_of
UNION ALL
SELECT company, amount FROM raw_void WHERE date BETWEEN :from AND :as_of
UNION ALL
SELECT company, -amount FROM debit WHERE type = 'adjustment' AND date BETWEEN :from AND :as_of
UNION ALL
SELECT debit.company, -tax_line.amount
FROM tax_line JOIN debit ON debit.id = tax_line.debit
WHERE debit.type = 'adjustment' AND debit.date BETWEEN :from AND :as_of
