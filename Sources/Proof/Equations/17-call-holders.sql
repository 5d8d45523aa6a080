-- invariant: 17
-- title: Every call is in exactly one state: it belongs to who held the number, or to nobody
-- by: source, month
-- needs: SELECT count(*) FROM cdr
-- why: the store has no calls
-- left: calls in the store
SELECT source.name AS source, substr(utc_date(cdr.start), 1, 7) AS month, 1 AS amount
FROM cdr JOIN source ON source.id = cdr.source
-- right: calls of a holder + calls of nobody
SELECT source.name AS source, substr(utc_date(cdr.start), 1, 7) AS month, 1 AS amount
FROM cdr_holder
JOIN cdr ON cdr.id = cdr_holder.cdr
JOIN source ON source.id = cdr.source
JOIN account ON account.id = cdr_holder.account
UNION ALL
SELECT source.name, substr(utc_date(cdr.start), 1, 7), 1
FROM cdr_holder
JOIN cdr ON cdr.id = cdr_holder.cdr
JOIN source ON source.id = cdr.source
WHERE cdr_holder.account IS NULL
