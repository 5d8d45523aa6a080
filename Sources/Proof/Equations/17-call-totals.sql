-- invariant: 17
-- title: Seconds and cost of the calls are those that were read
-- by: source, measure
-- unit: sums
-- needs: SELECT count(*) FROM cdr
-- why: the store has no calls
-- left: sums in the table of calls
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'cdr.duration' AS measure, ifnull(sum(duration), 0) AS amount FROM cdr GROUP BY source
UNION ALL
SELECT source, 'cdr.carrier_billed', ifnull(sum(carrier_billed), 0) FROM cdr GROUP BY source
UNION ALL
SELECT source, 'cdr.cost', ifnull(sum(cost), 0) FROM cdr GROUP BY source
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed while reading
SELECT ifnull(source.name, 'none') AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: cdr.duration', 'total: cdr.carrier_billed', 'total: cdr.cost'
)
