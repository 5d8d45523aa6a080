-- title: RADIUS accounts
-- about: What devices of accounts log in to the network with, and which addresses they are given.
-- column name id "User name"
-- column account id "Account"
-- column holder text "Account of" detail
-- column address id "Address"
-- column route id "Route"
-- column enabled flag "Enabled"
-- hidden company text
-- order: name, account
SELECT radius_account.name AS name, account.external_id AS account, account.name AS holder,
  radius_account.address AS address, radius_account.route AS route,
  1 - ifnull(radius_account.is_disabled, 0) AS enabled, company.code AS company
FROM radius_account
LEFT JOIN account ON account.id = radius_account.account
LEFT JOIN company ON company.id = account.company
