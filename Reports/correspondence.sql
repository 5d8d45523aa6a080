-- title: Correspondence
-- about: Calls, e-mails and text messages with customers, newest first, and how far they came.
-- column at instant "At"
-- column account id "Account"
-- column name text "Name" detail
-- column channel text "By"
-- column address id "To or from"
-- column subject text "Subject" width=20
-- column user text "User" detail
-- column length integer "Seconds" total detail
-- column status text "Status"
-- column reject_reason text "Why not" detail
-- column body text "Text" detail
-- hidden id id
-- hidden company text
-- order: at desc, account, channel, address
SELECT correspondence.at AS at, account.external_id AS account, account.name AS name,
  correspondence.channel AS channel, correspondence.address AS address,
  correspondence.subject AS subject, correspondence.user AS user, correspondence.length AS length,
  correspondence.status AS status, correspondence.reject_reason AS reject_reason,
  correspondence.body AS body, correspondence.external_id AS id, company.code AS company
FROM correspondence
LEFT JOIN account ON account.id = correspondence.account
LEFT JOIN company ON company.id = account.company
