-- title: Import log
-- about: Every batch with its file, its hash and where its records went (read is the sum of the ten that
-- about: follow); those that were taken back, too.
-- column batch integer "Batch"
-- column finished instant "Finished"
-- column verb text "Verb"
-- column source text "Source"
-- column file text "File" width=20
-- column profile text "Profile" detail
-- column state text "State"
-- column read integer "Read" total
-- column inserted integer "Inserted" total
-- column updated integer "Updated" total detail
-- column unchanged integer "Unchanged" total detail
-- column merged integer "Merged" total detail
-- column pending integer "Pending" total detail
-- column duplicate integer "Duplicate" total detail
-- column discarded integer "Discarded" total detail
-- column rejected integer "Rejected" total
-- column control integer "Control" total detail
-- column warnings integer "Warnings" total detail
-- column bytes integer "Bytes" detail
-- column sha256 id "SHA-256" detail
-- column version text "Version" detail
-- hidden set_id integer
-- hidden continues integer
-- order: batch
SELECT batch.id AS batch, batch.finished AS finished, batch.verb AS verb, source.name AS source,
  batch.file_name AS file, batch.profile AS profile, 'in the store' AS state,
  batch.records_read AS read, batch.inserted AS inserted, batch.updated AS updated,
  batch.unchanged AS unchanged, batch.merged AS merged, batch.pending AS pending,
  batch.duplicate AS duplicate, batch.discarded AS discarded, batch.rejected AS rejected,
  batch.control AS control, batch.warnings AS warnings, batch.bytes AS bytes,
  batch.file_sha256 AS sha256, batch.version AS version, batch.set_id AS set_id,
  batch.continues AS continues
FROM batch
LEFT JOIN source ON source.id = batch.source
UNION ALL
SELECT batch, undone, verb, source, file_name, profile,
  CASE WHEN kept > 0 THEN 'undone, ' || kept || ' kept' ELSE 'undone' END, records_read, NULL, NULL,
  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, file_sha256, NULL, set_id, NULL
FROM batch_undone
WHERE batch NOT IN (SELECT id FROM batch)
