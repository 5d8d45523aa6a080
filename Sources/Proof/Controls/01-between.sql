-- title: What some accounts paid for others, these were relieved of
-- by: company
-- unit: money
-- report: roll-forward-accounts
-- needs: SELECT count(*) FROM company
-- left: accounts that paid for others, of the roll-forward by account
SELECT company.id AS company, between_accounts AS amount
FROM roll_forward_accounts AS r JOIN company ON company.code = r.company
WHERE between_accounts > 0
-- right: accounts that others paid for
SELECT company.id AS company, -between_accounts AS amount
FROM roll_forward_accounts AS r JOIN company ON company.code = r.company
WHERE between_accounts < 0
