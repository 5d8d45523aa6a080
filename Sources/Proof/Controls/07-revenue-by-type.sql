-- title: Revenue by type is the revenue by general-ledger code
-- by: company
-- unit: money
-- report: revenue-by-code, revenue-by-type
-- needs: SELECT count(*) FROM company
-- left: net by type
SELECT company.id AS company, net AS amount
FROM revenue_by_type AS r JOIN company ON company.code = r.company
-- right: net by code
SELECT company.id AS company, net AS amount
FROM revenue_by_code AS r JOIN company ON company.code = r.company
