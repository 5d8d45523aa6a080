-- title: Tasks
-- about: What is to do for accounts, tickets and jobs, and what is done.
-- column task id "Task"
-- column account id "Account"
-- column name text "Name" detail
-- column subject text "What" width=24
-- column assignee text "Assignee"
-- column created instant "Entered" detail
-- column due date "Due"
-- column completed instant "Completed"
-- column open flag "Open"
-- column ticket id "Ticket" detail
-- column job id "Job" detail
-- hidden company text
-- order: due, task
SELECT task.external_id AS task, account.external_id AS account, account.name AS name,
  task.subject AS subject, task.assignee AS assignee, task.created AS created, task.due AS due,
  task.completed AS completed, task.completed IS NULL AS "open", ticket.external_id AS ticket,
  job.external_id AS job, company.code AS company
FROM task
LEFT JOIN account ON account.id = task.account
LEFT JOIN company ON company.id = account.company
LEFT JOIN ticket ON ticket.id = task.ticket
LEFT JOIN job ON job.id = task.job
