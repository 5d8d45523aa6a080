-- title: Revenue, tax and write-offs are what the tables charge and credit
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: revenue-by-code, tax, credits
-- needs: SELECT count(*) FROM company
-- left: revenue by code + tax due - write-offs, history of another system with them
SELECT company.id AS company, net AS amount
FROM revenue_by_code JOIN company ON company.code = revenue_by_code.company
UNION ALL
SELECT company.id, net FROM tax JOIN company ON company.code = tax.company
UNION ALL
SELECT company.id, -amount FROM credits JOIN company ON company.code = credits.company
WHERE reason = 'write-off'
-- right: charges, taxes, discounts, adjustments, credit notes and write-offs, from the tables
SELECT company, amount FROM raw_ledger
WHERE date BETWEEN :from AND :as_of
  AND movement IN ('charge', 'tax', 'discount', 'adjustment', 'credit note', 'write-off')
