-- invariant: 19
-- title: Bytes are those that were read
-- by: source, measure
-- unit: sums
-- needs: SELECT (SELECT count(*) FROM usage_counter) + (SELECT count(*) FROM usage_interval)
-- why: no usage was measured
-- left: sums of bytes in the tables (of remainders by 1000003)
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'usage_counter.bytes_in' AS measure, ifnull(sum(bytes_in % 1000003), 0) AS amount
FROM usage_counter GROUP BY source
UNION ALL
SELECT source, 'usage_counter.bytes_out', ifnull(sum(bytes_out % 1000003), 0)
FROM usage_counter GROUP BY source
UNION ALL
SELECT source, 'usage_interval.billable_in', ifnull(sum(billable_in % 1000003), 0)
FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_interval.billable_out', ifnull(sum(billable_out % 1000003), 0)
FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_interval.free_in', ifnull(sum(free_in % 1000003), 0)
FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_interval.free_out', ifnull(sum(free_out % 1000003), 0)
FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_adjustment.bytes_in', ifnull(sum(bytes_in % 1000003), 0)
FROM usage_adjustment GROUP BY source
UNION ALL
SELECT source, 'usage_adjustment.bytes_out', ifnull(sum(bytes_out % 1000003), 0)
FROM usage_adjustment GROUP BY source
UNION ALL
SELECT source, 'top_off.bytes', ifnull(sum(bytes % 1000003), 0)
FROM top_off GROUP BY source
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed while reading
SELECT ifnull(source.name, 'none') AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: usage_counter.bytes_in', 'total: usage_counter.bytes_out', 'total: usage_interval.billable_in',
  'total: usage_interval.billable_out', 'total: usage_interval.free_in', 'total: usage_interval.free_out',
  'total: usage_adjustment.bytes_in', 'total: usage_adjustment.bytes_out', 'total: top_off.bytes'
)
