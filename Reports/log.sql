-- title: Log
-- about: What was done, newest first, with the value before and after. Times are UTC, or of --zone; the
-- about: hidden column local has them by the clock of the account's company.
-- column at instant "At"
-- column level text "Level" detail
-- column type text "Type"
-- column entity text "Entity"
-- column entity_id id "Id" detail
-- column account id "Account"
-- column user text "User"
-- column message text "Message" detail
-- column field text "Field"
-- column previous text "Previous"
-- column current text "Current"
-- hidden local id
-- hidden zone text
-- hidden id id
-- hidden source text
-- hidden batch integer
-- hidden line integer
-- order: at desc, entity, entity_id
SELECT log.at AS at,
  local_date(log.at, ifnull(company.zone, source.zone)) || ' '
    || local_time(log.at, ifnull(company.zone, source.zone)) AS local,
  ifnull(company.zone, source.zone) AS zone, log.level AS level, log.type AS type,
  log.entity AS entity, log.entity_id AS entity_id, account.external_id AS account,
  log.user AS user, log.message AS message, log.field AS field, log.previous AS previous,
  log.current AS current, log.external_id AS id, source.name AS source,
  (SELECT batch_span.batch FROM batch_span
    WHERE batch_span.kind = 'log' AND batch_span.last_id >= log.id AND batch_span.first_id <= log.id
    ORDER BY batch_span.last_id LIMIT 1) AS batch,
  log.line AS line
FROM log
JOIN source ON source.id = log.source
LEFT JOIN account ON account.id = log.account
LEFT JOIN company ON company.id = account.company
