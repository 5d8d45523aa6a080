-- title: Correspondence
-- about: Calls, e-mails and text messages to and from customers.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column key id "Id in its source, else its number here" detail
-- column local_at id "When, by the company's clock"
-- column channel text "call, email or sms" detail
-- column address id "Address or number"
-- column subject text "Subject"
-- column body text "Text"
-- column user text "Who called or wrote"
-- column seconds integer "Seconds that a call took"
-- column status text "Status"
-- column row integer "Number in the store" detail
-- order: old_id, local_at, row
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id,
  ifnull(c.external_id, '#' || c.id) AS key,
  local_date(c.at, company.zone) || ' ' || local_time(c.at, company.zone) AS local_at,
  c.channel AS channel, c.address AS address, c.subject AS subject, c.body AS body, c.user AS user,
  c.length AS seconds, c.status AS status, c.id AS row
FROM correspondence c
JOIN exported e ON e.account = c.account
JOIN company ON company.code = e.company
