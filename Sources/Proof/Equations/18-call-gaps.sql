-- invariant: 18
-- title: No day or month of a carrier is missing between its first call and its last
-- by: source
-- needs: SELECT count(*) FROM cdr JOIN source ON source.id = cdr.source
-- needs: WHERE source.cadence IN ('daily', 'monthly')
-- why: no carrier with a cadence (daily, monthly) has calls
-- left: days or months, by the cadence of the source, from the first call to the last
SELECT name AS source,
  CASE cadence WHEN 'daily' THEN days_between(first, last) + 1
    ELSE 12 * (substr(last, 1, 4) - substr(first, 1, 4))
      + substr(last, 6, 2) - substr(first, 6, 2) + 1 END AS amount
FROM (
  SELECT source.name AS name, source.cadence AS cadence,
    local_date(min(cdr.start), source.zone) AS first,
    local_date(max(cdr.start), source.zone) AS last
  FROM cdr JOIN source ON source.id = cdr.source
  WHERE source.cadence IN ('daily', 'monthly')
  GROUP BY source.id
)
-- right: of them, those with calls
SELECT source, count(*) AS amount
FROM (
  SELECT DISTINCT source.name AS source,
    substr(local_date(cdr.start, source.zone), 1,
      CASE source.cadence WHEN 'daily' THEN 10 ELSE 7 END) AS period
  FROM cdr JOIN source ON source.id = cdr.source
  WHERE source.cadence IN ('daily', 'monthly')
)
GROUP BY source
