-- invariant: 17
-- title: Every call belongs to who held the number when it began
-- by: source, holder
-- needs: SELECT count(*) FROM cdr
-- why: the store has no calls
-- left: calls by whose they were found to be, when they came in or later
SELECT source.name AS source, ifnull(account.external_id, 'nobody') AS holder, 1 AS amount
FROM cdr
JOIN source ON source.id = cdr.source
LEFT JOIN account ON account.id = cdr.account
WHERE cdr.matched_by IN ('from', 'to') OR cdr.account IS NULL
-- right: calls by who held the number, worked out anew from the assignments
SELECT source.name AS source, ifnull(account.external_id, 'nobody') AS holder, 1 AS amount
FROM cdr_holder
JOIN cdr ON cdr.id = cdr_holder.cdr
JOIN source ON source.id = cdr.source
LEFT JOIN account ON account.id = cdr_holder.account
WHERE cdr.matched_by IN ('from', 'to') OR cdr.account IS NULL
