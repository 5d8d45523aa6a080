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
WITH line AS (
  SELECT ledger_line.*, company.currency AS currency
  FROM ledger_line
  JOIN account ON account.id = ledger_line.account
  JOIN company ON company.id = ledger_line.company
  WHERE account.external_id = :account AND ledger_line.date <= :to
),
entry AS (
  SELECT line.*, row_number() OVER ledger_order AS entry_order,
    sum(signed_amount) OVER ledger_order AS balance
  FROM line
  WINDOW ledger_order AS (ORDER BY date, at IS NULL, at, entry, row
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
),
holder AS (
  SELECT company.currency AS currency
  FROM account JOIN company ON company.id = account.company
  WHERE account.external_id = :account
)
SELECT :from AS date, 'opening' AS type, NULL AS details, NULL AS invoice, currency, NULL AS charge,
  NULL AS credit, ifnull((SELECT sum(signed_amount) FROM entry WHERE date < :from), 0) AS balance,
  1 AS place, 0 AS entry_order
FROM holder
UNION ALL
SELECT date, movement, details, number, currency,
  CASE WHEN signed_amount > 0 THEN signed_amount END,
  CASE WHEN signed_amount <= 0 THEN -signed_amount END, balance, 2, entry_order
FROM entry
WHERE date >= :from
UNION ALL
SELECT :to, 'closing', NULL, NULL, currency, NULL, NULL,
  ifnull((SELECT sum(signed_amount) FROM entry), 0), 3, 0
FROM holder
