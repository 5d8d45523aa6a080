-- invariant: 13
-- title: Natural keys name one thing each
-- by: kind
-- needs: SELECT count(*) FROM account
-- left: rows with a key
SELECT 'account' AS kind, count(*) AS amount FROM account
UNION ALL
SELECT 'invoice', count(*) FROM invoice
UNION ALL
SELECT 'debit', count(*) FROM debit
UNION ALL
SELECT 'payment', count(external_id) FROM payment
UNION ALL
SELECT 'cdr', count(call_id) FROM cdr
-- right: different keys
SELECT 'account' AS kind, count(*) AS amount
FROM (SELECT DISTINCT source, external_id FROM account)
UNION ALL
SELECT 'invoice', count(*) FROM (SELECT DISTINCT source, number FROM invoice)
UNION ALL
SELECT 'debit', count(*) FROM (SELECT DISTINCT source, external_id FROM debit)
UNION ALL
SELECT 'payment', count(*)
FROM (SELECT DISTINCT source, external_id FROM payment WHERE external_id IS NOT NULL)
UNION ALL
SELECT 'cdr', count(*)
FROM (SELECT DISTINCT source, call_id, ifnull(leg, '') FROM cdr WHERE call_id IS NOT NULL)
