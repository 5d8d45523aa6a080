-- The one definition of every balance. Each view lists dated movements: a number "as of" a day is the
-- sum of the movements dated up to that day, and nothing else. No view reads the clock.
--
--   ledger_entry      what changes an account's balance, each entry one exclusive movement (rules §2)
--   open_item_entry   what changes the remaining due of an invoice or an opening balance
--   uninvoiced_entry  what changes the debits that no invoice has yet
--   credit_entry      what changes the available credits
--
-- They tie, per account and day: ledger = open items + uninvoiced - credits.

-- A payment counts from the day on which it succeeded.
CREATE VIEW payment_success AS
SELECT id AS payment, account, company, account_type, date, at, amount
FROM payment
WHERE ifnull(status, 'succeeded') = 'succeeded'
UNION ALL
SELECT payment.id, payment.account, payment.company, payment.account_type,
  min(payment_status.date), payment.at, payment.amount
FROM payment
JOIN payment_status ON payment_status.payment = payment.id AND payment_status.status = 'succeeded'
WHERE payment.status IN ('pending', 'failed')
GROUP BY payment.id;

-- Debits and header-only invoices (one line, as billed). `invoiced` is the day from which a charge
-- stands on its invoice: before it, it is uninvoiced.
CREATE VIEW charge AS
SELECT debit.id AS debit, debit.account, debit.company, debit.account_type, debit.invoice,
  debit.date, debit.at, max(debit.date, invoice.date) AS invoiced, debit.amount,
  CASE
    WHEN debit.type = 'adjustment' THEN 'adjustment'
    WHEN debit.amount < 0 THEN 'discount'
    ELSE 'charge'
  END AS movement
FROM debit
LEFT JOIN invoice ON invoice.id = debit.invoice
UNION ALL
SELECT NULL, invoice.account, invoice.company, invoice.account_type, invoice.id,
  invoice.date, invoice.at, invoice.date, invoice.total, 'charge'
FROM invoice
WHERE invoice.total IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id);

CREATE VIEW charge_tax AS
SELECT tax_line.id AS tax_line, debit.id AS debit, debit.account, debit.company, debit.account_type,
  debit.invoice, debit.date, debit.at, max(debit.date, invoice.date) AS invoiced, tax_line.amount,
  tax_line.name, tax_line.jurisdiction, tax_line.rate, tax_line.base
FROM tax_line
JOIN debit ON debit.id = tax_line.debit
LEFT JOIN invoice ON invoice.id = debit.invoice;

-- A discount with its tax. One that reverses a debit goes to that debit's invoice by itself, unless
-- applications say where it went; `invoice` is that invoice.
CREATE VIEW discount_total AS
SELECT discount.id AS discount, discount.account, discount.company, discount.account_type,
  discount.date, discount.at, discount.reason, discount.debit,
  discount.amount AS net,
  ifnull((SELECT sum(amount) FROM tax_line WHERE tax_line.discount = discount.id), 0) AS tax,
  CASE
    WHEN discount.debit IS NULL THEN 'credit'
    WHEN EXISTS (SELECT 1 FROM application WHERE application.discount = discount.id) THEN 'credit'
    WHEN debit.invoice IS NULL THEN 'uninvoiced'
    ELSE 'invoice'
  END AS goes_to,
  debit.invoice
FROM discount
LEFT JOIN debit ON debit.id = discount.debit;

-- Voiding takes back, on its day, what the invoice's charges and taxes come to, less what reversals
-- had taken back already.
CREATE VIEW void_entry AS
SELECT invoice_void.invoice, invoice.account, invoice.company, invoice.account_type,
  max(invoice_void.date, invoice.date) AS date,
  ifnull((SELECT sum(amount) FROM charge WHERE charge.invoice = invoice.id), 0)
    + ifnull((SELECT sum(amount) FROM charge_tax WHERE charge_tax.invoice = invoice.id), 0)
    - ifnull((SELECT sum(net + tax) FROM discount_total
        WHERE discount_total.invoice = invoice.id AND goes_to = 'invoice'), 0) AS amount
