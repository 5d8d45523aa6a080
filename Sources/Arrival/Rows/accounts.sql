-- title: Accounts
-- about: One row for each account, with its primary contact, addresses, parent and children.
-- column id id "Id in the target, else in its source" detail
-- column old_id id "Id in its source" detail
-- column new_id id "Id in the target, as far as the crosswalk knows it" detail
-- column name text "Name"
-- column status text "Status"
-- column type text "Type"
-- column groups text "Groups, parted by semicolons"
-- column language text "Language"
-- column tax_zone text "Tax zone"
-- column tax_id id "Tax registration"
-- column created date "Created"
-- column activated date "Activated"
-- column next_bill_date date "Next bill date"
-- column bill_mode text "Bill mode"
-- column bill_day integer "Bill day"
-- column due_days integer "Days to the due date"
-- column grace_days integer "Days of grace"
-- column grace_until date "Grace until"
-- column months_to_bill integer "Months billed at a time"
-- column tax_exempt flag "No tax"
-- column autopay flag "Pays by itself"
-- column print_invoice flag "Bills on paper"
-- column company id "Company" detail
-- column currency id "Currency" detail
-- column contact text "Primary contact" detail
-- column contact_role text "Role" detail
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
-- column parent id "Parent, by its id in the target" detail
-- column parent_old_id id "Parent, by its id in its source" detail
-- column children id "Children, by their ids in the target, parted by commas" detail
-- column children_old id "The same, by their ids in their source" detail
-- column depth integer "0: no parent, 1: a child, 2: a child's child" detail
-- column services text "Codes of its services, parted by commas" detail
-- column row integer "Number of the account in the store" detail
-- column contact_row integer "Number of the primary contact" detail
-- column service_row integer "Number of the service address" detail
-- column mailing_row integer "Number of the mailing address" detail
-- column link_row integer "Number of the link to the parent" detail
-- order: depth, old_id
WITH RECURSIVE link (account, parent, row) AS (
  SELECT account, CAST(max(parent) AS INTEGER), max(id) FROM account_link
  WHERE ifnull(since, '') <= :as_of AND ifnull(until, '9999') >= :as_of
  GROUP BY account
),
above (account, ancestor, depth) AS (
  SELECT account, parent, 1 FROM link
  UNION ALL
  SELECT above.account, l.parent, above.depth + 1 FROM above
  JOIN account_link l ON l.account = above.ancestor
  WHERE above.depth < 20 AND ifnull(l.since, '') <= :as_of AND ifnull(l.until, '9999') >= :as_of
),
level (account, depth) AS (SELECT account, max(depth) FROM above GROUP BY account),
primary_contact (account, contact) AS (
  SELECT account, id FROM (
    SELECT account, id, row_number() OVER (
      PARTITION BY account ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, name, id
    ) AS place
    FROM contact)
  WHERE place = 1
),
family (parent, children, children_old) AS (
  SELECT parent, group_concat(id, ','), group_concat(old_id, ',') FROM (
    SELECT link.parent, exported.id, exported.old_id FROM link
    JOIN exported ON exported.account = link.account
    ORDER BY link.parent, exported.old_id)
  GROUP BY parent
),
served (account, services) AS (
  SELECT account, group_concat(code, ',') FROM (
    SELECT account_service.account, service.code FROM account_service
    JOIN service ON service.id = account_service.service
    WHERE ifnull(until, '9999') >= :as_of ORDER BY account_service.account, service.code)
  GROUP BY account
)
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, a.name AS name, a.status AS status,
  a.type AS type, a.groups AS groups, a.language AS language, a.tax_zone AS tax_zone,
  a.tax_id AS tax_id, a.created AS created, a.activated AS activated,
  a.next_bill_date AS next_bill_date, a.bill_mode AS bill_mode, a.bill_day AS bill_day,
  a.due_days AS due_days, a.grace_days AS grace_days, a.grace_until AS grace_until,
  a.months_to_bill AS months_to_bill, a.tax_exempt AS tax_exempt, a.autopay AS autopay,
  a.print_invoice AS print_invoice, e.company AS company, e.currency AS currency,
  c.name AS contact, c.role AS contact_role, c.email AS email, c.phone AS phone,
  coalesce(s.line1, m.line1) AS line1, CASE WHEN s.id IS NULL THEN m.line2 ELSE s.line2 END AS line2,
  CASE WHEN s.id IS NULL THEN m.city ELSE s.city END AS city,
  CASE WHEN s.id IS NULL THEN m.region ELSE s.region END AS region,
  CASE WHEN s.id IS NULL THEN m.postcode ELSE s.postcode END AS postcode,
  CASE WHEN s.id IS NULL THEN m.country ELSE s.country END AS country,
  m.line1 AS mailing_line1, m.line2 AS mailing_line2, m.city AS mailing_city,
  m.region AS mailing_region, m.postcode AS mailing_postcode, m.country AS mailing_country,
  p.id AS parent, p.old_id AS parent_old_id, family.children AS children,
  family.children_old AS children_old,
  ifnull(level.depth, 0) AS depth, served.services AS services, a.id AS row,
  c.id AS contact_row, s.id AS service_row, m.id AS mailing_row, link.row AS link_row
FROM exported e
JOIN account a ON a.id = e.account
LEFT JOIN primary_contact ON primary_contact.account = a.id
LEFT JOIN contact c ON c.id = primary_contact.contact
LEFT JOIN address s ON s.account = a.id AND s.kind = 'service'
LEFT JOIN address m ON m.account = a.id AND m.kind = 'mailing'
LEFT JOIN link ON link.account = a.id
LEFT JOIN exported p ON p.account = link.parent
LEFT JOIN level ON level.account = a.id
LEFT JOIN family ON family.parent = a.id
LEFT JOIN served ON served.account = a.id
