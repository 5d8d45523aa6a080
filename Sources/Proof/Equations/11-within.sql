-- invariant: 11
-- title: No payment and no credit is applied beyond its amount
-- by: kind
-- detail: id
-- with: raw_applied, raw_released, raw_application
-- needs: SELECT count(*) FROM application
-- why: nothing is applied
-- left: payments and credits with applications
SELECT DISTINCT 'payment' AS kind, payment AS id, 1 AS amount
FROM application WHERE payment IS NOT NULL AND date <= :as_of
UNION ALL
SELECT DISTINCT 'discount', discount, 1
FROM application WHERE discount IS NOT NULL AND date <= :as_of
-- right: of them, those applied by no more than they have
SELECT 'payment' AS kind, payment.id AS id, 1 AS amount
FROM raw_application JOIN payment ON payment.id = raw_application.payment
WHERE raw_application.date <= :as_of
GROUP BY payment.id HAVING sum(raw_application.amount) <= payment.amount
UNION ALL
SELECT 'discount', discount.id, 1
FROM raw_application JOIN discount ON discount.id = raw_application.discount
WHERE raw_application.date <= :as_of
GROUP BY discount.id
HAVING sum(raw_application.amount) <= discount.amount + ifnull((
  SELECT sum(tax_line.amount) FROM tax_line WHERE tax_line.discount = discount.id), 0)
