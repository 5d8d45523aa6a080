-- invariant: 2
-- title: Every record read is accounted for
-- by: source
-- detail: batch
-- needs: SELECT count(*) FROM batch
-- left: records read
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch, records_read AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
-- right: inserted + updated + unchanged + merged + pending + duplicate + discarded + rejected + control
SELECT ifnull(source.name, 'none') AS source, batch.id AS batch,
  inserted + updated + unchanged + merged + pending + duplicate + discarded + rejected + control
    AS amount
FROM batch LEFT JOIN source ON source.id = batch.source
