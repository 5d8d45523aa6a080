-- title: Revenue by service is the revenue by general-ledger code
-- by: company
-- unit: money
-- report: revenue-by-code, revenue-by-service
-- needs: SELECT count(*) FROM company
-- left: net by service
SELECT company.id AS company, net AS amount
FROM revenue_by_service AS r JOIN company ON company.code = r.company
-- right: net by code
SELECT company.id AS company, net AS amount
FROM revenue_by_code AS r JOIN company ON company.code = r.company
