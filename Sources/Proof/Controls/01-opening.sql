-- title: The month opens with what the month before closed with
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: roll-forward
-- needs: SELECT count(*) FROM company
-- left: opening of the roll-forward
SELECT company.id AS company, opening AS amount
FROM roll_forward JOIN company ON company.code = roll_forward.company
-- right: everything dated before, and opening balances, from the tables
SELECT company, amount FROM raw_ledger
WHERE date < :from OR movement = 'opening' AND date <= :as_of
