-- title: Inventory
-- about: Devices, which account has them, and what they carry.
-- column item id "Item"
-- column model text "Model"
-- column mac id "MAC"
-- column serial id "Serial"
-- column status text "Status"
-- column account id "Account"
-- column name text "Name" detail
-- column service id "Service" detail
-- column connected_to text "Connected to" detail
-- hidden company text
-- order: item
SELECT inventory_item.external_id AS item, inventory_item.model AS model, inventory_item.mac AS mac,
  inventory_item.serial AS serial, inventory_item.status AS status, account.external_id AS account,
  account.name AS name, service.code AS service, inventory_item.connected_to AS connected_to,
  company.code AS company
FROM inventory_item
LEFT JOIN account ON account.id = inventory_item.account
LEFT JOIN company ON company.id = account.company
LEFT JOIN service ON service.id = inventory_item.service
