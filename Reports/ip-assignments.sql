-- title: Network addresses
-- about: Which account has or had which address, from when to when. What is assigned to 'mac' is a device
-- about: that is in no inventory.
-- column address id "Address"
-- column account id "Account"
-- column name text "Name" detail
-- column type text "Type" detail
-- column holder text "Assigned to"
-- column holder_name id "Which" detail
-- column since instant "Since"
-- column until instant "Until"
-- column active flag "Active"
-- hidden company text
-- order: address, since, account
SELECT ip_assignment.address AS address, account.external_id AS account, account.name AS name,
  ip_assignment.type AS type, ifnull(ip_assignment.holder, 'account') AS holder,
  ip_assignment.holder_name AS holder_name, ip_assignment.since AS since,
  ip_assignment.until AS until, ip_assignment.until IS NULL AS active, company.code AS company
FROM ip_assignment
JOIN account ON account.id = ip_assignment.account
JOIN company ON company.id = account.company
