-- invariant: 14
-- title: Days and times are those that were read
-- by: source, measure
-- unit: sums
-- needs: SELECT count(*) FROM batch_count WHERE name GLOB 'total: *'
-- left: sums of day numbers and seconds in the tables
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'opening_balance.date' AS measure, ifnull(sum(days_between('1970-01-01', date)), 0) AS amount FROM opening_balance GROUP BY source
UNION ALL
SELECT source, 'invoice.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'invoice.due', ifnull(sum(days_between('1970-01-01', due)), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'invoice.coverage_from', ifnull(sum(days_between('1970-01-01', coverage_from)), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'invoice.coverage_to', ifnull(sum(days_between('1970-01-01', coverage_to)), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'invoice.frozen', ifnull(sum(days_between('1970-01-01', frozen)), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'debit.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'debit.pays_from', ifnull(sum(days_between('1970-01-01', pays_from)), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'debit.pays_to', ifnull(sum(days_between('1970-01-01', pays_to)), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'discount.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM discount GROUP BY source
UNION ALL
SELECT source, 'payment.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM payment GROUP BY source
UNION ALL
SELECT source, 'payment_status.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM payment_status GROUP BY source
UNION ALL
SELECT source, 'application.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'application.voided', ifnull(sum(days_between('1970-01-01', voided)), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'invoice_void.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM invoice_void GROUP BY source
UNION ALL
SELECT source, 'payment_reversal.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM payment_reversal GROUP BY source
UNION ALL
SELECT source, 'refund.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM refund GROUP BY source
UNION ALL
SELECT source, 'issue.date', ifnull(sum(days_between('1970-01-01', date)), 0) FROM issue GROUP BY source
UNION ALL
SELECT source, 'issue.as_of', ifnull(sum(days_between('1970-01-01', as_of)), 0) FROM issue GROUP BY source
UNION ALL
SELECT source, 'stated.as_of', ifnull(sum(days_between('1970-01-01', as_of)), 0) FROM stated GROUP BY source
UNION ALL
SELECT source, 'cdr.start', ifnull(sum(start / 1000), 0) FROM cdr GROUP BY source
UNION ALL
SELECT source, 'usage_counter.at', ifnull(sum(at / 1000), 0) FROM usage_counter GROUP BY source
UNION ALL
SELECT source, 'usage_interval.start_at', ifnull(sum(start_at / 1000), 0) FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_interval.end_at', ifnull(sum(end_at / 1000), 0) FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_adjustment.at', ifnull(sum(at / 1000), 0) FROM usage_adjustment GROUP BY source
UNION ALL
SELECT source, 'top_off.at', ifnull(sum(at / 1000), 0) FROM top_off GROUP BY source
UNION ALL
SELECT source, 'log.at', ifnull(sum(at / 1000), 0) FROM log GROUP BY source
UNION ALL
SELECT source, 'correspondence.at', ifnull(sum(at / 1000), 0) FROM correspondence GROUP BY source
UNION ALL
SELECT source, 'access_log.at', ifnull(sum(at / 1000), 0) FROM access_log GROUP BY source
UNION ALL
SELECT source, 'disconnection.at', ifnull(sum(at / 1000), 0) FROM disconnection GROUP BY source
UNION ALL
SELECT source, 'correspondence.length', ifnull(sum(length), 0) FROM correspondence GROUP BY source
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed while reading
SELECT ifnull(source.name, 'none') AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: opening_balance.date', 'total: invoice.date', 'total: invoice.due',
  'total: invoice.coverage_from', 'total: invoice.coverage_to', 'total: invoice.frozen',
  'total: debit.date', 'total: debit.pays_from', 'total: debit.pays_to', 'total: discount.date',
  'total: payment.date', 'total: payment_status.date', 'total: application.date',
  'total: application.voided', 'total: invoice_void.date', 'total: payment_reversal.date',
  'total: refund.date', 'total: issue.date', 'total: issue.as_of', 'total: stated.as_of', 'total: cdr.start', 'total: usage_counter.at',
  'total: usage_interval.start_at', 'total: usage_interval.end_at', 'total: usage_adjustment.at',
  'total: top_off.at', 'total: log.at', 'total: correspondence.at', 'total: correspondence.length',
  'total: access_log.at', 'total: disconnection.at'
)
