-- title: Account balances
-- about: The four numbers of every account that has any: balance due, available credits, total
-- about: balance, and the account balance, which is the closing of a statement of that day.
-- kind: pack 6
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param company text optional "Only this company's accounts, by its code"
-- column account id "Account"
-- column name text "Name"
-- column company id "Company" width=7
-- column currency id "Cur" width=3
-- column balance_due money "Balance due" total
-- column available_credits money "Credits" total
-- column total_balance money "Total balance" total
-- column account_balance money "Balance" total
-- order: company, account
WITH entry AS (
  SELECT account, company, amount AS due, 0 AS uninvoiced, 0 AS credit
  FROM open_item_entry WHERE date <= :as_of
  UNION ALL
  SELECT account, company, 0, amount, 0 FROM uninvoiced_entry WHERE date <= :as_of
  UNION ALL
  SELECT account, company, 0, 0, amount FROM credit_entry WHERE date <= :as_of
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  company.currency AS currency, sum(due) AS balance_due, sum(credit) AS available_credits,
  sum(due + uninvoiced) AS total_balance, sum(due + uninvoiced - credit) AS account_balance
FROM entry
JOIN account ON account.id = entry.account
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY account.id, company.id
