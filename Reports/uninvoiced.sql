-- title: Uninvoiced debits
-- about: Charges that no invoice has at the end of a day, with their tax and what reversals took off.
-- kind: pack 11
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column date date "Date"
-- column reference id "Reference"
-- column type id "Type"
-- column code id "GL code"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- column tax money "Tax" total
-- column credited money "Credited" total
-- column open money "Open" total
-- order: company, account, date, reference
WITH line AS MATERIALIZED (
  SELECT charge.debit, charge.account, charge.company, charge.date, charge.amount,
    ifnull((SELECT sum(amount) FROM charge_tax WHERE charge_tax.debit = charge.debit), 0) AS tax,
    ifnull((SELECT sum(net + discount_total.tax) FROM discount_total
      WHERE discount_total.debit = charge.debit AND goes_to = 'uninvoiced'
        AND discount_total.date <= :as_of), 0) AS credited
  FROM charge
  WHERE date <= :as_of AND (invoiced IS NULL OR invoiced > :as_of)
)
SELECT account.external_id AS account, account.name AS name, company.code AS company, line.date AS date,
  debit.external_id AS reference, ifnull(debit.type, 'not stated') AS type,
  ifnull((SELECT code FROM debit_code WHERE debit_code.debit = line.debit), 'none') AS code,
  company.currency AS currency,
  line.amount AS amount, tax, -credited AS credited, line.amount + tax - credited AS open
FROM line
JOIN account ON account.id = line.account
JOIN company ON company.id = line.company
JOIN debit ON debit.id = line.debit
WHERE (:company IS NULL OR company.code = :company) AND line.amount + tax - credited <> 0
