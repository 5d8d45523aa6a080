-- title: Calls, summed
-- about: Calls, seconds, charges and cost by one thing: account, number, class, carrier, day, hour or
-- about: state. Seconds are those of the calls, billed ones those that are charged. Calls that their
-- about: carrier took back are told by state only.
-- param by text default=account among=account,number,class,carrier,day,hour,state "What to sum by: account, number, class, carrier, day, hour or state"
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- column key id "By"
-- column calls integer "Calls" total
-- column answered integer "Answered" total
-- column seconds integer "Seconds" total
-- column billed integer "Billed" total
-- column currency id "Cur" width=3
-- column charge rate "Charge" total
-- column cost rate "Cost" total
-- order: key, currency
SELECT CASE :by
    WHEN 'account' THEN account WHEN 'number' THEN number WHEN 'class' THEN class
    WHEN 'carrier' THEN carrier WHEN 'day' THEN day WHEN 'state' THEN state
    WHEN 'hour' THEN substr('0' || hour, -2) || ':00'
  END AS key,
  count(*) AS calls, sum(answered) AS answered, sum(seconds) AS seconds, sum(billed) AS billed,
  currency, sum(charge) AS charge, sum(cost) AS cost
FROM (
  SELECT ifnull(account.external_id, '(nobody)') AS account,
    CASE call_state.direction WHEN 'inbound' THEN '+' || cdr.to_number
      ELSE '+' || cdr.from_number END AS number,
    ifnull(call_charge.class, call_state.state) AS class, source.name AS carrier,
    local_date(cdr.start, coalesce(company.zone, source.zone)) AS day,
    local_minute(cdr.start, coalesce(company.zone, source.zone)) / 60 AS hour,
    call_state.state AS state, ifnull(cdr.disposition, 'answered') = 'answered' AS answered,
    (cdr.duration + 999) / 1000 AS seconds, call_state.billed_seconds AS billed,
    coalesce(company.currency, source.currency) AS currency, call_state.amount AS charge,
    cdr.cost AS cost
  FROM call_state
  JOIN cdr ON cdr.id = call_state.cdr
  JOIN source ON source.id = cdr.source
  LEFT JOIN call_charge ON call_charge.id = call_state.charge
  LEFT JOIN account ON account.id = cdr.account
  LEFT JOIN company ON company.id = ifnull(account.company, source.company)
)
WHERE (:by = 'state' OR state <> 'reversed') AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
GROUP BY 1, currency
