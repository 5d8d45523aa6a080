-- title: Credits and adjustments
-- about: What was taken off what customers owe during a month without being paid: discounts, goodwill,
-- about: reversals, adjustments, credit notes, write-offs and voids, each with its tax.
-- kind: pack 19
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column reason id "Reason"
-- column reference id "Reference"
-- column number id "Invoice" detail
-- column user text "By" detail
-- column description text "Text" detail
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- column tax money "Tax" total
-- column total money "Total" total
-- order: company, date, account, reason, reference
WITH entry AS (
  SELECT discount.company, discount.account, discount.date,
    CASE discount.reason WHEN 'credit-note' THEN 'credit note' ELSE discount.reason END AS reason,
    discount.external_id AS reference, ifnull(debit.invoice, discount.corrects) AS invoice,
    discount.user, discount.description, discount.amount,
    ifnull((SELECT sum(amount) FROM tax_line WHERE tax_line.discount = discount.id), 0) AS tax
  FROM discount
  LEFT JOIN debit ON debit.id = discount.debit
  UNION ALL
  SELECT void_entry.company, void_entry.account, void_entry.date, 'void', invoice.number,
    void_entry.invoice, invoice_void.user, NULL,
    void_entry.amount - void_entry.tax, void_entry.tax
  FROM void_entry
  JOIN invoice ON invoice.id = void_entry.invoice
  JOIN invoice_void ON invoice_void.invoice = void_entry.invoice
  -- Debits that adjust: positive ones make this smaller.
  UNION ALL
  SELECT company, account, date, 'adjustment', external_id, invoice, NULL, description, -amount,
    -ifnull((SELECT sum(amount) FROM tax_line WHERE tax_line.debit = debit.id), 0)
  FROM debit
  WHERE type = 'adjustment'
)
SELECT entry.date AS date, account.external_id AS account, account.name AS name,
  company.code AS company, reason, reference, invoice.number AS number, entry.user AS user,
  entry.description AS description, company.currency AS currency, entry.amount AS amount, tax,
  entry.amount + tax AS total
FROM entry
JOIN account ON account.id = entry.account
JOIN company ON company.id = entry.company
LEFT JOIN invoice ON invoice.id = entry.invoice
WHERE entry.date BETWEEN :from AND :to AND (:company IS NULL OR company.code = :company)
