-- title: Margin by carrier
-- about: What calls were charged, and what their carriers charge us for them, by month of the call.
-- about: Only calls that are rated or billed have a charge; the others' cost stands in a column of its
-- about: own.
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- column month id "Month"
-- column carrier text "Carrier"
-- column calls integer "Calls" total
-- column charged_calls integer "Charged" total
-- column currency id "Cur" width=3
-- column charge rate "Charge" total
-- column cost rate "Their cost" total
-- column other_cost rate "Other cost" total
-- column margin rate "Margin" total
-- order: month, carrier, currency
SELECT substr(day, 1, 7) AS month, carrier, count(*) AS calls, sum(is_charged) AS charged_calls,
  currency, sum(charge) AS charge, sum(CASE WHEN is_charged THEN cost ELSE 0 END) AS cost,
  sum(CASE WHEN is_charged THEN 0 ELSE cost END) AS other_cost, sum(charge) - sum(cost) AS margin
FROM (
  SELECT local_date(cdr.start, coalesce(company.zone, source.zone)) AS day, source.name AS carrier,
    call_state.state AS state, call_state.state IN ('rated', 'billed') AS is_charged,
    coalesce(source.currency, company.currency) AS currency, ifnull(call_state.amount, 0) AS charge,
    ifnull(cdr.cost, 0) AS cost
  FROM call_state
  JOIN cdr ON cdr.id = call_state.cdr
  JOIN source ON source.id = cdr.source
  LEFT JOIN company ON company.id = source.company
)
WHERE state <> 'reversed' AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
GROUP BY substr(day, 1, 7), carrier, currency
