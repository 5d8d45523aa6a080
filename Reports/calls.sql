-- title: Calls
-- about: Calls by month, account and direction: to the account that held the number when the call
-- about: began. Without an account: nobody held it then. Cost is what the carrier charges us.
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- column month id "Month"
-- column account id "Account"
-- column name text "Name"
-- column direction text "Direction"
-- column calls integer "Calls" total
-- column answered integer "Answered" total
-- column seconds integer "Seconds" total
-- column currency id "Cur" width=3
-- column cost rate "Cost" total
-- order: month, account, direction
WITH call AS (
  SELECT cdr_holder.account AS account, cdr.direction AS direction,
    cdr.disposition AS disposition, cdr.duration AS duration, cdr.cost AS cost,
    local_date(cdr.start, coalesce(company.zone, source.zone)) AS day,
    coalesce(source.currency, company.currency) AS currency
  FROM cdr
  JOIN cdr_holder ON cdr_holder.cdr = cdr.id
  JOIN source ON source.id = cdr.source
  LEFT JOIN company ON company.id = source.company
)
SELECT substr(day, 1, 7) AS month, account.external_id AS account, account.name AS name, direction,
  count(*) AS calls, sum(CASE WHEN disposition = 'answered' THEN 1 ELSE 0 END) AS answered,
  sum(duration) / 1000 AS seconds, currency, sum(cost) AS cost
FROM call
LEFT JOIN account ON account.id = call.account
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
GROUP BY substr(day, 1, 7), call.account, direction, currency
