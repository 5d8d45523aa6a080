-- title: Calls for Sonar's import
-- about: The five fields that Sonar's import of call detail records wants: answered calls that belong
-- about: to somebody. Sonar itself rates them.
-- kind: export
-- param provider text required "Sonar's number of the voice provider"
-- param source text optional "Only calls of this carrier"
-- param from date optional "First day, of the source's calendar"
-- param to date optional "Last day"
-- column voice_provider_id id "voice_provider_id"
-- column originating_number id "originating_number"
-- column receiving_number id "receiving_number"
-- column started_at instant "started_at"
-- column length_in_seconds integer "length_in_seconds"
-- hidden call integer
-- hidden day date
-- order: started_at, call
SELECT :provider AS voice_provider_id, originating_number, receiving_number, started_at,
  length_in_seconds, call, day
FROM (
  SELECT ifnull(cdr.from_number, cdr.from_text) AS originating_number,
    ifnull(cdr.to_number, cdr.to_text) AS receiving_number, cdr.start AS started_at,
    (cdr.duration + 999) / 1000 AS length_in_seconds, cdr.id AS call,
    local_date(cdr.start, source.zone) AS day, source.name AS source
  FROM cdr
  JOIN source ON source.id = cdr.source
  WHERE cdr.account IS NOT NULL AND cdr.duration > 0
    AND ifnull(cdr.disposition, 'answered') = 'answered'
    AND source.role NOT IN ('cost', 'reference')
)
WHERE (:source IS NULL OR source = :source) AND (:from IS NULL OR day >= :from)
  AND (:to IS NULL OR day <= :to)
