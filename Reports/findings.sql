-- title: Findings of imports
-- about: What batches refused, discarded by a rule or counted otherwise than their files said. The raw
-- about: lines of refused records are in the reject files.
-- column batch integer "Batch"
-- column file text "File" width=18
-- column line integer "Line"
-- column kind text "Kind"
-- column code text "Code"
-- column column text "Column"
-- column message text "Message"
-- column count integer "Count"
-- column expected integer "Expected" detail
-- order: batch, kind, line
SELECT batch_reject.batch AS batch, batch.file_name AS file, batch_reject.line AS line,
  'rejected' AS kind, batch_reject.code AS code, batch_reject.column_name AS "column",
  batch_reject.message AS message, 1 AS count, NULL AS expected
FROM batch_reject
JOIN batch ON batch.id = batch_reject.batch
UNION ALL
SELECT batch_count.batch, batch.file_name, NULL,
  CASE WHEN batch_count.expected IS NULL THEN 'counted' ELSE 'control' END, NULL, NULL,
  batch_count.name, batch_count.counted, batch_count.expected
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
