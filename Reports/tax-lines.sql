-- title: Lines of tax
-- about: Each tax of a charge, and each that a credit or a void returned, of a period.
-- param from date optional "First accounting date"
-- param to date optional "Last accounting date"
-- param jurisdiction text optional "Only of this jurisdiction, or 'not stated'"
-- param tax text optional "Only of this tax, or 'not stated'"
-- param rate integer optional "Only of this rate, in 0.00000001"
-- param class text optional "Only of this class, such as 'charge'"
-- param account text optional "Only this account's"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column date date "Date"
-- column account id "Account"
-- column class id "Class"
-- column number id "Invoice"
-- column jurisdiction id "Jurisdiction"
-- column tax id "Tax"
-- column rate rate "Rate"
-- column currency id "Cur" width=3
-- column base money "Base" total
-- column amount money "Tax amount" total
-- hidden company id
-- hidden line integer
-- order: date, account, number, line, class
SELECT tax_entry.date AS date, account.external_id AS account, class, invoice.number AS number,
  ifnull(jurisdiction, 'not stated') AS jurisdiction, ifnull(tax_entry.name, 'not stated') AS tax, rate,
  company.currency AS currency, base, amount, company.code AS company, tax_line AS line
FROM tax_entry
JOIN account ON account.id = tax_entry.account
JOIN company ON company.id = tax_entry.company
LEFT JOIN invoice ON invoice.id = tax_entry.invoice
WHERE (is_legacy = 0 OR :include_legacy = 1)
  AND (:from IS NULL OR tax_entry.date >= :from) AND (:to IS NULL OR tax_entry.date <= :to)
  AND (:jurisdiction IS NULL OR ifnull(jurisdiction, 'not stated') = :jurisdiction)
  AND (:tax IS NULL OR ifnull(tax_entry.name, 'not stated') = :tax)
  AND (:rate IS NULL OR rate = :rate) AND (:class IS NULL OR class = :class)
  AND (:account IS NULL OR account.external_id = :account)
  AND (:company IS NULL OR company.code = :company)
