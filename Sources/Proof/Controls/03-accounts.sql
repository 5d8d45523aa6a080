-- title: Every account's roll-forward closes with what the tables hold
-- by: company
-- detail: number
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: roll-forward-accounts
-- needs: SELECT count(*) FROM company
-- left: closing by account
SELECT company.id AS company, r.account AS number, closing AS amount
FROM roll_forward_accounts AS r JOIN company ON company.code = r.company
-- right: entries of each account, from the tables
SELECT raw_ledger.company AS company, account.external_id AS number, amount
FROM raw_ledger JOIN account ON account.id = raw_ledger.account
WHERE date <= :as_of
