-- invariant: 24
-- title: What a batch changed is kept as it was before
-- by: kind
-- detail: batch
-- needs: SELECT count(*) FROM batch_count WHERE name GLOB '* updated' AND name NOT GLOB '*:*'
-- why: no batch changed a row that was there
-- left: kinds of which batches changed rows
SELECT substr(name, 1, length(name) - 8) AS kind, batch, 1 AS amount
FROM batch_count
WHERE name GLOB '* updated' AND name NOT GLOB '*:*' AND counted > 0
-- right: kinds of which batches kept rows as they were
SELECT DISTINCT kind, batch, 1 AS amount FROM batch_image
