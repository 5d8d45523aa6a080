-- invariant: 20
-- title: Charges of calls are what their rates come to, worked out anew
-- by: source, measure
-- unit: sums
-- needs: SELECT count(*) FROM call_charge
-- why: no call was rated yet
-- left: seconds and charges that hold
SELECT source.name AS source, 'seconds' AS measure, call_charged.seconds AS amount
FROM call_charged JOIN cdr ON cdr.id = call_charged.call JOIN source ON source.id = cdr.source
UNION ALL
SELECT source.name, 'amount', call_charged.amount
FROM call_charged JOIN cdr ON cdr.id = call_charged.call JOIN source ON source.id = cdr.source
-- right: duration, intervals and price of the call and its rate
SELECT source, measure,
  CASE measure WHEN 'seconds' THEN billed
    ELSE (2 * max(total, 60 * minimum) + 60 * step) / (120 * step) * step END AS amount
FROM (
  SELECT source, billed, minimum, step,
    CASE unit WHEN 'increment' THEN price * increments * 60 WHEN 'call' THEN price * 60
      ELSE price * billed END + 60 * fee AS total
  FROM (
    SELECT *, first + steps * next AS billed, (first > 0) + steps AS increments,
      (2 * base_price * (100000000 + markup) + 100000000) / 200000000 AS price,
      ifnull(own_fee, (2 * base_fee * (100000000 + markup) + 100000000) / 200000000) AS fee,
      ifnull(own_minimum,
        (2 * base_minimum * (100000000 + markup) + 100000000) / 200000000) AS minimum
    FROM (
      SELECT source.name AS source, coalesce(rate.unit, own.unit) AS unit,
        coalesce(rate.first_interval, deck.first_interval, own.first_interval, 1) AS first,
        max(coalesce(rate.next_interval, deck.next_interval, own.next_interval, 1), 1) AS next,
        (max(0, (cdr.duration + 999) / 1000
            - coalesce(rate.first_interval, deck.first_interval, own.first_interval, 1))
          + max(coalesce(rate.next_interval, deck.next_interval, own.next_interval, 1), 1) - 1)
          / max(coalesce(rate.next_interval, deck.next_interval, own.next_interval, 1), 1) AS steps,
        rate.price AS base_price, coalesce(rate.connection_fee, own.connection_fee, 0) AS base_fee,
        coalesce(rate.minimum, own.minimum, 0) AS base_minimum,
        -- What a deck says itself, where its rates are those of its base and state nothing.
        CASE WHEN rate.deck <> call_charge.deck AND rate.connection_fee IS NULL
          THEN deck.connection_fee END AS own_fee,
        CASE WHEN rate.deck <> call_charge.deck AND rate.minimum IS NULL
          THEN deck.minimum END AS own_minimum,
        CASE WHEN rate.deck = call_charge.deck THEN 0 ELSE ifnull(deck.markup, 0) END AS markup,
        CASE ifnull(deck.decimals, 8) WHEN 8 THEN 1 WHEN 7 THEN 10 WHEN 6 THEN 100 WHEN 5 THEN 1000
          WHEN 4 THEN 10000 WHEN 3 THEN 100000 WHEN 2 THEN 1000000 WHEN 1 THEN 10000000
          ELSE 100000000 END AS step
      FROM call_charge
      JOIN cdr ON cdr.id = call_charge.call
      JOIN source ON source.id = cdr.source
      JOIN rate ON rate.id = call_charge.rate
      JOIN rate_deck AS own ON own.id = rate.deck
      JOIN rate_deck AS deck ON deck.id = call_charge.deck
      WHERE call_charge.sequence % 2 = 1
        AND NOT EXISTS (SELECT 1 FROM call_charge AS later
          WHERE later.call = call_charge.call AND later.sequence > call_charge.sequence)
    )
  )
), (SELECT 'seconds' AS measure UNION ALL SELECT 'amount')
