-- title: What carriers changed afterwards
-- about: Calls that a carrier took back by a file in place of an earlier one, beside what it has instead:
-- about: whether they were charged, billed, or sent to another system, where somebody must take them out.
-- param from date optional "First day, of the source's calendar"
-- param to date optional "Last day"
-- column start instant "Start" width=17
-- column carrier text "Carrier"
-- column call_id id "Call id" detail
-- column account id "Account"
-- column to id "To"
-- column what text "What" width=8
-- column seconds integer "Seconds" total
-- column new_seconds integer "Now" total
-- column currency id "Cur" width=3 detail
-- column cost rate "Cost" total detail
-- column new_cost rate "Now" total detail
-- column charged text "Was" width=8
-- column exported text "Sent to"
-- column file text "File" detail
-- column earlier text "In place of" detail
-- hidden day date
-- order: start, call_id
SELECT start, carrier, call_id, account, "to", what, seconds, new_seconds, currency, cost, new_cost,
  charged, exported, file, earlier, day
FROM (
  SELECT cdr.start AS start, source.name AS carrier, cdr.call_id AS call_id,
    account.external_id AS account,
    CASE WHEN cdr.to_number IS NULL THEN cdr.to_text ELSE '+' || cdr.to_number END AS "to",
    CASE WHEN successor.id IS NULL THEN 'gone' ELSE 'changed' END AS what,
    (cdr.duration + 999) / 1000 AS seconds, (successor.duration + 999) / 1000 AS new_seconds,
    source.currency AS currency, cdr.cost AS cost, successor.cost AS new_cost,
    CASE
      WHEN EXISTS (
        SELECT 1 FROM call_charge JOIN call_billing ON call_billing.call_charge = call_charge.id
        WHERE call_charge.call = cdr.id AND call_charge.sequence % 2 = 1) THEN 'billed'
      WHEN EXISTS (SELECT 1 FROM call_charge WHERE call_charge.call = cdr.id) THEN 'rated'
      ELSE 'stored' END AS charged,
    (SELECT min(call_export.target) FROM call_export WHERE call_export.call = cdr.id) AS exported,
    batch.file_name AS file, before.file_name AS earlier,
    local_date(cdr.start, source.zone) AS day
  FROM call_reversal
  JOIN cdr ON cdr.id = call_reversal.call
  JOIN source ON source.id = cdr.source
  LEFT JOIN cdr AS successor ON successor.id = call_reversal.successor
  LEFT JOIN account ON account.id = cdr.account
  LEFT JOIN batch_span ON batch_span.kind = 'call_reversal'
    AND call_reversal.id BETWEEN batch_span.first_id AND batch_span.last_id
  LEFT JOIN batch ON batch.id = batch_span.batch
  LEFT JOIN batch AS before ON before.id = batch.reissues
)
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
