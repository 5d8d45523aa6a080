-- title: Every call in the store came by a file
-- left: calls in the store
-- right: calls that batches inserted
-- needs: SELECT count(*) FROM cdr
SELECT source.name AS segment, NULL AS currency,
  (SELECT count(*) FROM cdr WHERE cdr.source = source.id) AS left_side,
  (SELECT ifnull(sum(batch_span.last_id - batch_span.first_id + 1), 0) FROM batch_span
    JOIN batch ON batch.id = batch_span.batch
    WHERE batch_span.kind = 'cdr' AND batch.source = source.id) AS right_side
FROM source
WHERE EXISTS (SELECT 1 FROM cdr WHERE cdr.source = source.id)
ORDER BY source.name
