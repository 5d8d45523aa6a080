-- invariant: 10
-- title: No invoice is settled beyond its total
-- by: company
-- detail: account, invoice
-- needs: SELECT count(*) FROM invoice
-- left: invoices that charge something
SELECT company, account, id AS invoice, 1 AS amount
FROM invoice
WHERE date <= :as_of AND coalesce((SELECT sum(debit.amount) FROM debit WHERE debit.invoice = invoice.id), total, 0) >= 0
-- right: of them, those with nothing below zero left to pay
SELECT company, account, id AS invoice, 1 AS amount
FROM invoice
WHERE date <= :as_of AND coalesce((SELECT sum(debit.amount) FROM debit WHERE debit.invoice = invoice.id), total, 0) >= 0
  AND id NOT IN (
    SELECT invoice FROM open_item_entry WHERE invoice IS NOT NULL AND date <= :as_of
    GROUP BY invoice HAVING sum(amount) < 0)
