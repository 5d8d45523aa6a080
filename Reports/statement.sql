-- title: Statement of account
-- about: The statement as data: the opening balance, each entry with the balance after it, and the
-- about: closing, which is the account balance of the last day.
-- param account text required "The account"
-- param from date required "First accounting date"
-- param to date required "Last accounting date"
-- column date date "Date"
-- column type text "Type" width=14
-- column details text "Details" width=24
-- column invoice id "Invoice"
-- column currency id "Cur" width=3
-- column charge money "Charge" total
-- column credit money "Credit" total
-- column balance money "Balance"
-- hidden place integer
-- hidden entry_order integer
-- order: place, entry_order
WITH entry AS (
  SELECT e.date, e.movement, e.signed_amount AS amount, invoice.number AS invoice,
    coalesce(
      debit.description, service.name, tax_line.name, discount.description, payment.description,
      payment.reference, payment.method, payment_reversal.description, refund.description) AS details,
    company.currency AS currency,
    row_number() OVER (ORDER BY e.date, e.at IS NULL, e.at, e.entry, e.row) AS entry_order
  FROM ledger_entry e
  JOIN account ON account.id = e.account
  JOIN company ON company.id = e.company
  LEFT JOIN debit ON e.entry = 20 AND debit.id = e.row
  LEFT JOIN service ON service.id = debit.service
  LEFT JOIN tax_line ON e.entry = 21 AND tax_line.id = e.row
  LEFT JOIN discount ON e.entry = 30 AND discount.id = e.row
  LEFT JOIN payment ON e.entry = 40 AND payment.id = e.row
  LEFT JOIN payment_reversal ON e.entry = 50 AND payment_reversal.id = e.row
  LEFT JOIN refund ON e.entry = 51 AND refund.id = e.row
  LEFT JOIN invoice ON invoice.id = e.invoice
  WHERE account.external_id = :account AND e.date <= :to
),
holder AS (
  SELECT company.currency AS currency
  FROM account JOIN company ON company.id = account.company
  WHERE account.external_id = :account
)
SELECT :from AS date, 'opening' AS type, NULL AS details, NULL AS invoice, currency, NULL AS charge,
  NULL AS credit, ifnull((SELECT sum(amount) FROM entry WHERE date < :from), 0) AS balance,
  1 AS place, 0 AS entry_order
FROM holder
UNION ALL
SELECT date, movement, details, invoice, currency, CASE WHEN amount > 0 THEN amount END,
  CASE WHEN amount <= 0 THEN -amount END, balance, 2, entry_order
FROM (SELECT entry.*, sum(amount) OVER (ORDER BY entry_order) AS balance FROM entry)
WHERE date >= :from
UNION ALL
SELECT :to, 'closing', NULL, NULL, currency, NULL, NULL,
  ifnull((SELECT sum(amount) FROM entry), 0), 3, 0
FROM holder
