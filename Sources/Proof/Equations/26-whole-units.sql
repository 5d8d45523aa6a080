-- invariant: 26
-- title: All money is whole smallest units
-- by: measure
-- needs: SELECT count(*) FROM company
-- left: amounts
SELECT 'opening_balance.amount' AS measure, count(amount) AS amount FROM opening_balance
UNION ALL
SELECT 'invoice.total', count(total) FROM invoice
UNION ALL
SELECT 'debit.unit_price', count(unit_price) FROM debit
UNION ALL
SELECT 'debit.amount', count(amount) FROM debit
UNION ALL
SELECT 'discount.amount', count(amount) FROM discount
UNION ALL
SELECT 'tax_line.base', count(base) FROM tax_line
UNION ALL
SELECT 'tax_line.amount', count(amount) FROM tax_line
UNION ALL
SELECT 'payment.amount', count(amount) FROM payment
UNION ALL
SELECT 'payment.fee', count(fee) FROM payment
UNION ALL
SELECT 'application.amount', count(amount) FROM application
UNION ALL
SELECT 'payment_reversal.amount', count(amount) FROM payment_reversal
UNION ALL
SELECT 'refund.amount', count(amount) FROM refund
UNION ALL
SELECT 'stated.amount', count(amount) FROM stated
-- right: amounts without a fraction
SELECT 'opening_balance.amount' AS measure, count(amount) AS amount FROM opening_balance WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'invoice.total', count(total) FROM invoice WHERE typeof(total) = 'integer'
UNION ALL
SELECT 'debit.unit_price', count(unit_price) FROM debit WHERE typeof(unit_price) = 'integer'
UNION ALL
SELECT 'debit.amount', count(amount) FROM debit WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'discount.amount', count(amount) FROM discount WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'tax_line.base', count(base) FROM tax_line WHERE typeof(base) = 'integer'
UNION ALL
SELECT 'tax_line.amount', count(amount) FROM tax_line WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'payment.amount', count(amount) FROM payment WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'payment.fee', count(fee) FROM payment WHERE typeof(fee) = 'integer'
UNION ALL
SELECT 'application.amount', count(amount) FROM application WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'payment_reversal.amount', count(amount) FROM payment_reversal WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'refund.amount', count(amount) FROM refund WHERE typeof(amount) = 'integer'
UNION ALL
SELECT 'stated.amount', count(amount) FROM stated WHERE typeof(amount) = 'integer'
