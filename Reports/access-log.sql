-- title: View history
-- about: Who looked at what, newest first. Times are UTC, or of --zone; the hidden column local has them by
-- about: the clock of the account's company.
-- column at instant "At"
-- column account id "Account"
-- column user text "User"
-- column entity text "What"
-- column entity_id id "Id"
-- column entity_name text "Name"
-- hidden local id
-- hidden zone text
-- hidden id id
-- hidden source text
-- hidden batch integer
-- hidden line integer
-- order: at desc, account, entity, entity_id
SELECT access_log.at AS at, account.external_id AS account, access_log.user AS user,
  access_log.entity AS entity, access_log.entity_id AS entity_id,
  access_log.entity_name AS entity_name,
  local_date(access_log.at, ifnull(company.zone, source.zone)) || ' '
    || local_time(access_log.at, ifnull(company.zone, source.zone)) AS local,
  ifnull(company.zone, source.zone) AS zone, access_log.external_id AS id, source.name AS source,
  (SELECT batch_span.batch FROM batch_span
    WHERE batch_span.kind = 'access_log' AND batch_span.last_id >= access_log.id
      AND batch_span.first_id <= access_log.id
    ORDER BY batch_span.last_id LIMIT 1) AS batch,
  access_log.line AS line
FROM access_log
JOIN source ON source.id = access_log.source
LEFT JOIN account ON account.id = access_log.account
LEFT JOIN company ON company.id = account.company
