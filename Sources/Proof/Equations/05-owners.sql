-- invariant: 5
-- title: What belongs to what is as it was read
-- by: source, measure
-- unit: sums
-- needs: SELECT count(*) FROM batch_count WHERE name GLOB 'total: *'
-- left: sums of the numbers of the rows that rows refer to, in the tables
SELECT ifnull(source.name, 'none') AS source, measure, amount FROM (
SELECT source AS source, 'opening_balance.account' AS measure, ifnull(sum(account), 0) AS amount FROM opening_balance GROUP BY source
UNION ALL
SELECT source, 'invoice.account', ifnull(sum(account), 0) FROM invoice GROUP BY source
UNION ALL
SELECT source, 'debit.account', ifnull(sum(account), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'debit.invoice', ifnull(sum(invoice), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'debit.service', ifnull(sum(service), 0) FROM debit GROUP BY source
UNION ALL
SELECT source, 'discount.account', ifnull(sum(account), 0) FROM discount GROUP BY source
UNION ALL
SELECT source, 'discount.debit', ifnull(sum(debit), 0) FROM discount GROUP BY source
UNION ALL
SELECT source, 'discount.corrects', ifnull(sum(corrects), 0) FROM discount GROUP BY source
UNION ALL
SELECT source, 'tax_line.debit', ifnull(sum(debit), 0) FROM tax_line GROUP BY source
UNION ALL
SELECT source, 'tax_line.discount', ifnull(sum(discount), 0) FROM tax_line GROUP BY source
UNION ALL
SELECT source, 'payment.account', ifnull(sum(account), 0) FROM payment GROUP BY source
UNION ALL
SELECT source, 'payment_status.payment', ifnull(sum(payment), 0) FROM payment_status GROUP BY source
UNION ALL
SELECT source, 'application.payment', ifnull(sum(payment), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'application.discount', ifnull(sum(discount), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'application.invoice', ifnull(sum(invoice), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'application.opening_balance', ifnull(sum(opening_balance), 0) FROM application GROUP BY source
UNION ALL
SELECT source, 'invoice_void.invoice', ifnull(sum(invoice), 0) FROM invoice_void GROUP BY source
UNION ALL
SELECT source, 'payment_reversal.payment', ifnull(sum(payment), 0) FROM payment_reversal GROUP BY source
UNION ALL
SELECT source, 'refund.account', ifnull(sum(account), 0) FROM refund GROUP BY source
UNION ALL
SELECT source, 'refund.payment', ifnull(sum(payment), 0) FROM refund GROUP BY source
UNION ALL
SELECT source, 'issue.invoice', ifnull(sum(invoice), 0) FROM issue GROUP BY source
UNION ALL
SELECT source, 'issue.discount', ifnull(sum(discount), 0) FROM issue GROUP BY source
UNION ALL
SELECT source, 'stated.account', ifnull(sum(account), 0) FROM stated GROUP BY source
UNION ALL
SELECT source, 'stated.invoice', ifnull(sum(invoice), 0) FROM stated GROUP BY source
UNION ALL
SELECT source, 'usage_counter.account', ifnull(sum(account), 0) FROM usage_counter GROUP BY source
UNION ALL
SELECT source, 'usage_interval.account', ifnull(sum(account), 0) FROM usage_interval GROUP BY source
UNION ALL
SELECT source, 'usage_adjustment.account', ifnull(sum(account), 0) FROM usage_adjustment GROUP BY source
UNION ALL
SELECT source, 'top_off.account', ifnull(sum(account), 0) FROM top_off GROUP BY source
UNION ALL
SELECT source, 'log.account', ifnull(sum(account), 0) FROM log GROUP BY source
UNION ALL
SELECT source, 'correspondence.account', ifnull(sum(account), 0) FROM correspondence GROUP BY source
UNION ALL
SELECT source, 'access_log.account', ifnull(sum(account), 0) FROM access_log GROUP BY source
UNION ALL
SELECT source, 'disconnection.account', ifnull(sum(account), 0) FROM disconnection GROUP BY source
) AS held
LEFT JOIN source ON source.id = held.source
-- right: of them, those that the batches summed while reading
SELECT ifnull(source.name, 'none') AS source, substr(batch_count.name, 8) AS measure,
  counted AS amount
FROM batch_count
JOIN batch ON batch.id = batch_count.batch
LEFT JOIN source ON source.id = batch.source
WHERE batch_count.name IN (
  'total: opening_balance.account', 'total: invoice.account', 'total: debit.account',
  'total: debit.invoice', 'total: debit.service', 'total: discount.account',
  'total: discount.debit', 'total: discount.corrects', 'total: tax_line.debit',
  'total: tax_line.discount', 'total: payment.account', 'total: payment_status.payment',
  'total: application.payment', 'total: application.discount', 'total: application.invoice',
  'total: application.opening_balance', 'total: invoice_void.invoice',
  'total: payment_reversal.payment', 'total: refund.account', 'total: refund.payment',
  'total: issue.invoice', 'total: issue.discount', 'total: stated.account', 'total: stated.invoice', 'total: usage_counter.account',
  'total: usage_interval.account', 'total: usage_adjustment.account', 'total: top_off.account',
  'total: log.account', 'total: correspondence.account', 'total: access_log.account',
  'total: disconnection.account'
)
