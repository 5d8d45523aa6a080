-- invariant: 5
-- title: Amounts are those that were read
-- by: source, measure
-- unit: sums
-- needs: SELECT count(*) FROM batch_count WHERE name GLOB 'total: *'
-- left: sums of amounts in the tables
WITH lines AS (
  SELECT source, ifnull(sum(unit_price), 0) AS unit_price, ifnull(sum(amount), 0) AS amount
  FROM debit GROUP BY source
),
taxes AS (
  SELECT source, ifnull(sum(base), 0) AS base, ifnull(sum(amount), 0) AS amount
  FROM tax_line GROUP BY source
),
paid AS (
  SELECT source, ifnull(sum(amount), 0) AS amount, ifnull(sum(fee), 0) AS fee
  FROM payment GROUP BY source
)
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'opening_balance.amount' AS measure, ifnull(sum(amount), 0) AS amount FROM opening_balance GROUP BY source
UNION ALL
SELECT source, 'invoice.total', ifnull(sum(total), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'debit.unit_price', unit_price FROM lines
UNION ALL
SELECT source, 'debit.amount', amount FROM lines
UNION ALL
SELECT source, 'discount.amount', ifnull(sum(amount), 0) FROM discount GROUP BY source
UNION ALL
SELECT source, 'tax_line.base', base FROM taxes
UNION ALL
SELECT source, 'tax_line.amount', amount FROM taxes
UNION ALL
SELECT source, 'payment.amount', amount FROM paid
UNION ALL
SELECT source, 'payment.fee', fee FROM paid
UNION ALL
SELECT source, 'application.amount', ifnull(sum(amount), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'payment_reversal.amount', ifnull(sum(amount), 0) FROM payment_reversal GROUP BY source
UNION ALL
SELECT source, 'refund.amount', ifnull(sum(amount), 0) FROM refund GROUP BY source
UNION ALL
SELECT source, 'stated.amount', ifnull(sum(amount), 0) FROM stated GROUP BY source
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed while reading
SELECT ifnull(source.name, 'none') AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: opening_balance.amount', 'total: invoice.total', 'total: debit.unit_price',
  'total: debit.amount', 'total: discount.amount', 'total: tax_line.base',
  'total: tax_line.amount', 'total: payment.amount', 'total: payment.fee',
  'total: application.amount', 'total: payment_reversal.amount', 'total: refund.amount',
  'total: stated.amount'
)
