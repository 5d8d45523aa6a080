-- title: Custom fields
-- about: Named values that the ISP keeps with its accounts.
-- column account id "Account"
-- column name text "Name"
-- column field text "Field"
-- column value text "Value"
-- order: account, field
SELECT account.external_id AS account, account.name AS name, custom_field.name AS field,
  custom_field.value AS value
FROM custom_field
JOIN account ON account.id = custom_field.account
