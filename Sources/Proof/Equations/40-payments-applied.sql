-- title: No payment is applied beyond its amount
-- left: payments with more applied than received
-- right: none
SELECT 'all' AS segment, NULL AS currency, (
  SELECT count(*) FROM (
    SELECT application_entry.payment FROM application_entry
    JOIN payment ON payment.id = application_entry.payment
    GROUP BY application_entry.payment
    HAVING sum(application_entry.amount) > max(payment.amount)
  )
) AS left_side, 0 AS right_side
