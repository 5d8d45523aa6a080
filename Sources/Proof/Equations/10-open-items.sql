-- invariant: 10
-- title: What is open of an invoice is its charges less what was credited and applied
-- by: company
-- detail: account, item
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void
-- needs: SELECT (SELECT count(*) FROM invoice) + (SELECT count(*) FROM opening_balance)
-- left: remaining due
SELECT company, account, ifnull(invoice, -opening_balance) AS item, amount
FROM open_item_entry
WHERE date <= :as_of
-- right: lines + taxes - credits - applications - voids, from the tables
SELECT company, account, -id AS item, amount
FROM opening_balance
WHERE amount > 0 AND date <= :as_of
UNION ALL
SELECT company, account, id, total
FROM invoice
WHERE total IS NOT NULL AND date <= :as_of
  AND id NOT IN (SELECT invoice FROM debit WHERE invoice IS NOT NULL)
UNION ALL
SELECT debit.company, debit.account, debit.invoice, debit.amount
FROM debit JOIN invoice ON invoice.id = debit.invoice
WHERE max(debit.date, invoice.date) <= :as_of
UNION ALL
SELECT debit.company, debit.account, debit.invoice, tax_line.amount
FROM tax_line
JOIN debit ON debit.id = tax_line.debit
JOIN invoice ON invoice.id = debit.invoice
WHERE max(debit.date, invoice.date) <= :as_of
UNION ALL
SELECT discount.company, discount.account, debit.invoice, -discount.amount - ifnull((
    SELECT sum(tax_line.amount) FROM tax_line WHERE tax_line.discount = discount.id), 0)
FROM discount JOIN debit ON debit.id = discount.debit
WHERE debit.invoice IS NOT NULL AND discount.date <= :as_of
  AND discount.id NOT IN (SELECT discount FROM application WHERE discount IS NOT NULL)
UNION ALL
SELECT company, account, invoice, -amount FROM raw_void WHERE date <= :as_of
UNION ALL
SELECT company, debtor, ifnull(invoice, -opening_balance), -amount
FROM raw_application
WHERE date <= :as_of
