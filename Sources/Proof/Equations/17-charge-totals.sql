-- invariant: 17
-- title: Rates, charges of calls and their billing are those that were read and made
-- by: source, measure
-- unit: sums
-- needs: SELECT (SELECT count(*) FROM rate) + (SELECT count(*) FROM call_export)
-- why: no call was rated or exported
-- left: sums in the tables of rates and charges
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'rate.price' AS measure, ifnull(sum(price), 0) AS amount FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.connection_fee', ifnull(sum(connection_fee), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.minimum', ifnull(sum(minimum), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.first_interval', ifnull(sum(first_interval), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.next_interval', ifnull(sum(next_interval), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.deck', ifnull(sum(deck), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.since', ifnull(sum(days_between('1970-01-01', since)), 0) FROM rate GROUP BY source
UNION ALL
SELECT source, 'rate.until', ifnull(sum(days_between('1970-01-01', until)), 0) FROM rate GROUP BY source
UNION ALL
SELECT NULL, 'call_charge.call', ifnull(sum(call), 0) FROM call_charge
UNION ALL
SELECT NULL, 'call_charge.account', ifnull(sum(account), 0) FROM call_charge
UNION ALL
SELECT NULL, 'call_charge.deck', ifnull(sum(deck), 0) FROM call_charge
UNION ALL
SELECT NULL, 'call_charge.rate', ifnull(sum(rate), 0) FROM call_charge
UNION ALL
SELECT NULL, 'call_charge.seconds', ifnull(sum(seconds), 0) FROM call_charge
UNION ALL
SELECT NULL, 'call_charge.amount', ifnull(sum(amount), 0) FROM call_charge
UNION ALL
SELECT debit.source, 'call_billing.call_charge', ifnull(sum(call_billing.call_charge), 0)
FROM call_billing JOIN debit ON debit.id = call_billing.debit GROUP BY debit.source
UNION ALL
SELECT debit.source, 'call_billing.debit', ifnull(sum(call_billing.debit), 0)
FROM call_billing JOIN debit ON debit.id = call_billing.debit GROUP BY debit.source
UNION ALL
SELECT debit.source, 'call_billing.free_seconds', ifnull(sum(call_billing.free_seconds), 0)
FROM call_billing JOIN debit ON debit.id = call_billing.debit GROUP BY debit.source
UNION ALL
SELECT debit.source, 'call_billing.amount', ifnull(sum(call_billing.amount), 0)
FROM call_billing JOIN debit ON debit.id = call_billing.debit GROUP BY debit.source
UNION ALL
SELECT NULL, 'call_reversal.call', ifnull(sum(call), 0) FROM call_reversal
UNION ALL
SELECT NULL, 'call_reversal.successor', ifnull(sum(successor), 0) FROM call_reversal
UNION ALL
SELECT NULL, 'call_export.call', ifnull(sum(call), 0) FROM call_export
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed
SELECT CASE WHEN batch_count.name GLOB 'total: call_charge.*'
    OR batch_count.name GLOB 'total: call_reversal.*' THEN 'none'
    ELSE ifnull(source.name, 'none') END AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: rate.price', 'total: rate.connection_fee', 'total: rate.minimum',
  'total: rate.first_interval', 'total: rate.next_interval', 'total: rate.deck',
  'total: rate.since', 'total: rate.until', 'total: call_charge.call',
  'total: call_charge.account', 'total: call_charge.deck', 'total: call_charge.rate',
  'total: call_charge.seconds', 'total: call_charge.amount', 'total: call_billing.call_charge',
  'total: call_billing.debit', 'total: call_billing.free_seconds', 'total: call_billing.amount',
  'total: call_reversal.call', 'total: call_reversal.successor', 'total: call_export.call'
)
