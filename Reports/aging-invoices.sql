-- title: Accounts receivable aging by invoice
-- about: The aging with a row for each open invoice: its open amount, whole, in one column.
-- kind: pack 5
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param base text default=due among=due,invoice "Days are counted from the 'due' day, or that of the 'invoice'"
-- param edge_1 integer default=30 "Last day of the first column"
-- param edge_2 integer default=60 "Last day of the second"
-- param edge_3 integer default=90 "Last day of the third"
-- param account text optional "Only this account's"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column number id "Invoice"
-- column date date "Date" detail
-- column due date "Due"
-- column late integer "Days" detail
-- column currency id "Cur" width=3
-- column current money "Current" total
-- column bucket_1 money "1-{edge_1}" total
-- column bucket_2 money "{edge_1+1}-{edge_2}" total
-- column bucket_3 money "{edge_2+1}-{edge_3}" total
-- column bucket_4 money "{edge_3+1}+" total
-- column unapplied money "Unapplied" total
-- order: company, account, date, number
WITH item AS (
  SELECT account, company, invoice, opening_balance, sum(amount) AS due
  FROM open_item_entry
  WHERE date <= :as_of
  GROUP BY account, company, invoice, opening_balance
  HAVING sum(amount) <> 0
),
aged AS (
  SELECT item.account, item.company, coalesce(invoice.number, 'opening') AS number,
    coalesce(invoice.date, opening_balance.date) AS date,
    coalesce(invoice.due, invoice.date, opening_balance.date) AS due, item.due AS open,
    0 AS unapplied
  FROM item
  LEFT JOIN invoice ON invoice.id = item.invoice
  LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
  UNION ALL
  SELECT account, company, 'unapplied', NULL, NULL, 0, -sum(amount)
  FROM credit_entry
  WHERE date <= :as_of
  GROUP BY account, company
  HAVING sum(amount) <> 0
),
line AS (
  SELECT aged.*, days_between(CASE WHEN :base = 'invoice' THEN date ELSE due END, :as_of) AS late
  FROM aged
),
sorted AS (
  SELECT line.*,
    CASE WHEN late <= 0 THEN 0 WHEN late <= :edge_1 THEN 1 WHEN late <= :edge_2 THEN 2
      WHEN late <= :edge_3 THEN 3 ELSE 4 END AS bucket
  FROM line
)
SELECT account.external_id AS account, account.name AS name, company.code AS company, number, date,
  due, late, company.currency AS currency,
  CASE WHEN bucket = 0 THEN open ELSE 0 END AS current,
  CASE WHEN bucket = 1 THEN open ELSE 0 END AS bucket_1,
  CASE WHEN bucket = 2 THEN open ELSE 0 END AS bucket_2,
  CASE WHEN bucket = 3 THEN open ELSE 0 END AS bucket_3,
  CASE WHEN bucket = 4 THEN open ELSE 0 END AS bucket_4,
  unapplied
FROM sorted
JOIN account ON account.id = sorted.account
JOIN company ON company.id = sorted.company
WHERE (:company IS NULL OR company.code = :company)
  AND (:account IS NULL OR account.external_id = :account)
