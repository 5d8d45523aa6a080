-- title: Entries of the ledger
-- about: Every entry of a period that changes an account's balance, with the movement that it is.
-- param from date optional "First accounting date"
-- param to date optional "Last accounting date"
-- param account text optional "Only this account's"
-- param movement text optional "Only this movement, such as 'payment'"
-- param company text optional "Only this company's, by its code"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name"
-- column movement id "Movement"
-- column number id "Invoice"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- hidden company id
-- hidden entry integer
-- hidden row integer
-- order: date, account, entry, row
SELECT ledger_entry.date AS date, account.external_id AS account, account.name AS name, movement,
  invoice.number AS number, company.currency AS currency, signed_amount AS amount,
  company.code AS company, entry, row
FROM ledger_entry
JOIN account ON account.id = ledger_entry.account
JOIN company ON company.id = ledger_entry.company
LEFT JOIN invoice ON invoice.id = ledger_entry.invoice
WHERE (:from IS NULL OR ledger_entry.date >= :from) AND (:to IS NULL OR ledger_entry.date <= :to)
  AND (:account IS NULL OR account.external_id = :account)
  AND (:movement IS NULL OR movement = :movement)
  AND (:company IS NULL OR company.code = :company)
