-- invariant: 10
-- title: Invoices come to their lines and taxes
-- by: company, month
-- detail: account, invoice
-- unit: money
-- needs: SELECT EXISTS (SELECT 1 FROM invoice WHERE total IS NOT NULL
-- needs: AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id))
-- lacking: SELECT count(*) FROM invoice WHERE total IS NULL
-- lacking: OR NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- why: the source states no lines of its invoices
-- left: totals that the sources state
SELECT company, substr(date, 1, 7) AS month, account, id AS invoice, total AS amount
FROM invoice
WHERE total IS NOT NULL AND date BETWEEN :from AND :as_of
  AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- right: sum of lines and taxes
SELECT company, substr(date, 1, 7) AS month, account, id AS invoice,
  (SELECT sum(amount) FROM debit WHERE debit.invoice = invoice.id)
    + ifnull((SELECT sum(tax_line.amount) FROM debit JOIN tax_line ON tax_line.debit = debit.id
        WHERE debit.invoice = invoice.id), 0) AS amount
FROM invoice
WHERE total IS NOT NULL AND date BETWEEN :from AND :as_of
  AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
