-- title: Call records
-- about: Every call with its state, whose it is, what it was charged and what the carrier charges us.
-- about: B-numbers are shown; 'cdr-summary' has none.
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- param account text optional "Only calls of this account"
-- column start instant "Start" width=17
-- column account id "Account"
-- column from id "From" detail
-- column to id "To"
-- column direction text "Direction" detail
-- column state text "State" width=14
-- column reason text "Rule" detail
-- column seconds integer "Seconds" total
-- column billed integer "Billed" total detail
-- column currency id "Cur" width=3 detail
-- column charge rate "Charge" total
-- column cost rate "Cost" total detail
-- column carrier text "Carrier" detail
-- column call_id id "Call id" detail
-- column disposition text "Disposition" detail
-- column destination text "Destination" detail
-- hidden class text
-- hidden day date
-- order: start, call_id
SELECT start, account, "from", "to", direction, state, reason, seconds, billed, currency, charge,
  cost, carrier, call_id, disposition, destination, class, day
FROM (
  SELECT cdr.start AS start, account.external_id AS account,
    CASE WHEN cdr.from_number IS NULL THEN cdr.from_text ELSE '+' || cdr.from_number END AS "from",
    CASE WHEN cdr.to_number IS NULL THEN cdr.to_text ELSE '+' || cdr.to_number END AS "to",
    call_state.direction AS direction, call_state.state AS state, call_state.reason AS reason,
    (cdr.duration + 999) / 1000 AS seconds, call_state.billed_seconds AS billed,
    coalesce(company.currency, source.currency) AS currency, call_state.amount AS charge,
    cdr.cost AS cost, source.name AS carrier, cdr.call_id AS call_id,
    cdr.disposition AS disposition, cdr.destination AS destination, call_charge.class AS class,
    local_date(cdr.start, coalesce(company.zone, source.zone)) AS day
  FROM call_state
  JOIN cdr ON cdr.id = call_state.cdr
  JOIN source ON source.id = cdr.source
  LEFT JOIN call_charge ON call_charge.id = call_state.charge
  LEFT JOIN account ON account.id = cdr.account
  LEFT JOIN company ON company.id = ifnull(account.company, source.company)
)
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
  AND (:account IS NULL OR account = :account)
