-- title: Who uses most
-- about: Accounts by what they used, free windows included, the largest first.
-- param from date optional "First day (UTC)"
-- param to date optional "Last day (UTC)"
-- param top integer default=20 "How many"
-- column place integer "No."
-- column account id "Account"
-- column name text "Name"
-- column bytes_in bytes "In"
-- column bytes_out bytes "Out"
-- column total bytes "Total"
-- column share integer "Per mille"
-- explain total: usage-entries account=account
-- order: place
WITH used AS (
  SELECT account, sum(billable_in + free_in) AS bytes_in, sum(billable_out + free_out) AS bytes_out
  FROM usage_entry
  WHERE (:from IS NULL OR utc_date(at) >= :from) AND (:to IS NULL OR utc_date(at) <= :to)
  GROUP BY account
),
ranked AS (
  SELECT account, bytes_in, bytes_out, bytes_in + bytes_out AS total,
    sum(bytes_in + bytes_out) OVER () AS whole,
    row_number() OVER (ORDER BY bytes_in + bytes_out DESC, account) AS place
  FROM used
)
SELECT place, account.external_id AS account, account.name AS name, bytes_in, bytes_out, total,
  CASE WHEN whole > 0 THEN total / (whole / 1000 + 1) END AS share
FROM ranked
JOIN account ON account.id = ranked.account
WHERE place <= :top
