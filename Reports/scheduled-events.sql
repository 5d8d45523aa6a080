-- title: Scheduled events
-- about: What is to happen to accounts on which day.
-- column date date "Day"
-- column account id "Account"
-- column name text "Name"
-- column event text "Event" width=24
-- column user text "User"
-- column completed instant "Happened"
-- hidden id id
-- hidden company text
-- order: date, account, id
SELECT scheduled_event.date AS date, account.external_id AS account, account.name AS name,
  scheduled_event.event AS event, scheduled_event.user AS user,
  scheduled_event.completed AS completed, scheduled_event.external_id AS id,
  company.code AS company
FROM scheduled_event
JOIN account ON account.id = scheduled_event.account
JOIN company ON company.id = account.company
