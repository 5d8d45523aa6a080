-- invariant: 17
-- title: Every call is in one state: unmatched, unrated, not chargeable, rated, billed, reversed
-- by: source, month
-- needs: SELECT count(*) FROM cdr
-- why: the store has no calls
-- left: calls in the store
SELECT source.name AS source, substr(utc_date(cdr.start), 1, 7) AS month, 1 AS amount
FROM cdr JOIN source ON source.id = cdr.source
-- right: calls by state
SELECT source.name AS source, substr(utc_date(cdr.start), 1, 7) AS month, 1 AS amount
FROM call_state
JOIN cdr ON cdr.id = call_state.cdr
JOIN source ON source.id = call_state.source
WHERE state IN ('unmatched', 'unrated', 'not chargeable', 'rated', 'billed', 'reversed')
