-- title: Contacts
-- about: Whom to reach about an account; at most one is primary.
-- column account id "Account"
-- column holder text "Account of" width=20
-- column role text "Role"
-- column name text "Name" width=18
-- column email text "E-mail"
-- column phone id "Telephone"
-- column e164 id "E.164" detail
-- column language text "Language" detail
-- column primary flag "Primary"
-- hidden company text
-- order: account, role, name
SELECT account.external_id AS account, account.name AS holder, contact.role AS role,
  contact.name AS name, contact.email AS email, contact.phone AS phone,
  '+' || contact.phone_number AS e164, contact.language AS language,
  ifnull(contact.is_primary, 0) AS "primary", company.code AS company
FROM contact
JOIN account ON account.id = contact.account
JOIN company ON company.id = account.company
