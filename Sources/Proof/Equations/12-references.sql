-- invariant: 12
-- title: What rows refer to is there
-- by: reference
-- needs: SELECT count(*) FROM account
-- left: references
SELECT 'account.company' AS reference, count(company) AS amount FROM account
UNION ALL
SELECT 'account_link.account', count(account) FROM account_link
UNION ALL
SELECT 'account_link.parent', count(parent) FROM account_link
UNION ALL
SELECT 'contact.account', count(account) FROM contact
UNION ALL
SELECT 'address.account', count(account) FROM address
UNION ALL
SELECT 'account_service.account', count(account) FROM account_service
UNION ALL
SELECT 'account_service.service', count(service) FROM account_service
UNION ALL
SELECT 'opening_balance.account', count(account) FROM opening_balance
UNION ALL
SELECT 'invoice.account', count(account) FROM invoice
UNION ALL
SELECT 'debit.account', count(account) FROM debit
UNION ALL
SELECT 'debit.invoice', count(invoice) FROM debit
UNION ALL
SELECT 'debit.service', count(service) FROM debit
UNION ALL
SELECT 'discount.account', count(account) FROM discount
UNION ALL
SELECT 'discount.debit', count(debit) FROM discount
UNION ALL
SELECT 'discount.corrects', count(corrects) FROM discount
UNION ALL
SELECT 'tax_line.debit', count(debit) FROM tax_line
UNION ALL
SELECT 'tax_line.discount', count(discount) FROM tax_line
UNION ALL
SELECT 'payment.account', count(account) FROM payment
UNION ALL
SELECT 'payment_status.payment', count(payment) FROM payment_status
UNION ALL
SELECT 'application.payment', count(payment) FROM application
UNION ALL
SELECT 'application.discount', count(discount) FROM application
UNION ALL
SELECT 'application.invoice', count(invoice) FROM application
UNION ALL
SELECT 'application.opening_balance', count(opening_balance) FROM application
UNION ALL
SELECT 'invoice_void.invoice', count(invoice) FROM invoice_void
UNION ALL
SELECT 'payment_reversal.payment', count(payment) FROM payment_reversal
UNION ALL
SELECT 'refund.account', count(account) FROM refund
UNION ALL
SELECT 'refund.payment', count(payment) FROM refund
UNION ALL
SELECT 'issue.invoice', count(invoice) FROM issue
UNION ALL
SELECT 'issue.discount', count(discount) FROM issue
UNION ALL
SELECT 'stated.account', count(account) FROM stated
UNION ALL
SELECT 'stated.invoice', count(invoice) FROM stated
UNION ALL
SELECT 'usage_counter.account', count(account) FROM usage_counter
UNION ALL
SELECT 'usage_interval.account', count(account) FROM usage_interval
UNION ALL
SELECT 'usage_adjustment.account', count(account) FROM usage_adjustment
UNION ALL
SELECT 'top_off.account', count(account) FROM top_off
UNION ALL
SELECT 'log.account', count(account) FROM log
UNION ALL
SELECT 'ticket.account', count(account) FROM ticket
UNION ALL
SELECT 'job.account', count(account) FROM job
UNION ALL
SELECT 'job.ticket', count(ticket) FROM job
UNION ALL
SELECT 'task.account', count(account) FROM task
UNION ALL
SELECT 'task.ticket', count(ticket) FROM task
UNION ALL
SELECT 'task.job', count(job) FROM task
UNION ALL
SELECT 'scheduled_event.account', count(account) FROM scheduled_event
UNION ALL
SELECT 'contract.account', count(account) FROM contract
UNION ALL
SELECT 'attachment.account', count(account) FROM attachment
UNION ALL
SELECT 'attachment.ticket', count(ticket) FROM attachment
UNION ALL
SELECT 'attachment.job', count(job) FROM attachment
UNION ALL
SELECT 'correspondence.account', count(account) FROM correspondence
UNION ALL
SELECT 'inventory_item.account', count(account) FROM inventory_item
UNION ALL
SELECT 'inventory_item.service', count(service) FROM inventory_item
UNION ALL
SELECT 'radius_account.account', count(account) FROM radius_account
UNION ALL
SELECT 'ip_assignment.account', count(account) FROM ip_assignment
UNION ALL
SELECT 'access_log.account', count(account) FROM access_log
UNION ALL
SELECT 'disconnection.account', count(account) FROM disconnection
UNION ALL
SELECT 'did_assignment.account', count(account) FROM did_assignment
UNION ALL
SELECT 'usage_assignment.account', count(account) FROM usage_assignment
UNION ALL
SELECT 'usage_assignment.policy', count(policy) FROM usage_assignment
UNION ALL
SELECT 'status_change.account', count(account) FROM status_change
UNION ALL
SELECT 'custom_field.account', count(account) FROM custom_field
UNION ALL
SELECT 'call_key.account', count(account) FROM call_key
UNION ALL
SELECT 'cdr.account', count(account) FROM cdr
UNION ALL
SELECT 'rate_deck.base', count(base) FROM rate_deck
UNION ALL
SELECT 'rate.deck', count(deck) FROM rate
UNION ALL
SELECT 'voice_plan.deck', count(deck) FROM voice_plan
UNION ALL
SELECT 'voice_plan.service', count(service) FROM voice_plan
UNION ALL
SELECT 'voice_allowance.plan', count(plan) FROM voice_allowance
UNION ALL
SELECT 'local_prefix.plan', count(plan) FROM local_prefix
UNION ALL
SELECT 'voice_plan_assignment.account', count(account) FROM voice_plan_assignment
UNION ALL
SELECT 'voice_plan_assignment.plan', count(plan) FROM voice_plan_assignment
UNION ALL
SELECT 'call_reversal.call', count(call) FROM call_reversal
UNION ALL
SELECT 'call_reversal.successor', count(successor) FROM call_reversal
UNION ALL
SELECT 'call_charge.call', count(call) FROM call_charge
UNION ALL
SELECT 'call_charge.account', count(account) FROM call_charge
UNION ALL
SELECT 'call_charge.deck', count(deck) FROM call_charge
UNION ALL
SELECT 'call_charge.rate', count(rate) FROM call_charge
UNION ALL
SELECT 'call_billing.call_charge', count(call_charge) FROM call_billing
UNION ALL
SELECT 'call_billing.debit', count(debit) FROM call_billing
UNION ALL
SELECT 'call_export.call', count(call) FROM call_export
UNION ALL
SELECT 'period_close.company', count(company) FROM period_close
UNION ALL
SELECT 'period_report.period_close', count(period_close) FROM period_report
UNION ALL
SELECT 'payment_method.account', count(account) FROM payment_method
UNION ALL
SELECT 'export_row.export_file', count(export_file) FROM export_row
UNION ALL
SELECT 'crosswalk.account', count(account) FROM crosswalk
UNION ALL
SELECT 'parity_difference.parity', count(parity) FROM parity_difference
-- right: references to rows that are there
SELECT 'account.company' AS reference, count(*) AS amount FROM account AS a JOIN company AS b ON b.id = a.company
UNION ALL
SELECT 'account_link.account', count(*) FROM account_link AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'account_link.parent', count(*) FROM account_link AS a JOIN account AS b ON b.id = a.parent
UNION ALL
SELECT 'contact.account', count(*) FROM contact AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'address.account', count(*) FROM address AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'account_service.account', count(*) FROM account_service AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'account_service.service', count(*) FROM account_service AS a JOIN service AS b ON b.id = a.service
UNION ALL
SELECT 'opening_balance.account', count(*) FROM opening_balance AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'invoice.account', count(*) FROM invoice AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'debit.account', count(*) FROM debit AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'debit.invoice', count(*) FROM debit AS a JOIN invoice AS b ON b.id = a.invoice
UNION ALL
SELECT 'debit.service', count(*) FROM debit AS a JOIN service AS b ON b.id = a.service
UNION ALL
SELECT 'discount.account', count(*) FROM discount AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'discount.debit', count(*) FROM discount AS a JOIN debit AS b ON b.id = a.debit
UNION ALL
SELECT 'discount.corrects', count(*) FROM discount AS a JOIN invoice AS b ON b.id = a.corrects
UNION ALL
SELECT 'tax_line.debit', count(*) FROM tax_line AS a JOIN debit AS b ON b.id = a.debit
UNION ALL
SELECT 'tax_line.discount', count(*) FROM tax_line AS a JOIN discount AS b ON b.id = a.discount
UNION ALL
SELECT 'payment.account', count(*) FROM payment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'payment_status.payment', count(*) FROM payment_status AS a JOIN payment AS b ON b.id = a.payment
UNION ALL
SELECT 'application.payment', count(*) FROM application AS a JOIN payment AS b ON b.id = a.payment
UNION ALL
SELECT 'application.discount', count(*) FROM application AS a JOIN discount AS b ON b.id = a.discount
UNION ALL
SELECT 'application.invoice', count(*) FROM application AS a JOIN invoice AS b ON b.id = a.invoice
UNION ALL
SELECT 'application.opening_balance', count(*) FROM application AS a JOIN opening_balance AS b ON b.id = a.opening_balance
UNION ALL
SELECT 'invoice_void.invoice', count(*) FROM invoice_void AS a JOIN invoice AS b ON b.id = a.invoice
UNION ALL
SELECT 'payment_reversal.payment', count(*) FROM payment_reversal AS a JOIN payment AS b ON b.id = a.payment
UNION ALL
SELECT 'refund.account', count(*) FROM refund AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'refund.payment', count(*) FROM refund AS a JOIN payment AS b ON b.id = a.payment
UNION ALL
SELECT 'issue.invoice', count(*) FROM issue AS a JOIN invoice AS b ON b.id = a.invoice
UNION ALL
SELECT 'issue.discount', count(*) FROM issue AS a JOIN discount AS b ON b.id = a.discount
UNION ALL
SELECT 'stated.account', count(*) FROM stated AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'stated.invoice', count(*) FROM stated AS a JOIN invoice AS b ON b.id = a.invoice
UNION ALL
SELECT 'usage_counter.account', count(*) FROM usage_counter AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'usage_interval.account', count(*) FROM usage_interval AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'usage_adjustment.account', count(*) FROM usage_adjustment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'top_off.account', count(*) FROM top_off AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'log.account', count(*) FROM log AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'ticket.account', count(*) FROM ticket AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'job.account', count(*) FROM job AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'job.ticket', count(*) FROM job AS a JOIN ticket AS b ON b.id = a.ticket
UNION ALL
SELECT 'task.account', count(*) FROM task AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'task.ticket', count(*) FROM task AS a JOIN ticket AS b ON b.id = a.ticket
UNION ALL
SELECT 'task.job', count(*) FROM task AS a JOIN job AS b ON b.id = a.job
UNION ALL
SELECT 'scheduled_event.account', count(*) FROM scheduled_event AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'contract.account', count(*) FROM contract AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'attachment.account', count(*) FROM attachment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'attachment.ticket', count(*) FROM attachment AS a JOIN ticket AS b ON b.id = a.ticket
UNION ALL
SELECT 'attachment.job', count(*) FROM attachment AS a JOIN job AS b ON b.id = a.job
UNION ALL
SELECT 'correspondence.account', count(*) FROM correspondence AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'inventory_item.account', count(*) FROM inventory_item AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'inventory_item.service', count(*) FROM inventory_item AS a JOIN service AS b ON b.id = a.service
UNION ALL
SELECT 'radius_account.account', count(*) FROM radius_account AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'ip_assignment.account', count(*) FROM ip_assignment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'access_log.account', count(*) FROM access_log AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'disconnection.account', count(*) FROM disconnection AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'did_assignment.account', count(*) FROM did_assignment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'usage_assignment.account', count(*) FROM usage_assignment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'usage_assignment.policy', count(*) FROM usage_assignment AS a JOIN usage_policy AS b ON b.id = a.policy
UNION ALL
SELECT 'status_change.account', count(*) FROM status_change AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'custom_field.account', count(*) FROM custom_field AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'call_key.account', count(*) FROM call_key AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'cdr.account', count(*) FROM cdr AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'rate_deck.base', count(*) FROM rate_deck AS a JOIN rate_deck AS b ON b.id = a.base
UNION ALL
SELECT 'rate.deck', count(*) FROM rate AS a JOIN rate_deck AS b ON b.id = a.deck
UNION ALL
SELECT 'voice_plan.deck', count(*) FROM voice_plan AS a JOIN rate_deck AS b ON b.id = a.deck
UNION ALL
SELECT 'voice_plan.service', count(*) FROM voice_plan AS a JOIN service AS b ON b.id = a.service
UNION ALL
SELECT 'voice_allowance.plan', count(*) FROM voice_allowance AS a JOIN voice_plan AS b ON b.id = a.plan
UNION ALL
SELECT 'local_prefix.plan', count(*) FROM local_prefix AS a JOIN voice_plan AS b ON b.id = a.plan
UNION ALL
SELECT 'voice_plan_assignment.account', count(*) FROM voice_plan_assignment AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'voice_plan_assignment.plan', count(*) FROM voice_plan_assignment AS a JOIN voice_plan AS b ON b.id = a.plan
UNION ALL
SELECT 'call_reversal.call', count(*) FROM call_reversal AS a JOIN cdr AS b ON b.id = a.call
UNION ALL
SELECT 'call_reversal.successor', count(*) FROM call_reversal AS a JOIN cdr AS b ON b.id = a.successor
UNION ALL
SELECT 'call_charge.call', count(*) FROM call_charge AS a JOIN cdr AS b ON b.id = a.call
UNION ALL
SELECT 'call_charge.account', count(*) FROM call_charge AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'call_charge.deck', count(*) FROM call_charge AS a JOIN rate_deck AS b ON b.id = a.deck
UNION ALL
SELECT 'call_charge.rate', count(*) FROM call_charge AS a JOIN rate AS b ON b.id = a.rate
UNION ALL
SELECT 'call_billing.call_charge', count(*) FROM call_billing AS a JOIN call_charge AS b ON b.id = a.call_charge
UNION ALL
SELECT 'call_billing.debit', count(*) FROM call_billing AS a JOIN debit AS b ON b.id = a.debit
UNION ALL
SELECT 'call_export.call', count(*) FROM call_export AS a JOIN cdr AS b ON b.id = a.call
UNION ALL
SELECT 'period_close.company', count(*) FROM period_close AS a JOIN company AS b ON b.id = a.company
UNION ALL
SELECT 'period_report.period_close', count(*) FROM period_report AS a JOIN period_close AS b ON b.id = a.period_close
UNION ALL
SELECT 'payment_method.account', count(*) FROM payment_method AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'export_row.export_file', count(*) FROM export_row AS a JOIN export_file AS b ON b.id = a.export_file
UNION ALL
SELECT 'crosswalk.account', count(*) FROM crosswalk AS a JOIN account AS b ON b.id = a.account
UNION ALL
SELECT 'parity_difference.parity', count(*) FROM parity_difference AS a JOIN parity AS b ON b.id = a.parity
