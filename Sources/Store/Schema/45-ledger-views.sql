-- The one definition of every balance. Each view lists dated movements: a number "as of" a day is the
-- sum of the movements dated up to that day, and nothing else. No view reads the clock.
--
--   ledger_entry      what changes an account's balance, each entry one exclusive movement (rules §2)
--   open_item_entry   what changes the remaining due of an invoice or an opening balance
--   uninvoiced_entry  what changes the debits that no invoice has yet
--   credit_entry      what changes the available credits
--   ledger_column     the ledger's entries by column of a roll-forward
--   ledger_line       the ledger's entries as a statement lists them
--
-- They tie, per account and day: ledger = open items + uninvoiced - credits.
--
-- The parts of a union have columns of the same types, by CAST where SQLite would not see it: so it asks
-- each part by its own index when only the rows of one account or invoice are wanted.

-- A payment counts from the day on which it succeeded.
CREATE VIEW payment_success AS
SELECT id AS payment, account, company, account_type, date, at, amount
FROM payment
WHERE ifnull(status, 'succeeded') = 'succeeded'
UNION ALL
SELECT id, account, company, account_type,
  CAST((SELECT min(payment_status.date) FROM payment_status
    WHERE payment_status.payment = payment.id AND payment_status.status = 'succeeded') AS TEXT),
  at, amount
FROM payment
WHERE status IN ('pending', 'failed')
  AND EXISTS (SELECT 1 FROM payment_status
    WHERE payment_status.payment = payment.id AND payment_status.status = 'succeeded');

-- Debits and header-only invoices (one line, as billed). `invoiced` is the day from which a charge
-- stands on its invoice: before it, it is uninvoiced.
CREATE VIEW charge AS
SELECT debit.id AS debit, debit.account, debit.company, debit.account_type, debit.invoice,
  debit.date, debit.at, CAST(max(debit.date, invoice.date) AS TEXT) AS invoiced, debit.amount,
  CASE
    WHEN debit.type = 'adjustment' THEN 'adjustment'
    WHEN debit.amount < 0 THEN 'discount'
    ELSE 'charge'
  END AS movement
FROM debit
LEFT JOIN invoice ON invoice.id = debit.invoice
UNION ALL
SELECT CAST(NULL AS INTEGER), invoice.account, invoice.company, invoice.account_type, invoice.id,
  invoice.date, invoice.at, invoice.date, invoice.total, 'charge'
FROM invoice
WHERE invoice.total IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id);

CREATE VIEW charge_tax AS
SELECT tax_line.id AS tax_line, debit.id AS debit, debit.account, debit.company, debit.account_type,
  debit.invoice, debit.date, debit.at, CAST(max(debit.date, invoice.date) AS TEXT) AS invoiced,
  tax_line.amount,
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
-- had taken back already; `tax` is what of it is tax.
CREATE VIEW void_entry AS
SELECT invoice, account, company, account_type, date, net + tax AS amount, tax
FROM (
  SELECT invoice_void.invoice, invoice.account, invoice.company, invoice.account_type,
    CAST(max(invoice_void.date, invoice.date) AS TEXT) AS date,
    coalesce((SELECT sum(amount) FROM debit WHERE debit.invoice = invoice.id), invoice.total, 0)
      - ifnull((SELECT sum(net) FROM discount_total
          WHERE discount_total.invoice = invoice.id AND goes_to = 'invoice'), 0) AS net,
    ifnull((SELECT sum(amount) FROM charge_tax WHERE charge_tax.invoice = invoice.id), 0)
      - ifnull((SELECT sum(tax) FROM discount_total
          WHERE discount_total.invoice = invoice.id AND goes_to = 'invoice'), 0) AS tax
  FROM invoice_void
  JOIN invoice ON invoice.id = invoice_void.invoice
);

