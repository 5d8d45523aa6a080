-- title: Open invoices
-- about: Invoices with a remaining due on the day, one row each.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column name text "Name of the account" detail
-- column email text "The account's e-mail" detail
-- column number id "Invoice number" detail
-- column date date "Date"
-- column due date "Due date; the date where none is stated"
-- column total money "Total"
-- column remaining money "Remaining due" detail
-- column currency id "Currency" detail
-- column line1 text "Mailing address, else the service address" detail
-- column line2 text "Second line" detail
-- column city text "City" detail
-- column region text "Region" detail
-- column postcode id "Postcode" detail
-- column country id "Country" detail
-- column row integer "Number in the store" detail
-- order: old_id, date, number
WITH open AS (
  SELECT invoice, sum(amount) AS remaining FROM open_item_entry
  WHERE invoice IS NOT NULL AND date <= :as_of
  GROUP BY invoice HAVING sum(amount) <> 0
),
charged AS (
  SELECT invoice, sum(amount) AS total FROM (
    SELECT invoice, amount FROM charge WHERE invoice IS NOT NULL
    UNION ALL
    SELECT invoice, amount FROM charge_tax WHERE invoice IS NOT NULL)
  WHERE invoice IN (SELECT invoice FROM open)
  GROUP BY invoice
)
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, account.name AS name,
  (SELECT email FROM contact WHERE contact.account = e.account AND email IS NOT NULL
    ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, contact.name LIMIT 1) AS email,
  invoice.number AS number, invoice.date AS date, ifnull(invoice.due, invoice.date) AS due,
  charged.total AS total, open.remaining AS remaining, e.currency AS currency,
  coalesce(m.line1, s.line1) AS line1, CASE WHEN m.id IS NULL THEN s.line2 ELSE m.line2 END AS line2,
  CASE WHEN m.id IS NULL THEN s.city ELSE m.city END AS city,
  CASE WHEN m.id IS NULL THEN s.region ELSE m.region END AS region,
  CASE WHEN m.id IS NULL THEN s.postcode ELSE m.postcode END AS postcode,
  CASE WHEN m.id IS NULL THEN s.country ELSE m.country END AS country, invoice.id AS row
FROM open
JOIN invoice ON invoice.id = open.invoice
JOIN exported e ON e.account = invoice.account
JOIN account ON account.id = e.account
LEFT JOIN charged ON charged.invoice = invoice.id
LEFT JOIN address m ON m.account = e.account AND m.kind = 'mailing'
LEFT JOIN address s ON s.account = e.account AND s.kind = 'service'
