-- title: Notes
-- about: What people wrote about accounts, newest first: entries of the log whose thing is a note.
-- column at instant "At"
-- column account id "Account"
-- column name text "Name" detail
-- column user text "User"
-- column note text "Note" width=40
-- hidden id id
-- hidden company text
-- order: at desc, account, id
SELECT log.at AS at, account.external_id AS account, account.name AS name, log.user AS user,
  log.message AS note, log.external_id AS id, company.code AS company
FROM log
LEFT JOIN account ON account.id = log.account
LEFT JOIN company ON company.id = account.company
WHERE log.entity = 'note'
