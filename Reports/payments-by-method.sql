-- title: Payments by method
-- about: What came in during a month, by how it was paid, on the day on which it succeeded; what is
-- about: pending at its end, or failed, stands apart and counts nowhere.
-- kind: pack 16
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column company id "Company" width=7
-- column method id "Method"
-- column currency id "Cur" width=3
-- column payments integer "Payments"
-- column amount money "Amount" total
-- column fees money "Fees" total
-- column pending money "Pending" total
-- column failed money "Failed" total
-- column prior money "Month before" total
-- explain amount: payments method=method status='succeeded'
-- order: company, method
WITH entry AS (
  SELECT payment_success.company, ifnull(payment.method, 'not stated') AS method,
    payment_success.date >= :from AS is_now, payment_success.amount, ifnull(payment.fee, 0) AS fee,
    0 AS pending, 0 AS failed
  FROM payment_success
  JOIN payment ON payment.id = payment_success.payment
  WHERE payment_success.date BETWEEN add_months(:from, -1, 1) AND :to
  UNION ALL
  -- The status at the end of the month: the last that was known by then.
  SELECT company, method, 1, 0, 0, CASE WHEN state = 'pending' THEN amount ELSE 0 END,
    CASE WHEN state = 'failed' AND since >= :from THEN amount ELSE 0 END
  FROM (
    SELECT payment.company, ifnull(payment.method, 'not stated') AS method, payment.amount,
      ifnull((SELECT status FROM payment_status WHERE payment_status.payment = payment.id
        AND payment_status.date <= :to ORDER BY payment_status.date DESC LIMIT 1), payment.status)
        AS state,
      ifnull((SELECT max(date) FROM payment_status WHERE payment_status.payment = payment.id
        AND payment_status.date <= :to), payment.date) AS since
    FROM payment
    WHERE payment.date <= :to AND payment.status IN ('pending', 'failed')
  )
  WHERE state = 'pending' OR (state = 'failed' AND since >= :from)
)
SELECT company.code AS company, method, company.currency AS currency,
  sum(is_now AND amount <> 0) AS payments,
  sum(CASE WHEN is_now THEN amount ELSE 0 END) AS amount,
  sum(CASE WHEN is_now THEN fee ELSE 0 END) AS fees, sum(pending) AS pending, sum(failed) AS failed,
  sum(CASE WHEN is_now THEN 0 ELSE amount END) AS prior
FROM entry
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, method
