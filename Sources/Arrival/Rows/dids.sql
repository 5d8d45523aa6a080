-- title: Telephone numbers of accounts
-- about: Numbers that an account holds still, with the first of its voice services.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column number id "The number, E.164"
-- column service id "Code of the account's voice service" detail
-- column carrier text "Carrier"
-- column rate_center text "Rate center"
-- column since instant "Since"
-- column row integer "Number of the assignment in the store" detail
-- order: old_id, number
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, '+' || a.number AS number,
  (SELECT min(service.code) FROM account_service h JOIN service ON service.id = h.service
    WHERE h.account = a.account AND service.type = 'voice' AND ifnull(h.until, '9999') >= :as_of)
    AS service,
  did.carrier AS carrier, did.rate_center AS rate_center, a.since AS since, a.id AS row
FROM did_assignment a
JOIN exported e ON e.account = a.account
LEFT JOIN did ON did.number = a.number
WHERE a.until IS NULL
