-- title: Refunds and reversals are those of the tables
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: refunds-reversals
-- needs: SELECT (SELECT count(*) FROM refund) + (SELECT count(*) FROM payment_reversal)
-- why: nothing was refunded or reversed
-- left: the report of refunds and reversals
SELECT company.id AS company, amount
FROM refunds_reversals AS r JOIN company ON company.code = r.company
-- right: payment reversals and refunds of the month, from the tables
SELECT company, amount FROM raw_ledger
WHERE date BETWEEN :from AND :as_of AND movement IN ('payment reversal', 'refund')
