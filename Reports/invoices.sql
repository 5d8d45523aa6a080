-- title: Invoices
-- about: Every invoice with what was charged, paid and is left of it on a day. A void invoice shows
-- about: nothing due, and stays.
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param account text optional "Only this account"
-- column number id "Number"
-- column account id "Account"
-- column name text "Name"
-- column date date "Date"
-- column due date "Due"
-- column state text "State" width=9
-- column currency id "Cur" width=3
-- column charged money "Charged" total
-- column paid money "Paid" total detail
-- column credited money "Credited" total detail
-- column balance money "Balance" total
-- column days_overdue integer "Overdue" detail
-- column linked_due money "Due on linked" detail
-- column coverage_from date "From" detail
-- column coverage_to date "To" detail
-- column months integer "Months" detail
-- column frozen date "Frozen" detail
-- column void date "Void" detail
-- column parent_invoice id "Parent's invoice" detail
-- column message text "Message" detail
-- hidden company text
-- hidden type text
-- hidden recurring flag
-- hidden source text
-- order: date, number
WITH part AS (
  SELECT id AS invoice, 0 AS balance, 0 AS charged, 0 AS paid FROM invoice WHERE date <= :as_of
  UNION ALL
  SELECT invoice, amount, 0, 0 FROM open_item_entry WHERE invoice IS NOT NULL AND date <= :as_of
  UNION ALL
  SELECT invoice, 0, amount, 0 FROM charge WHERE invoice IS NOT NULL AND invoiced <= :as_of
  UNION ALL
  SELECT invoice, 0, amount, 0 FROM charge_tax WHERE invoice IS NOT NULL AND invoiced <= :as_of
  UNION ALL
  SELECT invoice, 0, 0, amount FROM application_entry
  WHERE invoice IS NOT NULL AND payment IS NOT NULL AND date <= :as_of
),
item AS (
  SELECT invoice, sum(balance) AS balance, sum(charged) AS charged, sum(paid) AS paid
  FROM part
  GROUP BY invoice
),
linked AS (
  SELECT child.parent_invoice AS number, child.source AS source, sum(item.balance) AS due
  FROM item
  JOIN invoice child ON child.id = item.invoice
  WHERE child.parent_invoice IS NOT NULL
  GROUP BY child.parent_invoice, child.source
)
SELECT number, account, name, date, due,
  CASE
    WHEN void IS NOT NULL THEN 'void'
    WHEN balance = 0 THEN 'paid'
    WHEN days_overdue > 0 THEN 'past due'
    ELSE 'open'
  END AS state,
  currency, charged, paid, charged - paid - balance AS credited, balance,
  CASE WHEN balance > 0 AND days_overdue > 0 THEN days_overdue END AS days_overdue, linked_due,
  coverage_from, coverage_to, months, frozen, void, parent_invoice, message, company, type, recurring,
  source
FROM (
  SELECT invoice.number AS number, account.external_id AS account, account.name AS name,
    invoice.date AS date, invoice.due AS due, company.currency AS currency, item.charged AS charged,
    item.paid AS paid, item.balance AS balance,
    days_between(coalesce(invoice.due, invoice.date), :as_of) AS days_overdue,
    linked.due AS linked_due, invoice.coverage_from AS coverage_from,
    invoice.coverage_to AS coverage_to, invoice.months AS months, invoice.frozen AS frozen,
    invoice_void.date AS void, invoice.parent_invoice AS parent_invoice,
    invoice.message AS message, company.code AS company, invoice.account_type AS type,
    invoice.recurring AS recurring, source.name AS source
  FROM item
  JOIN invoice ON invoice.id = item.invoice
  JOIN account ON account.id = invoice.account
  JOIN company ON company.id = invoice.company
  JOIN source ON source.id = invoice.source
  LEFT JOIN linked ON linked.number = invoice.number AND linked.source = invoice.source
  LEFT JOIN invoice_void ON invoice_void.invoice = invoice.id AND invoice_void.date <= :as_of
  WHERE :account IS NULL OR account.external_id = :account
)
