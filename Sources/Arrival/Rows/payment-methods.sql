-- title: Payment methods
-- about: Cards and bank accounts by the tokens of their processor.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column token text "Token"
-- column customer text "The account, as the processor knows it"
-- column type text "card or bank" detail
-- column brand text "Brand"
-- column last_four id "Last four digits"
-- column year id "Year in which it expires"
-- column month id "Month in which it expires"
-- column holder text "Name on it"
-- column autopay flag "Bills are taken from it"
-- column line1 text "Mailing address, else the service address" detail
-- column city text "City" detail
-- column region text "Region" detail
-- column postcode id "Postcode" detail
-- column country id "Country" detail
-- column row integer "Number in the store" detail
-- order: old_id, token
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, p.token AS token,
  p.customer AS customer, p.type AS type, p.brand AS brand, p.last_four AS last_four,
  substr(p.expires, 1, 4) AS year, substr(p.expires, 6, 2) AS month, p.holder AS holder,
  p.autopay AS autopay, coalesce(m.line1, s.line1) AS line1,
  CASE WHEN m.id IS NULL THEN s.city ELSE m.city END AS city,
  CASE WHEN m.id IS NULL THEN s.region ELSE m.region END AS region,
  CASE WHEN m.id IS NULL THEN s.postcode ELSE m.postcode END AS postcode,
  CASE WHEN m.id IS NULL THEN s.country ELSE m.country END AS country, p.id AS row
FROM payment_method p
JOIN exported e ON e.account = p.account
LEFT JOIN address m ON m.account = p.account AND m.kind = 'mailing'
LEFT JOIN address s ON s.account = p.account AND s.kind = 'service'
