-- title: Accounts receivable aging
-- about: What each account owes, by how many days it is past due. Open amounts, not original ones:
-- about: what was applied, voided or reversed up to the day is taken off; what came later is not.
-- kind: pack
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param company text optional "Only this company's accounts, by its code"
-- column account id "Account"
-- column name text "Name"
-- column company id "Company" width=7
-- column currency id "Cur" width=3
-- column current money "Current" total
-- column days_1_30 money "1-30" total
-- column days_31_60 money "31-60" total
-- column days_61_90 money "61-90" total
-- column days_91 money "91+" total
-- column unapplied money "Unapplied" total
-- column net money "Net" total
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
    days_between(coalesce(invoice.due, invoice.date, opening_balance.date), :as_of) AS late
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
  SELECT account, company, due, late, 0 AS unapplied FROM aged
  UNION ALL
  SELECT account, company, 0, 0, -unapplied FROM credit
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  company.currency AS currency,
  sum(CASE WHEN late <= 0 THEN due ELSE 0 END) AS current,
  sum(CASE WHEN late BETWEEN 1 AND 30 THEN due ELSE 0 END) AS days_1_30,
  sum(CASE WHEN late BETWEEN 31 AND 60 THEN due ELSE 0 END) AS days_31_60,
  sum(CASE WHEN late BETWEEN 61 AND 90 THEN due ELSE 0 END) AS days_61_90,
  sum(CASE WHEN late > 90 THEN due ELSE 0 END) AS days_91,
  sum(unapplied) AS unapplied,
  sum(due + unapplied) AS net
FROM line
JOIN account ON account.id = line.account
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
GROUP BY account.id, company.id
