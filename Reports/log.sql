-- title: Log
-- about: What was done, newest first, with the value before and after.
-- column at instant "At"
-- column level text "Level"
-- column type text "Type"
-- column entity text "Entity"
-- column entity_id id "Id"
-- column account id "Account"
-- column user text "User"
-- column message text "Message"
-- column field text "Field"
-- column previous text "Previous"
-- column current text "Current"
-- order: at desc, entity, entity_id
SELECT log.at AS at, log.level AS level, log.type AS type, log.entity AS entity,
  log.entity_id AS entity_id, account.external_id AS account, log.user AS user,
  log.message AS message, log.field AS field, log.previous AS previous, log.current AS current
FROM log
LEFT JOIN account ON account.id = log.account
