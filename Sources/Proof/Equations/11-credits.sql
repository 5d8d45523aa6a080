-- invariant: 11
-- title: Payments and credits are what was applied of them and what is left
-- by: company
-- detail: account
-- unit: money
-- with: raw_applied, raw_released, raw_application
-- needs: SELECT (SELECT count(*) FROM payment) + (SELECT count(*) FROM discount)
-- why: the store has neither payments nor credits
-- left: payments + credits - reversals - refunds, from the tables
SELECT company, account, amount FROM payment
WHERE ifnull(status, 'succeeded') = 'succeeded' AND date <= :as_of
UNION ALL
SELECT company, account, amount FROM payment
WHERE status <> 'succeeded' AND id IN (
  SELECT payment FROM payment_status WHERE status = 'succeeded' AND date <= :as_of)
UNION ALL
SELECT company, account, -amount FROM opening_balance WHERE amount < 0 AND date <= :as_of
UNION ALL
SELECT company, account, amount + ifnull((
    SELECT sum(tax_line.amount) FROM tax_line WHERE tax_line.discount = discount.id), 0)
FROM discount
WHERE date <= :as_of AND (debit IS NULL OR id IN (
  SELECT discount FROM application WHERE discount IS NOT NULL))
UNION ALL
SELECT payment.company, payment.account, -payment_reversal.amount
FROM payment_reversal JOIN payment ON payment.id = payment_reversal.payment
WHERE payment_reversal.date <= :as_of
UNION ALL
SELECT company, account, -amount FROM refund WHERE date <= :as_of
-- right: applied + available
SELECT company, payer AS account, amount FROM raw_application WHERE date <= :as_of
UNION ALL
SELECT company, account, amount FROM credit_entry WHERE date <= :as_of
