-- title: Calls for Splynx's import
-- about: Source, time, duration, destination, price, category and comment, as Splynx's import of call
-- about: records has them: answered calls that belong to somebody, with the charge where they have one.
-- kind: export
-- param source text optional "Only calls of this carrier"
-- param from date optional "First day, of the company's calendar"
-- param to date optional "Last day"
-- column source id "source"
-- column datetime id "datetime"
-- column duration integer "duration"
-- column destination id "destination"
-- column sell_price rate "sell_price_without_vat"
-- column buy_price rate "buy_price_without_vat"
-- column category text "category"
-- column comment text "comment"
-- hidden call integer
-- hidden day date
-- order: datetime, call
SELECT number AS source, datetime, duration, destination, sell_price, buy_price, category, comment,
  call, day
FROM (
  SELECT ifnull(cdr.from_number, cdr.from_text) AS number,
    local_date(cdr.start, company.zone) || ' ' || local_time(cdr.start, company.zone) AS datetime,
    (cdr.duration + 999) / 1000 AS duration, ifnull(cdr.to_number, cdr.to_text) AS destination,
    call_charged.amount AS sell_price, cdr.cost AS buy_price, call_charged.class AS category,
    cdr.call_id AS comment, cdr.id AS call, local_date(cdr.start, company.zone) AS day,
    source.name AS carrier
  FROM cdr
  JOIN source ON source.id = cdr.source
  JOIN account ON account.id = cdr.account
  JOIN company ON company.id = account.company
  LEFT JOIN call_charged ON call_charged.call = cdr.id
  WHERE cdr.duration > 0 AND ifnull(cdr.disposition, 'answered') = 'answered'
    AND source.role NOT IN ('cost', 'reference')
)
WHERE (:source IS NULL OR carrier = :source) AND (:from IS NULL OR day >= :from)
  AND (:to IS NULL OR day <= :to)
