-- title: Entries that came too late
-- about: What was dated into closed books by its file, and was taken with the first open day instead.
-- param from date optional "First day that they were dated to"
-- param to date optional "Last day that they were dated to"
-- param company text optional "Only this company's, by its code"
-- column stated date "File says"
-- column date date "Dated"
-- column account id "Account"
-- column kind id "Kind"
-- column reference id "Reference"
-- column batch integer "Batch"
-- column line integer "Line"
-- column currency id "Cur" width=3
-- column amount money "Amount"
-- hidden company id
-- order: date, stated, batch, line
SELECT stated, late_entry.date AS date, account.external_id AS account, kind, reference, batch,
  late_entry.line AS line, company.currency AS currency, amount, company.code AS company
FROM late_entry
JOIN account ON account.id = late_entry.account
JOIN company ON company.id = late_entry.company
WHERE (:from IS NULL OR late_entry.date >= :from) AND (:to IS NULL OR late_entry.date <= :to)
  AND (:company IS NULL OR company.code = :company)
