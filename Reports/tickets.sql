-- title: Tickets
-- about: What customers asked for, and what came of it.
-- column ticket id "Ticket"
-- column account id "Account"
-- column name text "Name" detail
-- column subject text "Subject" width=24
-- column status text "Status"
-- column priority text "Priority"
-- column team text "Group" detail
-- column assignee text "Assignee"
-- column public flag "Public" detail
-- column created instant "Opened"
-- column due date "Due" detail
-- column closed instant "Closed" detail
-- column open flag "Open"
-- column jobs integer "Jobs" total detail
-- column tasks integer "Tasks" total detail
-- column open_tasks integer "Open tasks" total detail
-- column files integer "Files" total detail
-- column description text "Text" detail
-- hidden company text
-- order: created, ticket
SELECT ticket.external_id AS ticket, account.external_id AS account, account.name AS name,
  ticket.subject AS subject, ticket.status AS status, ticket.priority AS priority,
  ticket.team AS team, ticket.assignee AS assignee, ifnull(ticket.is_public, 0) AS public,
  ticket.created AS created, ticket.due AS due, ticket.closed AS closed,
  ticket.closed IS NULL AS "open",
  (SELECT count(*) FROM job WHERE job.ticket = ticket.id) AS jobs,
  (SELECT count(*) FROM task WHERE task.ticket = ticket.id) AS tasks,
  (SELECT count(*) FROM task WHERE task.ticket = ticket.id AND completed IS NULL) AS open_tasks,
  (SELECT count(*) FROM attachment WHERE attachment.ticket = ticket.id) AS files,
  ticket.description AS description, company.code AS company
FROM ticket
LEFT JOIN account ON account.id = ticket.account
LEFT JOIN company ON company.id = account.company
