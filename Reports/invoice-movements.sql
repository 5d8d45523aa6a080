-- title: What happened to an invoice
-- about: Every line, tax, credit, application and void of an invoice (or of an account's opening
-- about: balance, as 'opening'), dated; together they are what is open of it at the end of the day.
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param invoice text required "Number of the invoice, or 'opening'"
-- param account text optional "Only this account's: numbers of two sources may be the same"
-- param company text optional "Only this company's, by its code"
-- column date date "Date"
-- column what text "What"
-- column reference id "Reference"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- hidden account id
-- hidden company id
-- order: date, place, reference
-- hidden place integer
WITH item AS (
  SELECT invoice.id AS invoice, NULL AS opening_balance, account, company FROM invoice
  WHERE number = :invoice
  UNION ALL
  SELECT NULL, id, account, company FROM opening_balance WHERE :invoice = 'opening' AND amount > 0
),
entry AS (
  SELECT item.account, item.company, opening_balance.date, 'opening balance' AS what,
    NULL AS reference, opening_balance.amount, 1 AS place
  FROM item JOIN opening_balance ON opening_balance.id = item.opening_balance
  UNION ALL
  SELECT item.account, item.company, charge.invoiced, charge.movement, debit.external_id,
    charge.amount, 2
  FROM item JOIN charge ON charge.invoice = item.invoice LEFT JOIN debit ON debit.id = charge.debit
  UNION ALL
  SELECT item.account, item.company, charge_tax.invoiced, 'tax', tax_line.external_id,
    charge_tax.amount, 3
  FROM item JOIN charge_tax ON charge_tax.invoice = item.invoice
  JOIN tax_line ON tax_line.id = charge_tax.tax_line
  UNION ALL
  SELECT item.account, item.company, discount_total.date, discount_total.reason,
    discount.external_id, -(net + tax), 4
  FROM item JOIN discount_total ON discount_total.invoice = item.invoice AND goes_to = 'invoice'
  JOIN discount ON discount.id = discount_total.discount
  UNION ALL
  SELECT item.account, item.company, void_entry.date, 'void', NULL, -void_entry.amount, 6
  FROM item JOIN void_entry ON void_entry.invoice = item.invoice
  UNION ALL
  SELECT item.account, item.company, application_entry.date,
    CASE WHEN application_entry.amount < 0 THEN 'taken off' ELSE 'applied' END,
    coalesce(payment.external_id, payment.reference, discount.external_id),
    -application_entry.amount, 5
  FROM item JOIN application_entry ON application_entry.invoice IS item.invoice
    AND application_entry.opening_balance IS item.opening_balance
  LEFT JOIN payment ON payment.id = application_entry.payment
  LEFT JOIN discount ON discount.id = application_entry.discount
)
SELECT date, what, reference, company.currency AS currency, amount,
  account.external_id AS account, company.code AS company, place
FROM entry
JOIN account ON account.id = entry.account
JOIN company ON company.id = entry.company
WHERE date <= :as_of AND (:account IS NULL OR account.external_id = :account)
  AND (:company IS NULL OR company.code = :company)
