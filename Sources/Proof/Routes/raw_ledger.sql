-- Every movement, from the tables alone: no view of the store is used.
SELECT account, company, date, 'opening' AS movement, amount FROM opening_balance
UNION ALL
SELECT account, company, date,
  CASE WHEN type = 'adjustment' THEN 'adjustment' WHEN amount < 0 THEN 'discount' ELSE 'charge' END,
  amount
FROM debit
UNION ALL
SELECT account, company, date, 'charge', total
FROM invoice
WHERE total IS NOT NULL AND NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
UNION ALL
SELECT debit.account, debit.company, debit.date, 'tax', tax_line.amount
FROM tax_line
JOIN debit ON debit.id = tax_line.debit
UNION ALL
SELECT account, company, date,
  CASE reason WHEN 'adjustment' THEN 'adjustment' WHEN 'credit-note' THEN 'credit note'
    WHEN 'write-off' THEN 'write-off' ELSE 'discount' END,
  -amount
FROM discount
UNION ALL
SELECT discount.account, discount.company, discount.date,
  CASE reason WHEN 'adjustment' THEN 'adjustment' WHEN 'credit-note' THEN 'credit note'
    WHEN 'write-off' THEN 'write-off' ELSE 'discount' END,
  -tax_line.amount
FROM tax_line
JOIN discount ON discount.id = tax_line.discount
UNION ALL
SELECT account, company, date, 'payment', -amount
FROM payment
WHERE ifnull(status, 'succeeded') = 'succeeded'
UNION ALL
SELECT payment.account, payment.company, min(payment_status.date), 'payment', -payment.amount
FROM payment_status
JOIN payment ON payment.id = payment_status.payment
WHERE payment_status.status = 'succeeded' AND payment.status <> 'succeeded'
GROUP BY payment.id
UNION ALL
SELECT payment.account, payment.company, payment_reversal.date,
  CASE WHEN refunded = 1 THEN 'refund' ELSE 'payment reversal' END, payment_reversal.amount
FROM payment_reversal
JOIN payment ON payment.id = payment_reversal.payment
UNION ALL
SELECT account, company, date, 'refund', amount FROM refund
UNION ALL
SELECT account, company, date, 'discount', -amount FROM raw_void
UNION ALL
SELECT CASE sign WHEN 1 THEN payer ELSE debtor END, company, date, 'between accounts', sign * amount
FROM raw_application
CROSS JOIN (SELECT 1 AS sign UNION ALL SELECT -1) AS side
WHERE payer <> debtor
