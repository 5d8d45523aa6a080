-- title: Every account's balance is what the tables hold
-- by: company
-- detail: number
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: balances
-- needs: SELECT count(*) FROM company
-- left: account balance
SELECT company.id AS company, r.account AS number, account_balance AS amount
FROM balances AS r JOIN company ON company.code = r.company
-- right: entries of each account, from the tables
SELECT raw_ledger.company AS company, account.external_id AS number, amount
FROM raw_ledger JOIN account ON account.id = raw_ledger.account
WHERE date <= :as_of
