-- title: Payments by deposit slip
-- about: What each deposit slip with payments of a month brings to the bank, and what of it came back.
-- about: Payments on no slip are a line of their own.
-- kind: pack 17
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column company id "Company" width=7
-- column slip id "Deposit slip"
-- column first date "First"
-- column last date "Last"
-- column currency id "Cur" width=3
-- column payments integer "Payments"
-- column amount money "Amount" total
-- column reversed money "Reversed" total
-- explain amount: payments slip=slip status='succeeded'
-- order: company, slip
WITH entry AS (
  SELECT payment_success.company, ifnull(payment.deposit_slip, 'none') AS slip, payment_success.date,
    payment_success.amount,
    ifnull((SELECT sum(amount) FROM payment_reversal
      WHERE payment_reversal.payment = payment.id AND payment_reversal.date <= :to), 0) AS reversed
  FROM payment_success
  JOIN payment ON payment.id = payment_success.payment
  WHERE payment_success.date BETWEEN :from AND :to
)
SELECT company.code AS company, slip, min(date) AS first, max(date) AS last,
  company.currency AS currency, count(*) AS payments, sum(amount) AS amount,
  -sum(reversed) AS reversed
FROM entry
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, slip
