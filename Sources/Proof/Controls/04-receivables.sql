-- title: Closing balance = open invoices + uninvoiced - unapplied
-- by: company
-- detail: number
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: open-invoices, uninvoiced, unapplied
-- needs: SELECT count(*) FROM company
-- left: closing balance, from the tables
SELECT raw_ledger.company AS company, account.external_id AS number, amount
FROM raw_ledger JOIN account ON account.id = raw_ledger.account
WHERE date <= :as_of
-- right: the reports of open invoices, uninvoiced debits and unapplied credits
SELECT company.id AS company, r.account AS number, open AS amount
FROM open_invoices AS r
JOIN company ON company.code = r.company
UNION ALL
SELECT company.id, r.account, open
FROM uninvoiced AS r
JOIN company ON company.code = r.company
UNION ALL
SELECT company.id, r.account, -unapplied
FROM unapplied AS r
JOIN company ON company.code = r.company
