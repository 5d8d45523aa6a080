-- title: Delinquency
-- about: Accounts with an invoice that is past due at the end of a day: how many days its oldest is overdue,
-- about: what is past due, and what of it is beyond the account's grace days. An account is delinquent when
-- about: an invoice is, the amount reaches its minimum, and its grace has passed.
-- kind: pack 21
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column name text "Name"
-- column company id "Company" detail width=7
-- column status text "Status"
-- column invoices integer "Invoices"
-- column days integer "Days"
-- column currency id "Cur" width=3
-- column past_due money "Past due" total
-- column beyond_grace money "Beyond grace" total
-- order: company, account
WITH item AS (
  SELECT account, company, invoice, opening_balance, sum(amount) AS open
  FROM open_item_entry
  WHERE date <= :as_of
  GROUP BY account, company, invoice, opening_balance
  HAVING sum(amount) > 0
),
late AS (
  SELECT item.account, item.company, item.open,
    days_between(coalesce(invoice.due, invoice.date, opening_balance.date), :as_of) AS days
  FROM item
  LEFT JOIN invoice ON invoice.id = item.invoice
  LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  CASE
    WHEN sum(CASE WHEN days > ifnull(account.grace_days, 0) THEN open ELSE 0 END) = 0
      THEN 'in grace'
    WHEN account.grace_until >= :as_of THEN 'grace until ' || account.grace_until
    WHEN sum(CASE WHEN days > ifnull(account.grace_days, 0) THEN open ELSE 0 END)
      < ifnull(account.delinquency_minimum, 0) THEN 'below minimum'
    ELSE 'delinquent'
  END AS status,
  count(*) AS invoices, max(days) AS days, company.currency AS currency, sum(open) AS past_due,
  sum(CASE WHEN days > ifnull(account.grace_days, 0) THEN open ELSE 0 END) AS beyond_grace
FROM late
JOIN account ON account.id = late.account
JOIN company ON company.id = late.company
WHERE days > 0 AND (:company IS NULL OR company.code = :company)
GROUP BY account.id, company.id
