-- title: Jobs
-- about: Work at customers' places: what, when, by whom, and whether it was done.
-- column job id "Job"
-- column account id "Account"
-- column name text "Name" detail
-- column type text "Type"
-- column status text "Status"
-- column scheduled instant "Scheduled"
-- column minutes integer "Minutes" total
-- column completed instant "Completed" detail
-- column assignee text "Assignee"
-- column ticket id "Ticket" detail
-- column tasks integer "Tasks" total detail
-- column open_tasks integer "Open tasks" total detail
-- column files integer "Files" total detail
-- column description text "Text" detail
-- hidden company text
-- order: scheduled, job
SELECT job.external_id AS job, account.external_id AS account, account.name AS name, job.type AS type,
  ifnull(job.status, CASE WHEN job.completed IS NOT NULL THEN 'completed'
    WHEN job.scheduled IS NOT NULL THEN 'scheduled' ELSE 'not-scheduled' END) AS status,
  job.scheduled AS scheduled, job.minutes AS minutes, job.completed AS completed,
  job.assignee AS assignee, ticket.external_id AS ticket,
  (SELECT count(*) FROM task WHERE task.job = job.id) AS tasks,
  (SELECT count(*) FROM task WHERE task.job = job.id AND task.completed IS NULL) AS open_tasks,
  (SELECT count(*) FROM attachment WHERE attachment.job = job.id) AS files,
  job.description AS description, company.code AS company
FROM job
LEFT JOIN account ON account.id = job.account
LEFT JOIN company ON company.id = account.company
LEFT JOIN ticket ON ticket.id = job.ticket
