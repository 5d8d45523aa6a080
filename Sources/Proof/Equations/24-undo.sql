-- invariant: 24
-- title: Every row that a batch brought is there to be taken back
-- by: kind
-- needs: SELECT count(*) FROM batch_span
-- why: no batch brought rows
-- left: rows that the batches say are theirs
SELECT kind, last_id - first_id + 1 AS amount FROM batch_span
-- right: rows in the tables under these numbers
SELECT 'company' AS kind, (SELECT count(*) FROM company WHERE id BETWEEN first_id AND last_id) AS amount
FROM batch_span WHERE kind = 'company'
UNION ALL
SELECT 'source', (SELECT count(*) FROM source WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'source'
UNION ALL
SELECT 'account', (SELECT count(*) FROM account WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'account'
UNION ALL
SELECT 'account_link', (SELECT count(*) FROM account_link WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'account_link'
UNION ALL
SELECT 'status_change', (SELECT count(*) FROM status_change WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'status_change'
UNION ALL
SELECT 'contact', (SELECT count(*) FROM contact WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'contact'
UNION ALL
SELECT 'address', (SELECT count(*) FROM address WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'address'
UNION ALL
SELECT 'custom_field', (SELECT count(*) FROM custom_field WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'custom_field'
UNION ALL
SELECT 'tax_rate', (SELECT count(*) FROM tax_rate WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'tax_rate'
UNION ALL
SELECT 'service', (SELECT count(*) FROM service WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'service'
UNION ALL
SELECT 'account_service', (SELECT count(*) FROM account_service WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'account_service'
UNION ALL
SELECT 'opening_balance', (SELECT count(*) FROM opening_balance WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'opening_balance'
UNION ALL
SELECT 'invoice', (SELECT count(*) FROM invoice WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'invoice'
UNION ALL
SELECT 'debit', (SELECT count(*) FROM debit WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'debit'
UNION ALL
SELECT 'discount', (SELECT count(*) FROM discount WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'discount'
UNION ALL
SELECT 'tax_line', (SELECT count(*) FROM tax_line WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'tax_line'
UNION ALL
SELECT 'payment', (SELECT count(*) FROM payment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'payment'
UNION ALL
SELECT 'payment_status', (SELECT count(*) FROM payment_status WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'payment_status'
UNION ALL
SELECT 'application', (SELECT count(*) FROM application WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'application'
UNION ALL
SELECT 'invoice_void', (SELECT count(*) FROM invoice_void WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'invoice_void'
UNION ALL
SELECT 'payment_reversal', (SELECT count(*) FROM payment_reversal WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'payment_reversal'
UNION ALL
SELECT 'refund', (SELECT count(*) FROM refund WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'refund'
UNION ALL
SELECT 'stated', (SELECT count(*) FROM stated WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'stated'
UNION ALL
SELECT 'issue', (SELECT count(*) FROM issue WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'issue'
UNION ALL
SELECT 'did', (SELECT count(*) FROM did WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'did'
UNION ALL
SELECT 'did_assignment', (SELECT count(*) FROM did_assignment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'did_assignment'
UNION ALL
SELECT 'call_key', (SELECT count(*) FROM call_key WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'call_key'
UNION ALL
SELECT 'cdr', (SELECT count(*) FROM cdr WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'cdr'
UNION ALL
SELECT 'call_reversal', (SELECT count(*) FROM call_reversal WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'call_reversal'
UNION ALL
SELECT 'rate_deck', (SELECT count(*) FROM rate_deck WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'rate_deck'
UNION ALL
SELECT 'rate', (SELECT count(*) FROM rate WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'rate'
UNION ALL
SELECT 'voice_plan', (SELECT count(*) FROM voice_plan WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'voice_plan'
UNION ALL
SELECT 'voice_allowance', (SELECT count(*) FROM voice_allowance WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'voice_allowance'
UNION ALL
SELECT 'local_prefix', (SELECT count(*) FROM local_prefix WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'local_prefix'
UNION ALL
SELECT 'voice_plan_assignment', (SELECT count(*) FROM voice_plan_assignment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'voice_plan_assignment'
UNION ALL
SELECT 'call_charge', (SELECT count(*) FROM call_charge WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'call_charge'
UNION ALL
SELECT 'call_billing', (SELECT count(*) FROM call_billing WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'call_billing'
UNION ALL
SELECT 'call_export', (SELECT count(*) FROM call_export WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'call_export'
UNION ALL
SELECT 'usage_policy', (SELECT count(*) FROM usage_policy WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'usage_policy'
UNION ALL
SELECT 'usage_assignment', (SELECT count(*) FROM usage_assignment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'usage_assignment'
UNION ALL
SELECT 'usage_counter', (SELECT count(*) FROM usage_counter WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'usage_counter'
UNION ALL
SELECT 'usage_interval', (SELECT count(*) FROM usage_interval WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'usage_interval'
UNION ALL
SELECT 'usage_adjustment', (SELECT count(*) FROM usage_adjustment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'usage_adjustment'
UNION ALL
SELECT 'top_off', (SELECT count(*) FROM top_off WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'top_off'
UNION ALL
SELECT 'ticket', (SELECT count(*) FROM ticket WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'ticket'
UNION ALL
SELECT 'job', (SELECT count(*) FROM job WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'job'
UNION ALL
SELECT 'task', (SELECT count(*) FROM task WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'task'
UNION ALL
SELECT 'scheduled_event', (SELECT count(*) FROM scheduled_event WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'scheduled_event'
UNION ALL
SELECT 'contract', (SELECT count(*) FROM contract WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'contract'
UNION ALL
SELECT 'attachment', (SELECT count(*) FROM attachment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'attachment'
UNION ALL
SELECT 'correspondence', (SELECT count(*) FROM correspondence WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'correspondence'
UNION ALL
SELECT 'inventory_item', (SELECT count(*) FROM inventory_item WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'inventory_item'
UNION ALL
SELECT 'radius_account', (SELECT count(*) FROM radius_account WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'radius_account'
UNION ALL
SELECT 'ip_assignment', (SELECT count(*) FROM ip_assignment WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'ip_assignment'
UNION ALL
SELECT 'log', (SELECT count(*) FROM log WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'log'
UNION ALL
SELECT 'access_log', (SELECT count(*) FROM access_log WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'access_log'
UNION ALL
SELECT 'disconnection', (SELECT count(*) FROM disconnection WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'disconnection'
UNION ALL
SELECT 'period_close', (SELECT count(*) FROM period_close WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'period_close'
UNION ALL
SELECT 'period_report', (SELECT count(*) FROM period_report WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'period_report'
UNION ALL
SELECT 'payment_method', (SELECT count(*) FROM payment_method WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'payment_method'
UNION ALL
SELECT 'export_file', (SELECT count(*) FROM export_file WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'export_file'
UNION ALL
SELECT 'export_row', (SELECT count(*) FROM export_row WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'export_row'
UNION ALL
SELECT 'crosswalk', (SELECT count(*) FROM crosswalk WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'crosswalk'
UNION ALL
SELECT 'parity', (SELECT count(*) FROM parity WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'parity'
UNION ALL
SELECT 'parity_difference', (SELECT count(*) FROM parity_difference WHERE id BETWEEN first_id AND last_id)
FROM batch_span WHERE kind = 'parity_difference'
