-- title: Calls by file and day, in exactly one state each
-- about: What the files of carriers held, by the day of the calls at the carrier. Stored calls are
-- about: unmatched, unrated, not chargeable, rated, billed or reversed (a newer file took them back);
-- about: what was refused, passed over by a rule or came twice has no day, and stands on the line of
-- about: its file.
-- param from date optional "First day, of the source's calendar"
-- param to date optional "Last day"
-- column carrier id "Carrier"
-- column file text "File" width=10
-- column day date "Day"
-- column read integer "Read" total detail
-- column rejected integer "Refused" total detail
-- column discarded integer "By rule" total detail
-- column duplicate integer "Twice" total detail
-- column stored integer "Calls" total
-- column unmatched integer "Unm." total
-- column unrated integer "Unr." total
-- column free integer "Free" total
-- column rated integer "Rated" total
-- column billed integer "Bill." total
-- column reversed integer "Rev." total
-- column seconds integer "Seconds" total
-- column seconds_unmatched integer "s unmatched" total detail
-- column seconds_unrated integer "s unrated" total detail
-- column seconds_free integer "s not chargeable" total detail
-- column seconds_rated integer "s rated" total detail
-- column seconds_billed integer "s billed" total detail
-- column seconds_reversed integer "s reversed" total detail
-- column currency id "Cur" width=3 detail
-- column charge rate "Charge" total
-- column charge_rated rate "Rated" total detail
-- column charge_billed rate "Billed" total detail
-- hidden batch integer
-- order: carrier, batch, day
SELECT carrier, substr(file, length(rtrim(file, replace(file, '/', ''))) + 1) AS file, day,
  sum(calls) + sum(rejected) + sum(discarded) + sum(duplicate) AS read,
  sum(rejected) AS rejected, sum(discarded) AS discarded, sum(duplicate) AS duplicate,
  sum(calls) AS stored,
  sum(CASE state WHEN 'unmatched' THEN 1 ELSE 0 END) AS unmatched,
  sum(CASE state WHEN 'unrated' THEN 1 ELSE 0 END) AS unrated,
  sum(CASE state WHEN 'not chargeable' THEN 1 ELSE 0 END) AS free,
  sum(CASE state WHEN 'rated' THEN 1 ELSE 0 END) AS rated,
  sum(CASE state WHEN 'billed' THEN 1 ELSE 0 END) AS billed,
  sum(CASE state WHEN 'reversed' THEN 1 ELSE 0 END) AS reversed,
  sum(duration) / 1000 AS seconds,
  sum(CASE state WHEN 'unmatched' THEN duration ELSE 0 END) / 1000 AS seconds_unmatched,
  sum(CASE state WHEN 'unrated' THEN duration ELSE 0 END) / 1000 AS seconds_unrated,
  sum(CASE state WHEN 'not chargeable' THEN duration ELSE 0 END) / 1000 AS seconds_free,
  sum(CASE state WHEN 'rated' THEN duration ELSE 0 END) / 1000 AS seconds_rated,
  sum(CASE state WHEN 'billed' THEN duration ELSE 0 END) / 1000 AS seconds_billed,
  sum(CASE state WHEN 'reversed' THEN duration ELSE 0 END) / 1000 AS seconds_reversed,
  currency, sum(amount) AS charge,
  sum(CASE state WHEN 'rated' THEN amount ELSE 0 END) AS charge_rated,
  sum(CASE state WHEN 'billed' THEN amount ELSE 0 END) AS charge_billed, batch
FROM (
  SELECT source.name AS carrier, batch.file_name AS file,
    local_date(cdr.start, source.zone) AS day, 1 AS calls, 0 AS rejected, 0 AS discarded,
    0 AS duplicate, call_state.state AS state, cdr.duration AS duration, source.currency AS currency,
    call_state.amount AS amount, batch.id AS batch
  FROM batch
  JOIN batch_span ON batch_span.batch = batch.id AND batch_span.kind = 'cdr'
  JOIN cdr ON cdr.id BETWEEN batch_span.first_id AND batch_span.last_id
  JOIN call_state ON call_state.cdr = cdr.id
  JOIN source ON source.id = cdr.source
  UNION ALL
  SELECT source.name, batch.file_name, NULL, 0, batch.rejected, batch.discarded,
    batch.duplicate, NULL, 0, source.currency, NULL, batch.id
  FROM batch JOIN source ON source.id = batch.source
  WHERE batch.rejected + batch.discarded + batch.duplicate > 0
    AND EXISTS (SELECT 1 FROM batch_count WHERE batch_count.batch = batch.id
      AND batch_count.name IN ('cdr inserted', 'cdr duplicate'))
)
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
GROUP BY carrier, batch, day, currency
