-- title: Files
-- about: The files that are kept with accounts, tickets and jobs: their names and sizes.
-- column account id "Account"
-- column file text "File" width=24
-- column bytes integer "Bytes" total
-- column description text "What" width=20
-- column created instant "Added"
-- column user text "User" detail
-- column ticket id "Ticket" detail
-- column job id "Job" detail
-- column name text "Name" detail
-- hidden id id
-- hidden company text
-- order: account, file, id
SELECT account.external_id AS account, attachment.name AS file, attachment.bytes AS bytes,
  attachment.description AS description, attachment.created AS created, attachment.user AS user,
  ticket.external_id AS ticket, job.external_id AS job, account.name AS name,
  attachment.external_id AS id, company.code AS company
FROM attachment
LEFT JOIN ticket ON ticket.id = attachment.ticket
LEFT JOIN job ON job.id = attachment.job
LEFT JOIN account ON account.id = coalesce(attachment.account, ticket.account, job.account)
LEFT JOIN company ON company.id = account.company
