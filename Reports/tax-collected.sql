-- title: Tax invoiced and collected
-- about: What a month invoiced of each tax, and what payments of the month brought of it: the share of an
-- about: invoice's tax that its applied payments are of what it comes to. The cents of an invoice go to
-- about: its taxes in order, so that they add up.
-- kind: pack 14
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also invoices that are dated up to the cut-over"
-- column company id "Company" width=7
-- column jurisdiction id "Jurisdiction"
-- column tax id "Tax"
-- column currency id "Cur" width=3
-- column invoiced money "Invoiced" total
-- column collected money "Collected" total
-- column prior money "Collected before" total
-- column outstanding money "Not collected" total
-- order: company, jurisdiction, tax
WITH open AS (
  SELECT invoice, sum(amount) AS amount
  FROM open_item_entry
  WHERE date <= :to AND invoice IS NOT NULL
  GROUP BY invoice
),
-- What payments settled whole before the month before is in none of the figures.
concerned AS (
  SELECT invoice FROM open WHERE amount <> 0
  UNION
  SELECT invoice FROM tax_entry WHERE date BETWEEN add_months(:from, -1, 1) AND :to
  UNION
  SELECT invoice FROM application_entry
  WHERE date <= :to AND (discount IS NOT NULL OR date >= add_months(:from, -1, 1))
  UNION
  SELECT id FROM invoice
  WHERE NOT EXISTS (SELECT 1 FROM application WHERE application.invoice = invoice.id)
),
item AS MATERIALIZED (
  SELECT id AS invoice FROM concerned JOIN invoice ON invoice.id = concerned.invoice
  WHERE invoice.date <= :to
),
-- Of these invoices only: each part is asked by the invoice.
item_tax AS MATERIALIZED (
  SELECT item.invoice, tax_movement.source, tax_movement.company, tax_movement.date,
    tax_movement.jurisdiction, tax_movement.name, tax_movement.amount
  FROM item CROSS JOIN tax_movement WHERE tax_movement.invoice = item.invoice
),
item_put AS MATERIALIZED (
  SELECT item.invoice, application_entry.date, application_entry.payment, application_entry.amount
  FROM item CROSS JOIN application_entry WHERE application_entry.invoice = item.invoice
),
taxed AS (
  SELECT item_tax.company, invoice, ifnull(jurisdiction, 'not stated') AS jurisdiction,
    ifnull(name, 'not stated') AS tax, sum(amount) AS amount,
    sum(CASE WHEN date >= :from THEN amount ELSE 0 END) AS invoiced
  FROM item_tax
  JOIN legacy_through ON legacy_through.source = item_tax.source
    AND legacy_through.company = item_tax.company
  WHERE date <= :to AND (date > legacy_through.last OR :include_legacy = 1)
  GROUP BY invoice, item_tax.company, jurisdiction, name
),
put AS (
  SELECT invoice, sum(amount) AS applied,
    sum(CASE WHEN payment IS NOT NULL THEN amount ELSE 0 END) AS paid,
    sum(CASE WHEN payment IS NOT NULL AND date < :from THEN amount ELSE 0 END) AS paid_then,
    sum(CASE WHEN payment IS NOT NULL AND date < add_months(:from, -1, 1) THEN amount ELSE 0 END)
      AS paid_before
  FROM item_put
  WHERE date <= :to
  GROUP BY invoice
),
share AS (
  SELECT taxed.*, ifnull(put.paid, 0) AS paid, ifnull(put.paid_then, 0) AS paid_then,
    ifnull(put.paid_before, 0) AS paid_before,
    ifnull(open.amount, 0) + ifnull(put.applied, 0) AS whole,
    sum(taxed.amount) OVER (PARTITION BY taxed.invoice ORDER BY jurisdiction, tax) AS up_to
  FROM taxed
  LEFT JOIN open ON open.invoice = taxed.invoice
  LEFT JOIN put ON put.invoice = taxed.invoice
),
collected AS (
  SELECT company, jurisdiction, tax, amount, invoiced,
    CASE WHEN whole > 0 THEN up_to * min(paid, whole) / whole
      - (up_to - amount) * min(paid, whole) / whole ELSE 0 END AS now,
    CASE WHEN whole > 0 THEN up_to * min(paid_then, whole) / whole
      - (up_to - amount) * min(paid_then, whole) / whole ELSE 0 END AS then_collected,
    CASE WHEN whole > 0 THEN up_to * min(paid_before, whole) / whole
      - (up_to - amount) * min(paid_before, whole) / whole ELSE 0 END AS before_collected
  FROM share
)
SELECT company.code AS company, jurisdiction, tax, company.currency AS currency,
  sum(invoiced) AS invoiced, sum(now - then_collected) AS collected,
  sum(then_collected - before_collected) AS prior, sum(amount - now) AS outstanding
FROM collected
JOIN company ON company.id = collected.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, jurisdiction, tax
