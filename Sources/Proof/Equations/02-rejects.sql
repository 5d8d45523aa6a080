-- invariant: 2
-- title: Every refused record is kept with its reason
-- by: source
-- detail: batch
-- needs: SELECT ifnull(sum(rejected), 0) FROM batch
-- why: no record was refused
-- left: records refused (of batches that refused up to 10,000: reject files have them all)
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch, rejected AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
WHERE rejected <= 10000
-- right: lines with a reason
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch, count(DISTINCT batch_reject.line) AS amount
FROM batch
JOIN batch_reject ON batch_reject.batch = batch.id
LEFT JOIN source ON source.id = batch.source
WHERE rejected <= 10000
GROUP BY batch.id
