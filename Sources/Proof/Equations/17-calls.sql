-- invariant: 17
-- title: Every call in the store came by a file
-- by: source
-- needs: SELECT count(*) FROM cdr
-- why: the store has no calls
-- left: calls in the store
SELECT source.name AS source, 1 AS amount FROM cdr JOIN source ON source.id = cdr.source
-- right: calls that batches say are theirs
SELECT source.name AS source, batch_span.last_id - batch_span.first_id + 1 AS amount
FROM batch_span
JOIN batch ON batch.id = batch_span.batch
JOIN source ON source.id = batch.source
WHERE batch_span.kind = 'cdr'
