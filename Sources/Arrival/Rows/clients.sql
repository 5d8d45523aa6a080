-- title: Accounts, a row for each service
-- about: The columns of accounts, repeated for each service that the account has on the day; one row
-- about: for an account that has none.
-- column id id "Id in the target, else in its source" detail
-- column old_id id "Id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column name text "Name"
-- column status text "Status"
-- column type text "Type"
-- column tax_id id "Tax registration"
-- column created date "Created"
-- column contact text "Primary contact" detail
-- column email text "E-mail"
-- column phone id "Telephone"
-- column line1 text "Service address, else the mailing address" detail
-- column line2 text "Second line"
-- column city text "City" detail
-- column region text "Region"
-- column postcode id "Postcode" detail
-- column country id "Country"
-- column mailing_line1 text "Mailing address" detail
-- column mailing_line2 text "Second line" detail
-- column mailing_city text "City" detail
-- column mailing_region text "Region" detail
-- column mailing_postcode id "Postcode" detail
-- column mailing_country id "Country" detail
-- column assignment id "Id of the assignment in its source" detail
-- column service id "Code of the service" detail
-- column service_name text "Name of the service" detail
-- column quantity quantity "How many; 1 if not stated"
-- column price money "Price in place of the service's own"
-- column since date "First day of the service"
-- column until date "Last day of the service"
-- column next_bill_date date "Next bill date"
-- column currency id "Currency" detail
-- column row integer "Number of the account in the store" detail
-- column contact_row integer "Number of the primary contact" detail
-- column service_row integer "Number of the service address" detail
-- column mailing_row integer "Number of the mailing address" detail
-- column assignment_row integer "Number of the service's assignment" detail
-- order: old_id, assignment
WITH primary_contact AS (
  SELECT account, id, name, email, phone, row_number() OVER (
    PARTITION BY account ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, name, id
  ) AS place
  FROM contact
)
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, a.name AS name, a.status AS status,
  a.type AS type, a.tax_id AS tax_id, a.created AS created, c.name AS contact, c.email AS email,
  c.phone AS phone,
  coalesce(s.line1, m.line1) AS line1, CASE WHEN s.id IS NULL THEN m.line2 ELSE s.line2 END AS line2,
  CASE WHEN s.id IS NULL THEN m.city ELSE s.city END AS city,
  CASE WHEN s.id IS NULL THEN m.region ELSE s.region END AS region,
  CASE WHEN s.id IS NULL THEN m.postcode ELSE s.postcode END AS postcode,
  CASE WHEN s.id IS NULL THEN m.country ELSE s.country END AS country,
  m.line1 AS mailing_line1, m.line2 AS mailing_line2, m.city AS mailing_city,
  m.region AS mailing_region, m.postcode AS mailing_postcode, m.country AS mailing_country,
  h.external_id AS assignment, service.code AS service, service.name AS service_name,
  CASE WHEN h.id IS NOT NULL THEN ifnull(h.quantity, 1000000) END AS quantity, h.price AS price,
  h.since AS since, h.until AS until, ifnull(next_bill.day, a.next_bill_date) AS next_bill_date, e.currency AS currency,
  a.id AS row, c.id AS contact_row, s.id AS service_row, m.id AS mailing_row, h.id AS assignment_row
FROM exported e
JOIN account a ON a.id = e.account
LEFT JOIN primary_contact c ON c.account = a.id AND c.place = 1
LEFT JOIN address s ON s.account = a.id AND s.kind = 'service'
LEFT JOIN address m ON m.account = a.id AND m.kind = 'mailing'
LEFT JOIN account_service h ON h.account = a.id AND ifnull(h.until, '9999') >= :as_of
LEFT JOIN next_bill ON next_bill.assignment = h.id
LEFT JOIN service ON service.id = h.service
