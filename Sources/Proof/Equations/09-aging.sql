-- invariant: 9
-- title: The aging report ties to the ledger
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: ar-aging
-- needs: SELECT count(*) FROM company
-- left: all buckets + unapplied of the aging report + uninvoiced
SELECT company.id AS company,
  current + bucket_1 + bucket_2 + bucket_3 + bucket_4 + unapplied AS amount
FROM ar_aging
JOIN company ON company.code = ar_aging.company
UNION ALL
SELECT company, amount FROM uninvoiced_entry WHERE date <= :as_of
-- right: closing of the movements, from the tables
SELECT company, amount FROM raw_ledger WHERE date <= :as_of
