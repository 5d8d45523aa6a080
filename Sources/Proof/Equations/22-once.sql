-- invariant: 22
-- title: No file came in twice
-- by: source
-- needs: SELECT count(*) FROM batch WHERE verb = 'import'
-- left: files imported
SELECT ifnull(source.name, 'none') AS source, 1 AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
WHERE verb = 'import' AND batch.id NOT IN (SELECT batch FROM batch_undone)
-- right: different files, by bytes, profile and source
SELECT ifnull(source.name, 'none') AS source, 1 AS amount
FROM (
  SELECT DISTINCT source, profile, file_sha256 FROM batch
  WHERE verb = 'import' AND id NOT IN (SELECT batch FROM batch_undone)
) AS file
LEFT JOIN source ON source.id = file.source
