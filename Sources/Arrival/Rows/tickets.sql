-- title: Open tickets
-- about: Requests of accounts that are not closed on the day.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column ticket id "Id in its source" detail
-- column subject text "Subject"
-- column status text "Status"
-- column priority text "Priority"
-- column team text "Group of people"
-- column assignee text "Who works on it"
-- column created instant "Opened"
-- column due date "Due"
-- column description text "What it began with"
-- column row integer "Number in the store" detail
-- order: old_id, ticket
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, t.external_id AS ticket,
  t.subject AS subject, t.status AS status, t.priority AS priority, t.team AS team,
  t.assignee AS assignee, t.created AS created, t.due AS due, t.description AS description,
  t.id AS row
FROM ticket t
JOIN exported e ON e.account = t.account
JOIN company ON company.code = e.company
WHERE (t.closed IS NULL OR local_date(t.closed, company.zone) > :as_of)
  AND ifnull(lower(t.status), '') <> 'closed'
