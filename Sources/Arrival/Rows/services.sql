-- title: Services of accounts
-- about: What accounts have on the day, with prices in place of the service's own.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column assignment id "Id of the assignment in its source" detail
-- column service id "Code of the service" detail
-- column service_name text "Name of the service" detail
-- column type text "Kind of service" detail
-- column quantity quantity "How many; 1 if not stated"
-- column price money "Price in place of the service's own"
-- column full_price money "Price that is charged" detail
-- column description text "Text besides the name"
-- column since date "First day"
-- column until date "Last day"
-- column next_bill_date date "Next bill date"
-- column email text "The account's e-mail" detail
-- column currency id "Currency" detail
-- column row integer "Number in the store" detail
-- order: old_id, assignment
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, h.external_id AS assignment,
  service.code AS service, service.name AS service_name, service.type AS type,
  ifnull(h.quantity, 1000000) AS quantity, h.price AS price,
  ifnull(h.price, service.price) AS full_price, h.description AS description, h.since AS since,
  h.until AS until, next_bill.day AS next_bill_date,
  (SELECT email FROM contact WHERE contact.account = h.account AND email IS NOT NULL
    ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, name LIMIT 1) AS email,
  e.currency AS currency, h.id AS row
FROM account_service h
JOIN exported e ON e.account = h.account
JOIN next_bill ON next_bill.assignment = h.id
JOIN service ON service.id = h.service
WHERE ifnull(h.until, '9999') >= :as_of
