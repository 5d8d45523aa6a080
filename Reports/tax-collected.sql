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
settled AS (
  SELECT put.*, ifnull(open.amount, 0) + applied AS whole
  FROM put LEFT JOIN open ON open.invoice = put.invoice
),
-- An invoice of which all is paid or nothing, now and before, has no cents to tell apart.
share AS MATERIALIZED (
  SELECT settled.*, whole > 0 AND NOT (
    paid IN (0, max(paid, whole)) AND paid_then IN (0, max(paid_then, whole))
    AND paid_before IN (0, max(paid_before, whole))) AS is_part
  FROM settled
),
legacy AS MATERIALIZED (SELECT source, company, last FROM legacy_through),
line AS (
  SELECT item_tax.company, item_tax.invoice, ifnull(jurisdiction, 'not stated') AS jurisdiction,
    ifnull(name, 'not stated') AS tax, amount,
    CASE WHEN date >= :from THEN amount ELSE 0 END AS invoiced
  FROM item_tax
  JOIN legacy ON legacy.source = item_tax.source AND legacy.company = item_tax.company
  WHERE date <= :to AND (date > legacy.last OR :include_legacy = 1)
),
part AS (
  SELECT line.company, line.invoice, jurisdiction, tax, sum(amount) AS amount,
    sum(invoiced) AS invoiced, paid, paid_then, paid_before, whole
  FROM line JOIN share ON share.invoice = line.invoice AND is_part
  GROUP BY line.invoice, line.company, jurisdiction, tax
),
parted AS (
  SELECT part.*, sum(amount) OVER (PARTITION BY invoice ORDER BY jurisdiction, tax) AS up_to
  FROM part
),
collected AS (
  SELECT company, jurisdiction, tax, amount, invoiced,
    up_to * min(paid, whole) / whole - (up_to - amount) * min(paid, whole) / whole AS now,
    up_to * min(paid_then, whole) / whole - (up_to - amount) * min(paid_then, whole) / whole
      AS then_collected,
    up_to * min(paid_before, whole) / whole - (up_to - amount) * min(paid_before, whole) / whole
      AS before_collected
  FROM parted
  UNION ALL
  SELECT company, jurisdiction, tax, amount, invoiced,
    CASE WHEN whole > 0 AND paid > 0 THEN amount ELSE 0 END,
    CASE WHEN whole > 0 AND paid_then > 0 THEN amount ELSE 0 END,
    CASE WHEN whole > 0 AND paid_before > 0 THEN amount ELSE 0 END
  FROM line LEFT JOIN share ON share.invoice = line.invoice
  WHERE is_part IS NOT 1
)
SELECT company.code AS company, jurisdiction, tax, company.currency AS currency,
  sum(invoiced) AS invoiced, sum(now - then_collected) AS collected,
  sum(then_collected - before_collected) AS prior, sum(amount - now) AS outstanding
FROM collected
JOIN company ON company.id = collected.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, jurisdiction, tax
