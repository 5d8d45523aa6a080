-- invariant: 1
-- title: Every file is known by its bytes
-- by: source
-- needs: SELECT count(*) FROM batch WHERE verb = 'import'
-- left: files imported
SELECT ifnull(source.name, 'none') AS source, 1 AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
WHERE verb = 'import'
-- right: files with a size, a SHA-256, and the SHA-256 of the profile that read them
SELECT ifnull(source.name, 'none') AS source, 1 AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
WHERE verb = 'import' AND bytes > 0
  AND length(file_sha256) = 64 AND file_sha256 NOT GLOB '*[^0-9a-f]*'
  AND length(profile_sha256) = 64 AND profile_sha256 NOT GLOB '*[^0-9a-f]*'
