-- title: Deferred revenue: opening + billed - recognised = closing
-- by: company
-- unit: money
-- report: deferred
-- needs: SELECT count(*) FROM company
-- left: opening + billed - recognised
SELECT company.id AS company, opening + billed - recognised AS amount
FROM deferred AS r JOIN company ON company.code = r.company
-- right: closing
SELECT company.id AS company, closing AS amount
FROM deferred AS r JOIN company ON company.code = r.company
