-- invariant: 10
-- title: Invoices come to their lines and taxes
-- by: company, month
-- detail: account, invoice
-- unit: money
-- needs: SELECT count(*) FROM invoice WHERE total IS NOT NULL
-- needs: AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- lacking: SELECT count(*) FROM invoice WHERE total IS NULL
-- lacking: OR NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- why: the source states no lines of its invoices
-- left: totals that the sources state
SELECT company, substr(date, 1, 7) AS month, account, id AS invoice, total AS amount
FROM invoice
WHERE total IS NOT NULL AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- right: sum of lines and taxes
SELECT invoice.company AS company, substr(invoice.date, 1, 7) AS month, invoice.account AS account,
  invoice.id AS invoice, debit.amount AS amount
FROM debit JOIN invoice ON invoice.id = debit.invoice
WHERE invoice.total IS NOT NULL
UNION ALL
SELECT invoice.company, substr(invoice.date, 1, 7), invoice.account, invoice.id, tax_line.amount
FROM tax_line
JOIN debit ON debit.id = tax_line.debit
JOIN invoice ON invoice.id = debit.invoice
WHERE invoice.total IS NOT NULL
