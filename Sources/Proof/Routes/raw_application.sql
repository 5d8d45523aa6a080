-- The dated life of every application, from the tables alone: put on, taken off again by hand, by the
-- reversal of its payment, by the voiding of its invoice, or by a refund (the newest first).
SELECT id, payment, discount, invoice, opening_balance, payer, debtor, company, date, amount
FROM raw_applied
UNION ALL
SELECT id, payment, discount, invoice, opening_balance, payer, debtor, company, ended,
  -(amount - ifnull((SELECT sum(raw_released.amount) FROM raw_released
    WHERE raw_released.id = raw_applied.id), 0))
FROM raw_applied
WHERE ended < '9999'
UNION ALL
SELECT raw_applied.id, payment, discount, invoice, opening_balance, payer, debtor, company,
  raw_released.date, -raw_released.amount
FROM raw_released
JOIN raw_applied ON raw_applied.id = raw_released.id
