-- title: Exceptions
-- about: What an accountant looks at before a month is signed: accounts that are owed money at its end,
-- about: invoices that were voided in it, negative invoices, and entries that came too late and were dated
-- about: into it.
-- kind: pack 24
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column kind id "What"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column reference id "Reference"
-- column currency id "Cur" width=3
-- column amount money "Amount"
-- order: company, kind, account, date, reference
WITH dated AS MATERIALIZED (
  SELECT id, number FROM invoice WHERE date BETWEEN :from AND :to
),
-- Of these invoices only: each part is asked by the invoice.
billed AS MATERIALIZED (
  SELECT dated.id, dated.number, invoiced, account, company, amount
  FROM dated CROSS JOIN charge WHERE charge.invoice = dated.id
),
line AS (
  SELECT 'negative balance' AS kind, :to AS date, account, company, NULL AS reference,
    sum(signed_amount) AS amount
  FROM ledger_entry
  WHERE date <= :to
  GROUP BY account, company
  HAVING sum(signed_amount) < 0
  UNION ALL
  SELECT 'voided invoice', void_entry.date, void_entry.account, void_entry.company, invoice.number,
    -void_entry.amount
  FROM void_entry
  JOIN invoice ON invoice.id = void_entry.invoice
  WHERE void_entry.date BETWEEN :from AND :to
  UNION ALL
  SELECT 'negative invoice', max(invoiced), account, company, number, sum(amount)
  FROM billed
  GROUP BY id
  HAVING sum(amount) < 0
  UNION ALL
  SELECT 'late entry', date, account, company, ifnull(reference, kind) || ' of ' || stated, amount
  FROM late_entry
  WHERE date BETWEEN :from AND :to
)
SELECT kind, line.date AS date, account.external_id AS account, account.name AS name,
  company.code AS company, reference, company.currency AS currency, amount
FROM line
JOIN account ON account.id = line.account
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
