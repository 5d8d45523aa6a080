-- title: What deferred revenue counts as billed is the revenue
-- by: company
-- unit: money
-- report: deferred, revenue-by-code
-- needs: SELECT count(*) FROM company
-- left: billed, of the report of deferred revenue
SELECT company.id AS company, billed AS amount
FROM deferred AS r JOIN company ON company.code = r.company
-- right: net revenue by code
SELECT company.id AS company, net AS amount
FROM revenue_by_code AS r JOIN company ON company.code = r.company
