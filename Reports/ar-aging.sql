-- title: Accounts receivable aging
-- about: What each account owes, by how many days it is past due. Open amounts, not original ones:
-- about: what was applied, voided or reversed up to the day is taken off; what came later is not.
-- about: Each amount stands in one column only; unapplied money stands beside them.
-- kind: pack 4
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param base text default=due among=due,invoice "Days are counted from the 'due' day, or that of the 'invoice'"
-- param edge_1 integer default=30 "Last day of the first column"
-- param edge_2 integer default=60 "Last day of the second"
-- param edge_3 integer default=90 "Last day of the third"
-- param company text optional "Only this company's accounts, by its code"
-- column account id "Account"
-- column name text "Name"
-- column company id "Company" width=7
-- column currency id "Cur" width=3
-- column current money "Current" total
-- column bucket_1 money "1-{edge_1}" total
-- column bucket_2 money "{edge_1+1}-{edge_2}" total
-- column bucket_3 money "{edge_2+1}-{edge_3}" total
-- column bucket_4 money "{edge_3+1}+" total
-- column unapplied money "Unapplied" total
-- column net money "Net" total
-- explain current: open-invoices bucket='0'
-- explain bucket_1: open-invoices bucket='1'
-- explain bucket_2: open-invoices bucket='2'
-- explain bucket_3: open-invoices bucket='3'
-- explain bucket_4: open-invoices bucket='4'
-- order: company, account
WITH item AS (
  SELECT account, company, invoice, opening_balance, sum(amount) AS due
  FROM open_item_entry
  WHERE date <= :as_of
  GROUP BY account, company, invoice, opening_balance
  HAVING sum(amount) <> 0
),
aged AS (
  SELECT item.account, item.company, item.due,
    -- An invoice without a due date, and an opening balance, are due on their own day.
    days_between(CASE WHEN :base = 'invoice' THEN coalesce(invoice.date, opening_balance.date)
      ELSE coalesce(invoice.due, invoice.date, opening_balance.date) END, :as_of) AS late
  FROM item
  LEFT JOIN invoice ON invoice.id = item.invoice
  LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
),
credit AS (
  SELECT account, company, sum(amount) AS unapplied
  FROM credit_entry
  WHERE date <= :as_of
  GROUP BY account, company
  HAVING sum(amount) <> 0
),
line AS (
  SELECT account, company, due, 0 AS unapplied,
    CASE WHEN late <= 0 THEN 0 WHEN late <= :edge_1 THEN 1 WHEN late <= :edge_2 THEN 2
      WHEN late <= :edge_3 THEN 3 ELSE 4 END AS bucket
  FROM aged
  UNION ALL
  SELECT account, company, 0, -unapplied, 0 FROM credit
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  company.currency AS currency,
  sum(CASE WHEN bucket = 0 THEN due ELSE 0 END) AS current,
  sum(CASE WHEN bucket = 1 THEN due ELSE 0 END) AS bucket_1,
  sum(CASE WHEN bucket = 2 THEN due ELSE 0 END) AS bucket_2,
  sum(CASE WHEN bucket = 3 THEN due ELSE 0 END) AS bucket_3,
  sum(CASE WHEN bucket = 4 THEN due ELSE 0 END) AS bucket_4,
  sum(unapplied) AS unapplied,
  sum(due + unapplied) AS net
FROM line
JOIN account ON account.id = line.account
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
GROUP BY account.id, company.id
