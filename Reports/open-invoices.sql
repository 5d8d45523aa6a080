-- title: Open invoices
-- about: Every invoice and opening balance of which something is open at the end of a day, a row each:
-- about: what it came to, what was credited and applied up to then, and what is left.
-- kind: pack 5
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param base text default=due among=due,invoice "Days are counted from the 'due' day, or that of the 'invoice'"
-- param edge_1 integer default=30 "Last day of the first bucket"
-- param edge_2 integer default=60 "Last day of the second"
-- param edge_3 integer default=90 "Last day of the third"
-- param bucket integer optional "Only what is in this bucket of the aging, from 0 (current) to 4"
-- param account text optional "Only this account's"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column number id "Invoice"
-- column date date "Date"
-- column due date "Due"
-- column late integer "Days"
-- column bucket integer "Bucket" detail
-- column currency id "Cur" width=3
-- column billed money "Billed" total
-- column credited money "Credited" total
-- column applied money "Applied" total
-- column open money "Open" total
-- explain open: invoice-movements invoice=number account=account
-- order: company, account, date, number
WITH item AS MATERIALIZED (
  SELECT ifnull(invoice, -opening_balance) AS item, account, company, invoice, opening_balance,
    sum(amount) AS open
  FROM open_item_entry
  WHERE date <= :as_of
  GROUP BY account, company, invoice, opening_balance
  HAVING sum(amount) <> 0
),
-- Of what is open only: each part is asked by the invoice.
billed AS (
  SELECT item, sum(amount) AS amount
  FROM (
    SELECT item, invoiced AS date, charge.amount
    FROM item CROSS JOIN charge WHERE charge.invoice = item.invoice
    UNION ALL
    SELECT item, invoiced, charge_tax.amount
    FROM item CROSS JOIN charge_tax WHERE charge_tax.invoice = item.invoice
  )
  WHERE date <= :as_of
  GROUP BY item
),
put AS (
  SELECT item, sum(amount) AS amount
  FROM (
    SELECT item, application_entry.date, application_entry.amount
    FROM item CROSS JOIN application_entry WHERE application_entry.invoice = item.invoice
    UNION ALL
    SELECT item, application_entry.date, application_entry.amount
    FROM item CROSS JOIN application_entry
    WHERE application_entry.opening_balance = item.opening_balance
  )
  WHERE date <= :as_of
  GROUP BY item
),
line AS (
  SELECT item.account, item.company, coalesce(invoice.number, 'opening') AS number,
    coalesce(invoice.date, opening_balance.date) AS date,
    coalesce(invoice.due, invoice.date, opening_balance.date) AS due,
    coalesce(opening_balance.amount, billed.amount, 0) AS billed, ifnull(put.amount, 0) AS applied,
    item.open,
    days_between(CASE WHEN :base = 'invoice' THEN coalesce(invoice.date, opening_balance.date)
      ELSE coalesce(invoice.due, invoice.date, opening_balance.date) END, :as_of) AS late
  FROM item
  LEFT JOIN invoice ON invoice.id = item.invoice
  LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
  LEFT JOIN billed ON billed.item = item.item
  LEFT JOIN put ON put.item = item.item
),
aged AS (
  SELECT line.*,
    CASE WHEN late <= 0 THEN 0 WHEN late <= :edge_1 THEN 1 WHEN late <= :edge_2 THEN 2
      WHEN late <= :edge_3 THEN 3 ELSE 4 END AS bucket
  FROM line
)
SELECT account.external_id AS account, account.name AS name, company.code AS company, number, date,
  due, late, bucket, company.currency AS currency, billed, billed - applied - open AS credited,
  applied, open
FROM aged
JOIN account ON account.id = aged.account
JOIN company ON company.id = aged.company
WHERE (:company IS NULL OR company.code = :company)
  AND (:account IS NULL OR account.external_id = :account)
  AND (:bucket IS NULL OR bucket = :bucket)
