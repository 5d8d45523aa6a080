-- invariant: 4
-- title: Control totals of files and manifest are what was read
-- by: source
-- detail: batch, total
-- needs: SELECT count(*) FROM batch_count WHERE expected IS NOT NULL
-- why: neither a file nor a manifest declares a total
-- left: counted while reading
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch, batch_count.name AS total,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE expected IS NOT NULL
-- right: declared
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch, batch_count.name AS total,
  expected AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE expected IS NOT NULL