FROM invoice_void
JOIN invoice ON invoice.id = invoice_void.invoice;

-- Applications with both sides. `payer` gives the credit, `debtor` owes the item.
CREATE VIEW applied AS
SELECT application.id AS application, application.payment, application.discount,
  application.invoice, application.opening_balance, application.date, application.amount,
  ifnull(payment.account, discount.account) AS payer,
  ifnull(payment.company, discount.company) AS payer_company,
  ifnull(payment.account_type, discount.account_type) AS payer_type,
  ifnull(invoice.account, opening_balance.account) AS debtor,
  ifnull(invoice.company, opening_balance.company) AS debtor_company,
  ifnull(invoice.account_type, opening_balance.account_type) AS debtor_type,
  application.voided
FROM application
LEFT JOIN payment ON payment.id = application.payment
LEFT JOIN discount ON discount.id = application.discount
LEFT JOIN invoice ON invoice.id = application.invoice
LEFT JOIN opening_balance ON opening_balance.id = application.opening_balance;

-- What takes an application off again as a whole: taken off by hand, its payment reversed, its
-- invoice voided. The first of them counts.
CREATE VIEW application_end AS
SELECT application, min(date) AS date
FROM (
  SELECT id AS application, voided AS date FROM application WHERE voided IS NOT NULL
  UNION ALL
  SELECT application.id, max(payment_reversal.date, application.date)
  FROM payment_reversal
  JOIN application ON application.payment = payment_reversal.payment
  UNION ALL
  SELECT application.id, max(invoice_void.date, application.date)
  FROM invoice_void
  JOIN application ON application.invoice = invoice_void.invoice
)
GROUP BY application;

