-- title: Further addresses
-- about: Mailing and future addresses of accounts that have a service address besides.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column kind text "mailing or future" detail
-- column line1 text "Street and number"
-- column line2 text "Second line"
-- column city text "City"
-- column region text "Region"
-- column postcode id "Postcode"
-- column country id "Country"
-- column row integer "Number in the store" detail
-- order: old_id, kind
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, a.kind AS kind, a.line1 AS line1,
  a.line2 AS line2, a.city AS city, a.region AS region, a.postcode AS postcode,
  a.country AS country, a.id AS row
FROM address a
JOIN exported e ON e.account = a.account
WHERE a.kind <> 'service'
  AND EXISTS (SELECT 1 FROM address s WHERE s.account = a.account AND s.kind = 'service')
