-- What voiding takes back: the invoice's lines and taxes, or its total where it has no lines, less the
-- credits that had reversed its lines already.
SELECT invoice.id AS invoice, invoice.account AS account, invoice.company AS company,
  max(invoice_void.date, invoice.date) AS date,
  coalesce(
    (SELECT sum(amount) FROM debit WHERE debit.invoice = invoice.id)
      + ifnull((SELECT sum(tax_line.amount) FROM tax_line JOIN debit ON debit.id = tax_line.debit
          WHERE debit.invoice = invoice.id), 0),
    invoice.total, 0)
  - ifnull((SELECT sum(discount.amount + ifnull((SELECT sum(tax_line.amount) FROM tax_line
          WHERE tax_line.discount = discount.id), 0))
        FROM discount JOIN debit ON debit.id = discount.debit
        WHERE debit.invoice = invoice.id AND NOT EXISTS (
          SELECT 1 FROM application WHERE application.discount = discount.id)), 0) AS amount
FROM invoice_void
JOIN invoice ON invoice.id = invoice_void.invoice
