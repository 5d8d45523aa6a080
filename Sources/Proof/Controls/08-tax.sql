-- title: Tax liability is the tax lines of charges less those of credits and voids
-- by: company, jurisdiction
-- unit: money
-- report: tax
-- needs: SELECT count(*) FROM tax_line
-- why: the source states no taxes of its invoices
-- left: due of the tax report
SELECT company.id AS company, jurisdiction, net AS amount
FROM tax JOIN company ON company.code = tax.company
-- right: tax lines of the month, from the tables
SELECT debit.company AS company, ifnull(tax_line.jurisdiction, 'not stated') AS jurisdiction,
  tax_line.amount AS amount
FROM debit CROSS JOIN tax_line ON tax_line.debit = debit.id
WHERE debit.date BETWEEN :from AND :as_of
UNION ALL
SELECT discount.company, ifnull(tax_line.jurisdiction, 'not stated'), -tax_line.amount
FROM tax_line JOIN discount ON discount.id = tax_line.discount
WHERE discount.date BETWEEN :from AND :as_of
UNION ALL
SELECT debit.company, ifnull(tax_line.jurisdiction, 'not stated'), -tax_line.amount
FROM invoice_void
CROSS JOIN invoice ON invoice.id = invoice_void.invoice
CROSS JOIN debit ON debit.invoice = invoice.id
CROSS JOIN tax_line ON tax_line.debit = debit.id
WHERE max(invoice_void.date, invoice.date) BETWEEN :from AND :as_of
UNION ALL
SELECT debit.company, ifnull(tax_line.jurisdiction, 'not stated'), tax_line.amount
FROM tax_line
JOIN discount ON discount.id = tax_line.discount
JOIN debit ON debit.id = discount.debit
JOIN invoice ON invoice.id = debit.invoice
JOIN invoice_void ON invoice_void.invoice = invoice.id
WHERE max(invoice_void.date, invoice.date) BETWEEN :from AND :as_of
  AND discount.id NOT IN (SELECT discount FROM application WHERE discount IS NOT NULL)
