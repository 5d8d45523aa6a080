-- title: Refunds and reversals
-- about: Payments that came back during a month, and credit that was paid out. A reversal that paid the
-- about: money out is one movement, a refund.
-- kind: pack 18
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column movement id "Movement"
-- column reference id "Reference"
-- column payment id "Payment"
-- column method id "Method"
-- column description text "Why" detail
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- order: company, date, account, movement, reference
WITH entry AS (
  SELECT payment.company, payment.account, payment_reversal.date,
    CASE WHEN refunded = 1 THEN 'refund' ELSE 'payment reversal' END AS movement,
    payment_reversal.external_id AS reference, payment_reversal.payment AS payment,
    payment.method AS method, payment_reversal.description, payment_reversal.amount
  FROM payment_reversal
  JOIN payment ON payment.id = payment_reversal.payment
  UNION ALL
  SELECT company, account, date, 'refund', external_id, payment, method, description, amount
  FROM refund
)
SELECT entry.date AS date, account.external_id AS account, account.name AS name,
  company.code AS company, movement, entry.reference AS reference,
  coalesce(payment.external_id, payment.reference) AS payment,
  ifnull(entry.method, 'not stated') AS method, entry.description AS description,
  company.currency AS currency, entry.amount AS amount
FROM entry
JOIN account ON account.id = entry.account
JOIN company ON company.id = entry.company
LEFT JOIN payment ON payment.id = entry.payment
WHERE entry.date BETWEEN :from AND :to AND (:company IS NULL OR company.code = :company)
