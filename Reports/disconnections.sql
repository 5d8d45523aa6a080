-- title: Disconnections
-- about: When accounts were cut off and restored, by whom and where, newest first. Times are UTC, or of
-- about: --zone; the hidden column local has them by the clock of the account's company.
-- column at instant "At"
-- column account id "Account"
-- column name text "Name"
-- column state text "State"
-- column user text "User"
-- column address text "Address"
-- column reason text "Reason"
-- hidden local id
-- hidden zone text
-- hidden id id
-- hidden source text
-- hidden batch integer
-- hidden line integer
-- order: at desc, account, state
SELECT disconnection.at AS at, account.external_id AS account, account.name AS name,
  ifnull(disconnection.state, 'off') AS state, disconnection.user AS user,
  disconnection.address AS address, disconnection.reason AS reason,
  local_date(disconnection.at, company.zone) || ' '
    || local_time(disconnection.at, company.zone) AS local,
  company.zone AS zone, disconnection.external_id AS id, source.name AS source,
  (SELECT batch_span.batch FROM batch_span
    WHERE batch_span.kind = 'disconnection' AND batch_span.last_id >= disconnection.id
      AND batch_span.first_id <= disconnection.id
    ORDER BY batch_span.last_id LIMIT 1) AS batch,
  disconnection.line AS line
FROM disconnection
JOIN source ON source.id = disconnection.source
JOIN account ON account.id = disconnection.account
JOIN company ON company.id = account.company
