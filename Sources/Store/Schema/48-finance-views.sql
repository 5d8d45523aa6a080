-- What a month's reports and its journal are made of: each line of revenue and each line of tax, with
-- what they are grouped by, dated, and signed as the ledger signs them. Like the ledger's own views they
-- list dated movements, and read no clock.
--
--   revenue_entry   lines, discounts, reversals and voids, without their tax
--   revenue_column  the same by column of a report of revenue
--   tax_movement    the tax of all of these, by jurisdiction
--   tax_entry       the same, and whether it is history of another system
--   debit_code      the general-ledger code of a debit
--
-- They tie: revenue_entry + tax_entry = charges, taxes, discounts, adjustments, credit notes and
-- write-offs of ledger_entry.

-- Up to which day the entries of a source are history that another system made (rules §7): its own
-- cut-over, or what the company's books were closed through.
CREATE VIEW legacy_through AS
SELECT source.id AS source, company.id AS company,
  max(ifnull(source.cut_over, ''), ifnull(
    (SELECT max(last) FROM period_close
      WHERE period_close.company = company.id AND legacy = 1 AND reopened IS NULL), '')) AS last
FROM source, company;

-- The general-ledger code of a debit is its own, else its service's; of one that names no service, such
-- as calls of an account without a plan, it is that of the services of its type, where these have one.
CREATE VIEW debit_code AS
SELECT debit.id AS debit, coalesce(debit.gl_code, service.gl_code,
  CASE WHEN debit.service IS NULL THEN (
    SELECT min(sold.gl_code) FROM service AS sold
    WHERE sold.source = debit.source AND sold.type = debit.type
    HAVING count(DISTINCT sold.gl_code) = 1) END) AS code
FROM debit
LEFT JOIN service ON service.id = debit.service;

-- `class` is what happened: charge, adjustment, discount, goodwill, reversal, credit note, write-off,
-- void. A negative line of an invoice is a discount. A reversal and a void go back to what the line was.
CREATE VIEW revenue_entry AS
SELECT entry.source, entry.company, entry.account, entry.account_type, entry.date, class,
  entry.debit, discount, invoice, type, service,
  coalesce(own_code, (SELECT code FROM debit_code WHERE debit_code.debit = entry.debit)) AS code,
  quantity, amount, pays_from, pays_to, entry.date <= legacy_through.last AS is_legacy
FROM (
  SELECT debit.source, debit.company, debit.account, debit.account_type, debit.date,
    CASE
      WHEN debit.type = 'adjustment' THEN 'adjustment'
      WHEN debit.amount < 0 THEN 'discount'
      ELSE 'charge'
    END AS class,
    debit.id AS debit, NULL AS discount, debit.invoice, debit.type, debit.service,
    debit.gl_code AS own_code, ifnull(debit.quantity, 1000000) AS quantity, debit.amount,
    debit.pays_from, debit.pays_to
  FROM debit
  UNION ALL
  -- An invoice without lines is one line, as billed.
  SELECT source, company, account, account_type, date, 'charge', NULL,
    NULL, id, NULL, NULL, NULL, 1000000,
    total, coverage_from, coverage_to
  FROM invoice
  WHERE total IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
  UNION ALL
  SELECT discount.source, discount.company, discount.account, discount.account_type, discount.date,
    CASE discount.reason WHEN 'credit-note' THEN 'credit note' ELSE discount.reason END,
    discount.debit, discount.id, ifnull(debit.invoice, discount.corrects),
    debit.type, debit.service, discount.gl_code, 0, -discount.amount,
    debit.pays_from, debit.pays_to
  FROM discount
  LEFT JOIN debit ON debit.id = discount.debit
  UNION ALL
  SELECT debit.source, void_entry.company, void_entry.account, void_entry.account_type,
    void_entry.date, 'void', debit.id, NULL, void_entry.invoice, debit.type,
    debit.service, debit.gl_code, -ifnull(debit.quantity, 1000000),
    -(debit.amount - ifnull((SELECT sum(net) FROM discount_total
        WHERE discount_total.debit = debit.id AND goes_to = 'invoice'), 0)),
    debit.pays_from, debit.pays_to
  FROM void_entry
  JOIN debit ON debit.invoice = void_entry.invoice
  UNION ALL
  SELECT invoice.source, void_entry.company, void_entry.account, void_entry.account_type,
    void_entry.date, 'void', NULL, NULL, invoice.id,
    NULL, NULL, NULL, -1000000,
    -invoice.total, coverage_from, coverage_to
  FROM void_entry
  JOIN invoice ON invoice.id = void_entry.invoice
  WHERE invoice.total IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
) AS entry
JOIN legacy_through
  ON legacy_through.source = entry.source AND legacy_through.company = entry.company;

-- Each entry in the column of a report of revenue; write-offs are none of it.
CREATE VIEW revenue_column AS
SELECT company, date, code, type, service, is_legacy,
  CASE class WHEN 'charge' THEN 1 ELSE 0 END AS lines,
  CASE class WHEN 'charge' THEN quantity ELSE 0 END AS quantity,
  CASE class WHEN 'charge' THEN amount ELSE 0 END AS gross,
  CASE WHEN class IN ('discount', 'goodwill') THEN amount ELSE 0 END AS discounts,
  CASE WHEN class IN ('reversal', 'credit note', 'void') THEN amount ELSE 0 END AS credits,
  CASE class WHEN 'adjustment' THEN amount ELSE 0 END AS adjustments,
  amount AS net
FROM revenue_entry
WHERE class <> 'write-off';

