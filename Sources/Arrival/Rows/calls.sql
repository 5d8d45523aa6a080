-- title: Calls
-- about: Answered calls that belong to an account, but not those that their carrier took back. Here
-- about: 'source' is the carrier.
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- column from_number id "From"
-- column to_number id "To"
-- column start instant "Start" detail
-- column local_start id "Start by the company's clock" detail
-- column seconds integer "Seconds that it took"
-- column charge rate "Charge" detail
-- column cost rate "What the carrier charges" detail
-- column class text "Class" detail
-- column call_id id "Id in its source" detail
-- column row integer "Number in the store" detail
-- order: start, row
SELECT ifnull(from_number, from_text) AS from_number, ifnull(to_number, to_text) AS to_number,
  start, day || ' ' || local_time(start, zone) AS local_start,
  (duration + 999) / 1000 AS seconds, call_charged.amount AS charge, cost,
  call_charged.class AS class, call_id, id AS row
FROM (
  SELECT cdr.id, cdr.from_number, cdr.from_text, cdr.to_number, cdr.to_text, cdr.start,
    cdr.duration, cdr.cost, cdr.call_id, company.zone AS zone,
    local_date(cdr.start, company.zone) AS day
  FROM cdr
  JOIN source ON source.id = cdr.source
  JOIN account ON account.id = cdr.account
  JOIN company ON company.id = account.company
  WHERE cdr.duration > 0 AND ifnull(cdr.disposition, 'answered') = 'answered'
    AND source.role NOT IN ('cost', 'reference')
    AND (:source IS NULL OR source.name = :source)
    AND (:company IS NULL OR company.code = :company)
    AND NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id)
    AND (:unsent IS NULL OR NOT EXISTS (
      SELECT 1 FROM call_export WHERE call_export.target = :target AND call_export.call = cdr.id))
) AS answered
LEFT JOIN call_charged ON call_charged.call = answered.id
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
