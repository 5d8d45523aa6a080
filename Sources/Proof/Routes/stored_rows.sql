-- How many rows the table of each kind has.
SELECT 'company' AS kind, count(*) AS amount FROM company
UNION ALL
SELECT 'source', count(*) FROM source
UNION ALL
SELECT 'account', count(*) FROM account
UNION ALL
SELECT 'account_link', count(*) FROM account_link
UNION ALL
SELECT 'status_change', count(*) FROM status_change
UNION ALL
SELECT 'contact', count(*) FROM contact
UNION ALL
SELECT 'address', count(*) FROM address
UNION ALL
SELECT 'custom_field', count(*) FROM custom_field
UNION ALL
SELECT 'tax_rate', count(*) FROM tax_rate
UNION ALL
SELECT 'service', count(*) FROM service
UNION ALL
SELECT 'account_service', count(*) FROM account_service
UNION ALL
SELECT 'opening_balance', count(*) FROM opening_balance
UNION ALL
SELECT 'invoice', count(*) FROM invoice
UNION ALL
SELECT 'debit', count(*) FROM debit
UNION ALL
SELECT 'discount', count(*) FROM discount
UNION ALL
SELECT 'tax_line', count(*) FROM tax_line
UNION ALL
SELECT 'payment', count(*) FROM payment
UNION ALL
SELECT 'payment_status', count(*) FROM payment_status
UNION ALL
SELECT 'application', count(*) FROM application
UNION ALL
SELECT 'invoice_void', count(*) FROM invoice_void
UNION ALL
SELECT 'payment_reversal', count(*) FROM payment_reversal
UNION ALL
SELECT 'refund', count(*) FROM refund
UNION ALL
SELECT 'stated', count(*) FROM stated
UNION ALL
SELECT 'issue', count(*) FROM issue
UNION ALL
SELECT 'did', count(*) FROM did
UNION ALL
SELECT 'did_assignment', count(*) FROM did_assignment
UNION ALL
SELECT 'call_key', count(*) FROM call_key
UNION ALL
SELECT 'cdr', count(*) FROM cdr
UNION ALL
SELECT 'call_reversal', count(*) FROM call_reversal
UNION ALL
SELECT 'rate_deck', count(*) FROM rate_deck
UNION ALL
SELECT 'rate', count(*) FROM rate
UNION ALL
SELECT 'voice_plan', count(*) FROM voice_plan
UNION ALL
SELECT 'voice_allowance', count(*) FROM voice_allowance
UNION ALL
SELECT 'local_prefix', count(*) FROM local_prefix
UNION ALL
SELECT 'voice_plan_assignment', count(*) FROM voice_plan_assignment
UNION ALL
SELECT 'call_charge', count(*) FROM call_charge
UNION ALL
SELECT 'call_billing', count(*) FROM call_billing
UNION ALL
SELECT 'call_export', count(*) FROM call_export
UNION ALL
SELECT 'usage_policy', count(*) FROM usage_policy
UNION ALL
SELECT 'usage_assignment', count(*) FROM usage_assignment
UNION ALL
SELECT 'usage_counter', count(*) FROM usage_counter
UNION ALL
SELECT 'usage_interval', count(*) FROM usage_interval
UNION ALL
SELECT 'usage_adjustment', count(*) FROM usage_adjustment
UNION ALL
SELECT 'top_off', count(*) FROM top_off
UNION ALL
SELECT 'ticket', count(*) FROM ticket
UNION ALL
SELECT 'job', count(*) FROM job
UNION ALL
SELECT 'task', count(*) FROM task
UNION ALL
SELECT 'scheduled_event', count(*) FROM scheduled_event
UNION ALL
SELECT 'contract', count(*) FROM contract
UNION ALL
SELECT 'attachment', count(*) FROM attachment
UNION ALL
SELECT 'correspondence', count(*) FROM correspondence
UNION ALL
SELECT 'inventory_item', count(*) FROM inventory_item
UNION ALL
SELECT 'radius_account', count(*) FROM radius_account
UNION ALL
SELECT 'ip_assignment', count(*) FROM ip_assignment
UNION ALL
SELECT 'log', count(*) FROM log
UNION ALL
SELECT 'access_log', count(*) FROM access_log
UNION ALL
SELECT 'disconnection', count(*) FROM disconnection
UNION ALL
SELECT 'period_close', count(*) FROM period_close
UNION ALL
SELECT 'period_report', count(*) FROM period_report
UNION ALL
SELECT 'payment_method', count(*) FROM payment_method
UNION ALL
SELECT 'export_file', count(*) FROM export_file
UNION ALL
SELECT 'export_row', count(*) FROM export_row
UNION ALL
SELECT 'crosswalk', count(*) FROM crosswalk
UNION ALL
SELECT 'parity', count(*) FROM parity
UNION ALL
SELECT 'parity_difference', count(*) FROM parity_difference