-- Applications with both sides. `payer` gives the credit, `debtor` owes the item.
CREATE VIEW applied AS
SELECT application.id AS application, application.payment, application.discount,
  application.invoice, application.opening_balance, application.date, application.amount,
  CAST(ifnull(payment.account, discount.account) AS INTEGER) AS payer,
  CAST(ifnull(payment.company, discount.company) AS INTEGER) AS payer_company,
  CAST(ifnull(payment.account_type, discount.account_type) AS TEXT) AS payer_type,
  CAST(ifnull(invoice.account, opening_balance.account) AS INTEGER) AS debtor,
  CAST(ifnull(invoice.company, opening_balance.company) AS INTEGER) AS debtor_company,
  CAST(ifnull(invoice.account_type, opening_balance.account_type) AS TEXT) AS debtor_type,
  application.voided
FROM application
LEFT JOIN payment ON payment.id = application.payment
LEFT JOIN discount ON discount.id = application.discount
LEFT JOIN invoice ON invoice.id = application.invoice
LEFT JOIN opening_balance ON opening_balance.id = application.opening_balance;

-- What takes an application off again as a whole: taken off by hand, its payment reversed, its
-- invoice voided. The first of them counts. The few reversals and voids are looked at, not all that was
-- applied.
CREATE VIEW application_end AS
SELECT application, min(date) AS date
FROM (
  SELECT id AS application, voided AS date FROM application WHERE voided IS NOT NULL
  UNION ALL
  SELECT application.id, max(payment_reversal.date, application.date)
  FROM payment_reversal
  CROSS JOIN application ON application.payment = payment_reversal.payment
  UNION ALL
  SELECT application.id, max(invoice_void.date, application.date)
  FROM invoice_void
  CROSS JOIN application ON application.invoice = invoice_void.invoice
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
SELECT applied.application, payment, discount, invoice, opening_balance,
  CAST(application_end.date AS TEXT),
  CAST(-(applied.amount - ifnull((SELECT sum(refund_release.amount) FROM refund_release
      WHERE refund_release.application = applied.application), 0)) AS INTEGER),
  payer, payer_company, payer_type, debtor, debtor_company, debtor_type
FROM application_end
JOIN applied ON applied.application = application_end.application
UNION ALL
SELECT applied.application, payment, discount, invoice, opening_balance, refund_release.date,
  CAST(-refund_release.amount AS INTEGER),
  payer, payer_company, payer_type, debtor, debtor_company, debtor_type
FROM refund_release
JOIN applied ON applied.application = refund_release.application;

-- Movements exclude each other. The running balance is ordered by date, at (those without an instant
-- last), entry, row.
CREATE VIEW ledger_entry AS
SELECT account, company, account_type, date, at, CAST(10 AS INTEGER) AS entry, id AS row,
  CAST('opening' AS TEXT) AS movement, amount AS signed_amount, CAST(NULL AS INTEGER) AS invoice
FROM opening_balance
UNION ALL
SELECT account, company, account_type, date, at,
  CAST(CASE WHEN debit IS NULL THEN 22 ELSE 20 END AS INTEGER),
  CAST(ifnull(debit, invoice) AS INTEGER), CAST(movement AS TEXT), amount, invoice
FROM charge
UNION ALL
SELECT account, company, account_type, date, at, CAST(21 AS INTEGER), tax_line, CAST('tax' AS TEXT),
  amount, invoice
FROM charge_tax
UNION ALL
SELECT account, company, account_type, date, at, CAST(30 AS INTEGER), discount,
  CAST(CASE reason
    WHEN 'adjustment' THEN 'adjustment'
    WHEN 'credit-note' THEN 'credit note'
    WHEN 'write-off' THEN 'write-off'
    ELSE 'discount'
  END AS TEXT),
  CAST(-(net + tax) AS INTEGER), invoice
FROM discount_total
UNION ALL
SELECT account, company, account_type, date, CAST(NULL AS INTEGER), CAST(31 AS INTEGER), invoice,
  CAST('discount' AS TEXT), CAST(-amount AS INTEGER), invoice
FROM void_entry
UNION ALL
SELECT account, company, account_type, date, at, CAST(40 AS INTEGER), payment,
  CAST('payment' AS TEXT), CAST(-amount AS INTEGER), CAST(NULL AS INTEGER)
FROM payment_success
UNION ALL
SELECT payment.account, payment.company, payment.account_type, payment_reversal.date,
  CAST(NULL AS INTEGER), CAST(50 AS INTEGER), payment_reversal.id,
  CAST(CASE WHEN ifnull(refunded, 0) THEN 'refund' ELSE 'payment reversal' END AS TEXT),
  payment_reversal.amount, CAST(NULL AS INTEGER)
FROM payment_reversal
JOIN payment ON payment.id = payment_reversal.payment
UNION ALL
SELECT account, company, account_type, date, at, CAST(51 AS INTEGER), id, CAST('refund' AS TEXT),
  amount, CAST(NULL AS INTEGER)
FROM refund
UNION ALL
SELECT payer, payer_company, payer_type, date, CAST(NULL AS INTEGER), CAST(60 AS INTEGER),
  application, CAST('between accounts' AS TEXT), amount, invoice
FROM application_entry
WHERE payer <> debtor
UNION ALL
SELECT debtor, debtor_company, debtor_type, date, CAST(NULL AS INTEGER), CAST(61 AS INTEGER),
  application, CAST('between accounts' AS TEXT), CAST(-amount AS INTEGER), invoice
FROM application_entry
WHERE payer <> debtor;

-- Each entry in the column of its movement, as a roll-forward has them.
CREATE VIEW ledger_column AS
SELECT account, company, date, signed_amount AS amount,
  CASE movement WHEN 'opening' THEN signed_amount ELSE 0 END AS opening,
  CASE movement WHEN 'charge' THEN signed_amount ELSE 0 END AS charges,
  CASE movement WHEN 'tax' THEN signed_amount ELSE 0 END AS taxes,
  CASE movement WHEN 'discount' THEN signed_amount ELSE 0 END AS discounts,
  CASE movement WHEN 'adjustment' THEN signed_amount ELSE 0 END AS adjustments,
  CASE movement WHEN 'credit note' THEN signed_amount ELSE 0 END AS credit_notes,
  CASE movement WHEN 'write-off' THEN signed_amount ELSE 0 END AS write_offs,
  CASE movement WHEN 'payment' THEN signed_amount ELSE 0 END AS payments,
  CASE movement WHEN 'payment reversal' THEN signed_amount ELSE 0 END AS payment_reversals,
  CASE movement WHEN 'refund' THEN signed_amount ELSE 0 END AS refunds,
  CASE movement WHEN 'between accounts' THEN signed_amount ELSE 0 END AS between_accounts
FROM ledger_entry;

-- Each entry with what it is for in words, the number of its invoice, and the tax that goes with it.
CREATE VIEW ledger_line AS
SELECT ledger_entry.account, ledger_entry.company, ledger_entry.date, ledger_entry.at,
  ledger_entry.entry, ledger_entry.row, ledger_entry.movement, ledger_entry.signed_amount,
  invoice.number,
  coalesce(
    debit.description, service.name, tax_line.name, discount.description, payment.description,
    payment.reference, payment.method, payment_reversal.description, refund.description) AS details,
  CASE ledger_entry.entry
    WHEN 20 THEN (SELECT sum(amount) FROM tax_line WHERE tax_line.debit = ledger_entry.row)
    WHEN 30 THEN (SELECT -sum(amount) FROM tax_line WHERE tax_line.discount = ledger_entry.row)
  END AS tax
FROM ledger_entry
LEFT JOIN debit ON ledger_entry.entry = 20 AND debit.id = ledger_entry.row
LEFT JOIN service ON service.id = debit.service
LEFT JOIN tax_line ON ledger_entry.entry = 21 AND tax_line.id = ledger_entry.row
LEFT JOIN discount ON ledger_entry.entry = 30 AND discount.id = ledger_entry.row
LEFT JOIN payment ON ledger_entry.entry = 40 AND payment.id = ledger_entry.row
LEFT JOIN payment_reversal ON ledger_entry.entry = 50 AND payment_reversal.id = ledger_entry.row
LEFT JOIN refund ON ledger_entry.entry = 51 AND refund.id = ledger_entry.row
LEFT JOIN invoice ON invoice.id = ledger_entry.invoice;

CREATE VIEW open_item_entry AS
SELECT account, company, account_type, CAST(NULL AS INTEGER) AS invoice, id AS opening_balance, date,
  amount
FROM opening_balance
WHERE amount > 0
UNION ALL
SELECT account, company, account_type, invoice, CAST(NULL AS INTEGER), invoiced, amount
FROM charge
WHERE invoice IS NOT NULL
UNION ALL
SELECT account, company, account_type, invoice, CAST(NULL AS INTEGER), invoiced, amount
FROM charge_tax
WHERE invoice IS NOT NULL
UNION ALL
SELECT account, company, account_type, invoice, CAST(NULL AS INTEGER), date,
  CAST(-(net + tax) AS INTEGER)
FROM discount_total
WHERE goes_to = 'invoice'
UNION ALL
SELECT account, company, account_type, invoice, CAST(NULL AS INTEGER), date,
  CAST(-amount AS INTEGER)
FROM void_entry
UNION ALL
SELECT debtor, debtor_company, debtor_type, invoice, opening_balance, date, CAST(-amount AS INTEGER)
FROM application_entry;

-- A charge comes on its day, and goes on the day from which it stands on its invoice.
CREATE VIEW uninvoiced_entry AS
SELECT account, company, account_type, CASE step WHEN 'comes' THEN date ELSE invoiced END AS date,
  CASE step WHEN 'comes' THEN amount ELSE -amount END AS amount
FROM (
  SELECT account, company, account_type, date, invoiced, amount FROM charge
  WHERE invoiced IS NULL OR invoiced > date
  UNION ALL
  SELECT account, company, account_type, date, invoiced, amount FROM charge_tax
  WHERE invoiced IS NULL OR invoiced > date
) AS waiting
CROSS JOIN (SELECT 'comes' AS step UNION ALL SELECT 'goes') AS life
WHERE step = 'comes' OR invoiced IS NOT NULL
UNION ALL
SELECT account, company, account_type, date, -(net + tax)
FROM discount_total
WHERE goes_to = 'uninvoiced';

-- `kind` and `item` say which payment, credit, refund without a payment or opening balance it is about.
CREATE VIEW credit_entry AS
SELECT account, company, account_type, CAST('opening' AS TEXT) AS kind, id AS item, date,
  CAST(-amount AS INTEGER) AS amount
FROM opening_balance
WHERE amount < 0
UNION ALL
SELECT account, company, account_type, CAST('payment' AS TEXT), payment, date, amount
FROM payment_success
UNION ALL
SELECT account, company, account_type, CAST('credit' AS TEXT), discount, date,
  CAST(net + tax AS INTEGER)
FROM discount_total
WHERE goes_to = 'credit'
UNION ALL
SELECT payment.account, payment.company, payment.account_type, CAST('payment' AS TEXT), payment.id,
  payment_reversal.date, CAST(-payment_reversal.amount AS INTEGER)
FROM payment_reversal
JOIN payment ON payment.id = payment_reversal.payment
UNION ALL
SELECT account, company, account_type,
  CAST(CASE WHEN payment IS NULL THEN 'refund' ELSE 'payment' END AS TEXT),
  CAST(ifnull(payment, id) AS INTEGER), date, CAST(-amount AS INTEGER)
FROM refund
UNION ALL
SELECT payer, payer_company, payer_type,
  CAST(CASE WHEN payment IS NULL THEN 'credit' ELSE 'payment' END AS TEXT),
  CAST(ifnull(payment, discount) AS INTEGER), date, CAST(-amount AS INTEGER)
FROM application_entry;