-- Refunding applied money first takes its applications off, the newest first, as far as the refund
-- is more than what the payment still had.
CREATE VIEW refund_release AS
SELECT application, date, min(amount, wanted - newer) AS amount
FROM (
  SELECT applied.application, refund.date, applied.amount,
    refund.amount - (payment.amount - sum(applied.amount) OVER (PARTITION BY refund.id)) AS wanted,
    sum(applied.amount) OVER (
      PARTITION BY refund.id ORDER BY applied.date DESC, applied.application DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - applied.amount AS newer
  FROM refund
  JOIN payment ON payment.id = refund.payment
  JOIN applied ON applied.payment = payment.id AND applied.date <= refund.date
  LEFT JOIN application_end ON application_end.application = applied.application
  WHERE application_end.date IS NULL OR application_end.date > refund.date
)
WHERE wanted > newer;

-- The dated life of every application: put on, and taken off again (negative).
CREATE VIEW application_entry AS
SELECT application, payment, discount, invoice, opening_balance, date, amount,
  payer, payer_company, payer_type, debtor, debtor_company, debtor_type
FROM applied
UNION ALL
SELECT applied.application, payment, discount, invoice, opening_balance, application_end.date,
  -(applied.amount - ifnull((SELECT sum(refund_release.amount) FROM refund_release
      WHERE refund_release.application = applied.application), 0)),
  payer, payer_company, payer_type, debtor, debtor_company, debtor_type
FROM application_end
JOIN applied ON applied.application = application_end.application
UNION ALL
SELECT applied.application, payment, discount, invoice, opening_balance, refund_release.date,
  -refund_release.amount,
  payer, payer_company, payer_type, debtor, debtor_company, debtor_type
FROM refund_release
JOIN applied ON applied.application = refund_release.application;

-- Movements exclude each other. The running balance is ordered by date, at (those without an instant
-- last), entry, row.
CREATE VIEW ledger_entry AS
SELECT account, company, account_type, date, at, 10 AS entry, id AS row, 'opening' AS movement,
  amount AS signed_amount, NULL AS invoice
FROM opening_balance
UNION ALL
SELECT account, company, account_type, date, at, CASE WHEN debit IS NULL THEN 22 ELSE 20 END,
  ifnull(debit, invoice), movement, amount,
  invoice
FROM charge
UNION ALL
SELECT account, company, account_type, date, at, 21, tax_line, 'tax', amount, invoice
FROM charge_tax
UNION ALL
SELECT account, company, account_type, date, at, 30, discount,
  CASE reason
    WHEN 'adjustment' THEN 'adjustment'
    WHEN 'credit-note' THEN 'credit note'
    WHEN 'write-off' THEN 'write-off'
    ELSE 'discount'
  END,
  -(net + tax), invoice
FROM discount_total
UNION ALL
SELECT account, company, account_type, date, NULL, 31, invoice, 'discount', -amount, invoice
FROM void_entry
UNION ALL
SELECT account, company, account_type, date, at, 40, payment, 'payment', -amount, NULL
FROM payment_success
UNION ALL
SELECT payment.account, payment.company, payment.account_type, payment_reversal.date, NULL,
  50, payment_reversal.id,
  CASE WHEN ifnull(refunded, 0) THEN 'refund' ELSE 'payment reversal' END,
  payment_reversal.amount, NULL
FROM payment_reversal
JOIN payment ON payment.id = payment_reversal.payment
UNION ALL
SELECT account, company, account_type, date, at, 51, id, 'refund', amount, NULL
FROM refund
UNION ALL
SELECT payer, payer_company, payer_type, date, NULL, 60, application, 'between accounts', amount,
  invoice
FROM application_entry
WHERE payer <> debtor
UNION ALL
SELECT debtor, debtor_company, debtor_type, date, NULL, 61, application, 'between accounts', -amount,
  invoice
FROM application_entry
WHERE payer <> debtor;

CREATE VIEW open_item_entry AS
SELECT account, company, account_type, NULL AS invoice, id AS opening_balance, date, amount
FROM opening_balance
WHERE amount > 0
UNION ALL
SELECT account, company, account_type, invoice, NULL, invoiced, amount
FROM charge
WHERE invoice IS NOT NULL
UNION ALL
SELECT account, company, account_type, invoice, NULL, invoiced, amount
FROM charge_tax
WHERE invoice IS NOT NULL
UNION ALL
SELECT account, company, account_type, invoice, NULL, date, -(net + tax)
FROM discount_total
WHERE goes_to = 'invoice'
UNION ALL
SELECT account, company, account_type, invoice, NULL, date, -amount
FROM void_entry
UNION ALL
SELECT debtor, debtor_company, debtor_type, invoice, opening_balance, date, -amount
FROM application_entry;

CREATE VIEW uninvoiced_entry AS
SELECT account, company, account_type, date, amount
FROM charge
WHERE invoiced IS NULL OR invoiced > date
UNION ALL
SELECT account, company, account_type, invoiced, -amount
FROM charge
WHERE invoiced > date
UNION ALL
SELECT account, company, account_type, date, amount
FROM charge_tax
WHERE invoiced IS NULL OR invoiced > date
UNION ALL
SELECT account, company, account_type, invoiced, -amount
FROM charge_tax
WHERE invoiced > date
UNION ALL
SELECT account, company, account_type, date, -(net + tax)
FROM discount_total
WHERE goes_to = 'uninvoiced';

CREATE VIEW credit_entry AS
SELECT account, company, account_type, date, -amount AS amount
FROM opening_balance
WHERE amount < 0
UNION ALL
SELECT account, company, account_type, date, amount
FROM payment_success
UNION ALL
SELECT account, company, account_type, date, net + tax
FROM discount_total
WHERE goes_to = 'credit'
UNION ALL
SELECT payment.account, payment.company, payment.account_type, payment_reversal.date,
  -payment_reversal.amount
FROM payment_reversal
JOIN payment ON payment.id = payment_reversal.payment
UNION ALL
SELECT account, company, account_type, date, -amount
FROM refund
UNION ALL
SELECT payer, payer_company, payer_type, date, -amount
FROM application_entry;
