-- title: Custom fields
-- about: Named values that the ISP keeps with accounts.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column name text "Field"
-- column value text "Value"
-- column row integer "Number in the store" detail
-- order: old_id, name
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, f.name AS name, f.value AS value,
  f.id AS row
FROM custom_field f
JOIN exported e ON e.account = f.account
WHERE f.value IS NOT NULL