CREATE VIEW tax_movement AS
SELECT debit.source, debit.company, debit.account, debit.account_type, debit.date,
  CAST('charge' AS TEXT) AS class, debit.id AS debit, CAST(NULL AS INTEGER) AS discount, debit.invoice,
  tax_line.id AS tax_line,
  tax_line.name, tax_line.jurisdiction, tax_line.rate, tax_line.base, tax_line.amount,
  tax_line.category, tax_line.exemption
FROM debit
CROSS JOIN tax_line ON tax_line.debit = debit.id
UNION ALL
-- What reverses a line belongs to its invoice, any other credit to the one that it corrects.
SELECT discount.source, discount.company, discount.account, discount.account_type, discount.date,
  CAST(CASE discount.reason WHEN 'credit-note' THEN 'credit note' ELSE discount.reason END AS TEXT),
  discount.debit, discount.id, debit.invoice,
  tax_line.id, tax_line.name, tax_line.jurisdiction, tax_line.rate,
  CAST(-tax_line.base AS INTEGER), CAST(-tax_line.amount AS INTEGER),
  tax_line.category, tax_line.exemption
FROM tax_line
JOIN discount ON discount.id = tax_line.discount
JOIN debit ON debit.id = discount.debit
WHERE debit.invoice IS NOT NULL
UNION ALL
SELECT discount.source, discount.company, discount.account, discount.account_type, discount.date,
  CAST(CASE discount.reason WHEN 'credit-note' THEN 'credit note' ELSE discount.reason END AS TEXT),
  discount.debit, discount.id, discount.corrects,
  tax_line.id, tax_line.name, tax_line.jurisdiction, tax_line.rate,
  CAST(-tax_line.base AS INTEGER), CAST(-tax_line.amount AS INTEGER),
  tax_line.category, tax_line.exemption
FROM tax_line
JOIN discount ON discount.id = tax_line.discount
LEFT JOIN debit ON debit.id = discount.debit
WHERE debit.invoice IS NULL
UNION ALL
SELECT debit.source, void_entry.company, void_entry.account, void_entry.account_type,
  void_entry.date, CAST('void' AS TEXT), debit.id, CAST(NULL AS INTEGER), void_entry.invoice,
  tax_line.id, tax_line.name, tax_line.jurisdiction, tax_line.rate,
  CAST(-tax_line.base AS INTEGER), CAST(-tax_line.amount AS INTEGER),
  tax_line.category, tax_line.exemption
FROM void_entry
CROSS JOIN debit ON debit.invoice = void_entry.invoice
CROSS JOIN tax_line ON tax_line.debit = debit.id
UNION ALL
-- What reversals had returned already, the void does not return again.
SELECT debit.source, void_entry.company, void_entry.account, void_entry.account_type,
  void_entry.date, CAST('void' AS TEXT), debit.id, discount_total.discount, void_entry.invoice,
  tax_line.id, tax_line.name, tax_line.jurisdiction, tax_line.rate, tax_line.base, tax_line.amount,
  tax_line.category, tax_line.exemption
FROM void_entry
CROSS JOIN debit ON debit.invoice = void_entry.invoice
CROSS JOIN discount_total ON discount_total.debit = debit.id AND goes_to = 'invoice'
CROSS JOIN tax_line ON tax_line.discount = discount_total.discount;

CREATE VIEW tax_entry AS
SELECT tax_movement.*, tax_movement.date <= legacy_through.last AS is_legacy
FROM tax_movement
JOIN legacy_through ON legacy_through.source = tax_movement.source
  AND legacy_through.company = tax_movement.company;

-- What came too late for the books that it is dated in, with the day that its file states.
CREATE VIEW late_entry AS
SELECT batch_redated.batch, batch_redated.kind, batch_redated.row, batch_redated.line,
  batch_redated.stated, batch_redated.date, entry.account, entry.company, entry.reference, entry.amount
FROM batch_redated
CROSS JOIN (
  SELECT CAST('opening_balance' AS TEXT) AS kind, id, account, company,
    CAST(NULL AS TEXT) AS reference, amount
  FROM opening_balance
  UNION ALL
  SELECT CAST('invoice' AS TEXT), id, account, company, number, total FROM invoice
  UNION ALL
  SELECT CAST('debit' AS TEXT), id, account, company, external_id, amount FROM debit
  UNION ALL
  SELECT CAST('discount' AS TEXT), id, account, company, external_id, CAST(-amount AS INTEGER)
  FROM discount
  UNION ALL
  SELECT CAST('payment' AS TEXT), id, account, company,
    CAST(coalesce(external_id, reference) AS TEXT), CAST(-amount AS INTEGER)
  FROM payment
  UNION ALL
  SELECT CAST('refund' AS TEXT), id, account, company, external_id, amount FROM refund
  UNION ALL
  SELECT CAST('payment_reversal' AS TEXT), payment_reversal.id, payment.account, payment.company,
    payment_reversal.external_id, payment_reversal.amount
  FROM payment_reversal JOIN payment ON payment.id = payment_reversal.payment
  UNION ALL
  SELECT CAST('payment_status' AS TEXT), payment_status.id, payment.account, payment.company,
    payment.external_id, CAST(NULL AS INTEGER)
  FROM payment_status JOIN payment ON payment.id = payment_status.payment
  UNION ALL
  SELECT CAST('application' AS TEXT), application, debtor, debtor_company, CAST(NULL AS TEXT), amount
  FROM applied
  UNION ALL
  SELECT CAST('invoice_void' AS TEXT), invoice_void.id, invoice.account, invoice.company,
    invoice.number, CAST(NULL AS INTEGER)
  FROM invoice_void JOIN invoice ON invoice.id = invoice_void.invoice
) AS entry
WHERE entry.kind = batch_redated.kind AND entry.id = batch_redated.row;
