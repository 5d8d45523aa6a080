-- invariant: 27
-- title: Receivables tie by type, status and region too
-- by: company, type, status, region
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- needs: SELECT count(*) FROM account
-- left: movements, from the tables
SELECT raw_ledger.company AS company, account.type AS type, account.status AS status,
  (SELECT region FROM address WHERE address.account = account.id ORDER BY kind LIMIT 1) AS region,
  amount
FROM raw_ledger JOIN account ON account.id = raw_ledger.account
WHERE date <= :as_of
-- right: open items + uninvoiced - available credits
SELECT entry.company AS company, account.type AS type, account.status AS status,
  (SELECT region FROM address WHERE address.account = account.id ORDER BY kind LIMIT 1) AS region,
  amount
FROM (
  SELECT company, account, date, amount FROM open_item_entry
  UNION ALL
  SELECT company, account, date, amount FROM uninvoiced_entry
  UNION ALL
  SELECT company, account, date, -amount FROM credit_entry
) AS entry
JOIN account ON account.id = entry.account
WHERE date <= :as_of
