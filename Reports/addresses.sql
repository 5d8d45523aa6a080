-- title: Addresses
-- about: Where an account is served, where its mail goes, and where it could be served.
-- column account id "Account"
-- column name text "Name"
-- column kind text "Kind"
-- column line1 text "Street"
-- column line2 text "More" detail
-- column city text "City"
-- column region text "Region"
-- column postcode id "Postcode"
-- column country id "Country"
-- hidden company text
-- order: account, kind
SELECT account.external_id AS account, account.name AS name, address.kind AS kind,
  address.line1 AS line1, address.line2 AS line2, address.city AS city, address.region AS region,
  address.postcode AS postcode, address.country AS country, company.code AS company
FROM address
JOIN account ON account.id = address.account
JOIN company ON company.id = account.company
