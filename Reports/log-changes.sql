-- title: Log, field by field
-- about: Each field that an entry of the log changed, with the value before and after: where the log
-- about: keeps whole objects (JSON), only what differs between them.
-- sqlite only
-- column at instant "At"
-- column type text "Type" detail
-- column entity text "Entity"
-- column entity_id id "Id" detail
-- column account id "Account"
-- column user text "User"
-- column field text "Field"
-- column change text "Change" width=8
-- column previous text "Previous"
-- column current text "Current"
-- hidden level text
-- hidden message text
-- hidden id id
-- order: at desc, entity, entity_id, field
WITH entry AS (
  SELECT log.id AS row, log.external_id AS id, log.at AS at, log.level AS level, log.type AS type,
    log.entity AS entity, log.entity_id AS entity_id, account.external_id AS account,
    log.user AS user, log.message AS message, log.field AS field, log.previous AS previous,
    log.current AS current,
    ifnull(json_valid(log.previous), 0) AND substr(ltrim(log.previous), 1, 1) = '{' AS was_object,
    ifnull(json_valid(log.current), 0) AND substr(ltrim(log.current), 1, 1) = '{' AS is_object
  FROM log
  LEFT JOIN account ON account.id = log.account
),
part AS (
  SELECT entry.row AS row, value.key AS field, value.atom AS atom, value.value AS value, 1 AS was
  FROM entry JOIN json_each(CASE WHEN was_object THEN previous ELSE '{}' END) value
  WHERE was_object
  UNION ALL
  SELECT entry.row, value.key, value.atom, value.value, 0
  FROM entry JOIN json_each(CASE WHEN is_object THEN current ELSE '{}' END) value
  WHERE is_object
),
pair AS (
  SELECT row, field, max(was) AS was_there, max(1 - was) AS is_there,
    max(CASE WHEN was THEN CAST(value AS TEXT) END) AS previous,
    max(CASE WHEN was THEN NULL ELSE CAST(value AS TEXT) END) AS current
  FROM part
  GROUP BY row, field
)
SELECT at, type, entity, entity_id, account, user, pair.field AS field,
  CASE WHEN NOT was_there THEN 'added' WHEN NOT is_there THEN 'removed' ELSE 'changed' END AS change,
  pair.previous AS previous, pair.current AS current, level, message, id
FROM entry
JOIN pair ON pair.row = entry.row
WHERE pair.previous IS NOT pair.current OR was_there <> is_there
UNION ALL
SELECT at, type, entity, entity_id, account, user, field,
  CASE
    WHEN previous IS NULL AND current IS NULL THEN NULL
    WHEN previous IS NULL THEN 'added'
    WHEN current IS NULL THEN 'removed'
    ELSE 'changed'
  END,
  previous, current, level, message, id
FROM entry
WHERE NOT was_object AND NOT is_object
