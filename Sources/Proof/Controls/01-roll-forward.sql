-- title: The roll-forward's opening and movements come to what the tables hold
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: roll-forward
-- needs: SELECT count(*) FROM company
-- left: opening + each column of the roll-forward
SELECT company.id AS company,
  opening + charges + taxes + discounts + adjustments + credit_notes + write_offs + payments
    + payment_reversals + refunds + between_accounts AS amount
FROM roll_forward JOIN company ON company.code = roll_forward.company
-- right: closing balance, from the tables
SELECT company, amount FROM raw_ledger WHERE date <= :as_of
