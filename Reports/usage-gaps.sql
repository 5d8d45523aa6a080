-- title: Gaps and overlaps of usage
-- about: Where a meter's intervals leave time out or count it twice, and where its readings are further
-- about: apart than so many hours.
-- param account text optional "Only this account"
-- param hours integer default=24 "Readings further apart than this are a gap"
-- column account id "Account"
-- column meter id "Meter"
-- column kind id "What"
-- column from_at instant "From"
-- column to_at instant "To"
-- column minutes integer "Minutes"
-- order: account, from_at, meter
WITH interval_pair AS (
  SELECT account, meter, end_at,
    lead(start_at) OVER (PARTITION BY account, meter ORDER BY start_at) AS next
  FROM usage_interval
),
found AS (
  SELECT account, meter, CASE WHEN next > end_at THEN 'gap' ELSE 'overlap' END AS kind,
    min(end_at, next) AS from_at, max(end_at, next) AS to_at
  FROM interval_pair
  WHERE end_at IS NOT NULL AND next <> end_at
  UNION ALL
  SELECT account, meter, 'gap between readings', start_at, at
  FROM usage_reading
  WHERE at - start_at > :hours * 3600000
)
SELECT account.external_id AS account, meter, kind, from_at, to_at, (to_at - from_at) / 60000 AS minutes
FROM found
JOIN account ON account.id = found.account
WHERE :account IS NULL OR account.external_id = :account
