-- title: The aging by invoice is the open invoices less what is unapplied
-- by: company
-- detail: number
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: aging-invoices, uninvoiced
-- needs: SELECT count(*) FROM company
-- left: all columns of the aging by invoice
SELECT company.id AS company, r.account AS number, current + bucket_1 + bucket_2 + bucket_3 + bucket_4 + unapplied AS amount
FROM aging_invoices AS r JOIN company ON company.code = r.company
-- right: closing balance, from the tables, - uninvoiced
SELECT raw_ledger.company AS company, account.external_id AS number, amount
FROM raw_ledger JOIN account ON account.id = raw_ledger.account
WHERE date <= :as_of
-- and
SELECT company.id AS company, r.account AS number, -open AS amount
FROM uninvoiced AS r JOIN company ON company.code = r.company
