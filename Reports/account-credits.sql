-- title: Credits of accounts
-- about: Discounts, credit notes, write-offs and goodwill, each with what it was for, its tax, and how
-- about: much of it is still available on a day.
-- param from date optional "First accounting date"
-- param to date default=last "Last accounting date; the last one of the ledger if not given"
-- param account text optional "Only this account"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name" detail
-- column reason text "Reason" width=13
-- column description text "Description" width=20
-- column number id "Number" detail
-- column corrects id "Corrects" detail
-- column invoice id "Invoice"
-- column user text "By" detail
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- column tax money "Tax" total
-- column available money "Available" total
-- hidden company text
-- hidden id id
-- hidden gl_code id
-- order: date, account, id
SELECT discount.date AS date, account.external_id AS account, account.name AS name,
  discount.reason AS reason, discount.description AS description, discount.number AS number,
  corrected.number AS corrects, invoice.number AS invoice, discount.user AS user,
  company.currency AS currency, discount.amount AS amount, discount_total.tax AS tax,
  CASE WHEN discount_total.goes_to = 'credit' THEN discount_total.net + discount_total.tax
    - ifnull((SELECT sum(amount) FROM application_entry
        WHERE application_entry.discount = discount.id AND application_entry.date <= :to), 0)
    ELSE 0 END AS available,
  company.code AS company, discount.external_id AS id, discount.gl_code AS gl_code
FROM discount
JOIN discount_total ON discount_total.discount = discount.id
JOIN account ON account.id = discount.account
JOIN company ON company.id = discount.company
LEFT JOIN invoice corrected ON corrected.id = discount.corrects
LEFT JOIN invoice ON invoice.id = discount_total.invoice
WHERE (:from IS NULL OR discount.date >= :from) AND discount.date <= :to
  AND (:account IS NULL OR account.external_id = :account)
