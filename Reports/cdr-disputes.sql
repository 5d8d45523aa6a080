-- title: Carriers' charges that are not what their deck says
-- about: Every call for which the carrier charges another amount, or bills other seconds, than the deck
-- about: of its cost comes to, with the difference. Calls of a carrier without such a deck can't be
-- about: compared: they are one line, with their seconds.
-- param from date optional "First day, of the source's calendar"
-- param to date optional "Last day"
-- param above integer default=0 "Only differences of this and more, in 10^-8; --where takes the currency: difference > 0.01"
-- column start instant "Start" width=17
-- column carrier text "Carrier"
-- column call_id id "Call id" detail
-- column to id "To"
-- column seconds integer "Seconds"
-- column carrier_billed integer "They billed"
-- column our_billed integer "By deck"
-- column currency id "Cur" width=3
-- column cost rate "They charge" total
-- column expected rate "By deck" total
-- column difference rate "Difference" total
-- column prefix id "Prefix" detail
-- column problem text "What" detail
-- hidden day date
-- order: start, call_id
SELECT start, carrier, call_id, "to", seconds, carrier_billed, our_billed, currency, cost, expected,
  cost - expected AS difference, prefix,
  CASE WHEN expected IS NULL THEN 'no rate in the deck'
    WHEN carrier_billed <> our_billed THEN 'other seconds' ELSE 'other price' END AS problem, day
FROM (
  SELECT cdr.start AS start, source.name AS carrier, cdr.call_id AS call_id,
    '+' || cdr.to_number AS "to", (cdr.duration + 999) / 1000 AS seconds,
    cdr.carrier_billed AS carrier_billed, source.currency AS currency, cdr.cost AS cost,
    local_date(cdr.start, source.zone) AS day, rate.prefix AS prefix,
    CASE WHEN rate.id IS NOT NULL THEN
      tariff_seconds(coalesce(rate.first_interval, rate_deck.first_interval),
        coalesce(rate.next_interval, rate_deck.next_interval), cdr.duration) END AS our_billed,
    tariff_charge(rate.price, coalesce(rate.unit, rate_deck.unit),
      coalesce(rate.first_interval, rate_deck.first_interval),
      coalesce(rate.next_interval, rate_deck.next_interval),
      coalesce(rate.connection_fee, rate_deck.connection_fee),
      coalesce(rate.minimum, rate_deck.minimum), rate_deck.decimals, cdr.duration) AS expected
  FROM cdr
  JOIN source ON source.id = cdr.source
  JOIN rate_deck ON rate_deck.source = source.id AND rate_deck.purpose = 'cost'
  LEFT JOIN rate ON rate.id = (
    SELECT r.id FROM rate AS r
    WHERE r.id IN (
        SELECT p.id FROM rate AS p
        WHERE p.deck = rate_deck.id AND p.prefix_to IS NULL
          AND p.prefix IN (
            substr(cdr.to_number, 1, 1), substr(cdr.to_number, 1, 2), substr(cdr.to_number, 1, 3),
            substr(cdr.to_number, 1, 4), substr(cdr.to_number, 1, 5), substr(cdr.to_number, 1, 6),
            substr(cdr.to_number, 1, 7), substr(cdr.to_number, 1, 8), substr(cdr.to_number, 1, 9),
            substr(cdr.to_number, 1, 10), substr(cdr.to_number, 1, 11),
            substr(cdr.to_number, 1, 12), substr(cdr.to_number, 1, 13),
            substr(cdr.to_number, 1, 14), substr(cdr.to_number, 1, 15))
        UNION ALL
        SELECT p.id FROM rate AS p
        WHERE p.deck = rate_deck.id AND p.prefix_to IS NOT NULL
          AND substr(cdr.to_number, 1, length(p.prefix)) BETWEEN p.prefix AND p.prefix_to)
      AND ifnull(r.direction, 'outbound') = ifnull(cdr.direction, 'outbound')
      AND ifnull(r.since, '') <= local_date(cdr.start, source.zone)
      AND ifnull(r.until, '9999') >= local_date(cdr.start, source.zone)
      -- A rate holds until a later one of its prefix begins, even if that has ended since.
      AND NOT EXISTS (
        SELECT 1 FROM rate AS later
        WHERE later.deck = r.deck AND later.prefix = r.prefix AND later.prefix_to IS r.prefix_to
          AND later.direction IS r.direction AND later.since > ifnull(r.since, '')
          AND later.since <= local_date(cdr.start, source.zone))
    ORDER BY length(r.prefix) DESC, ifnull(r.since, '') DESC LIMIT 1)
  WHERE cdr.cost IS NOT NULL AND cdr.to_number IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id)
)
WHERE (expected IS NULL AND cost <> 0 OR cost <> expected OR carrier_billed <> our_billed)
  AND abs(ifnull(cost - expected, cost)) >= :above
  AND (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
UNION ALL
SELECT NULL, carrier, NULL, 'no deck of its cost', sum(seconds), NULL, NULL, currency, NULL, NULL, NULL, NULL,
  count(*) || ' not compared', NULL
FROM (
  SELECT source.name AS carrier, source.currency AS currency,
    (cdr.duration + 999) / 1000 AS seconds, local_date(cdr.start, source.zone) AS day
  FROM cdr JOIN source ON source.id = cdr.source
  WHERE cdr.cost <> 0
    AND NOT EXISTS (SELECT 1 FROM rate_deck
      WHERE rate_deck.source = source.id AND rate_deck.purpose = 'cost')
    AND NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id)
)
WHERE (:from IS NULL OR day >= :from) AND (:to IS NULL OR day <= :to)
GROUP BY carrier, currency
