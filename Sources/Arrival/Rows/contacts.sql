-- title: Further contacts
-- about: Contacts of accounts besides the primary one, which stands with the account.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column name text "Name"
-- column role text "Role"
-- column email text "E-mail"
-- column phone id "Telephone"
-- column row integer "Number in the store" detail
-- order: old_id, role, name
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, c.name AS name, c.role AS role,
  c.email AS email, c.phone AS phone, c.contact AS row
FROM (
  SELECT account, id AS contact, name, role, email, phone, row_number() OVER (
    PARTITION BY account ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, name, id
  ) AS place
  FROM contact
) c
JOIN exported e ON e.account = c.account
WHERE c.place > 1
