-- title: Transactions
-- about: Every entry of the ledger with the balance of its account after it, in the order of the ledger:
-- about: accounting date, time, entry. What an account owes grows by positive amounts.
-- param account text optional "Only this account"
-- param from date optional "First accounting date; the balance counts what came before"
-- param to date optional "Last accounting date"
-- column account id "Account"
-- column name text "Name" detail
-- column date date "Date"
-- column at instant "Time" detail
-- column type text "Type" width=14
-- column details text "Details" width=24
-- column invoice id "Invoice"
-- column currency id "Cur" width=3 detail
-- column amount money "Amount" total
-- column tax money "Tax" total detail
-- column balance money "Balance"
-- hidden company text
-- hidden entry integer
-- hidden row integer
-- hidden entry_order integer
-- order: account, date, entry_order
SELECT account, name, date, at, type, details, invoice, currency, amount, tax, balance, company, entry,
  "row", entry_order
FROM (
  SELECT account.external_id AS account, account.name AS name, e.date AS date, e.at AS at,
    e.movement AS type, e.entry AS entry, e.row AS "row",
    coalesce(
      debit.description, service.name, tax_line.name, discount.description,
      payment.description, payment.reference, payment.method, payment_reversal.description,
      refund.description) AS details,
    invoice.number AS invoice, company.currency AS currency, company.code AS company,
    e.signed_amount AS amount,
    CASE e.entry
      WHEN 20 THEN
        (SELECT sum(t.amount) FROM tax_line t WHERE t.debit = e.row)
      WHEN 30 THEN
        (SELECT -sum(t.amount) FROM tax_line t WHERE t.discount = e.row)
    END AS tax,
    sum(e.signed_amount) OVER ledger_order AS balance,
    row_number() OVER ledger_order AS entry_order
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
  WHERE (:account IS NULL OR account.external_id = :account) AND (:to IS NULL OR e.date <= :to)
  WINDOW ledger_order AS (
    PARTITION BY e.account ORDER BY e.date, e.at IS NULL, e.at, e.entry, e.row
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
WHERE :from IS NULL OR date >= :from
