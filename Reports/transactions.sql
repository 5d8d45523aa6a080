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
WITH line AS (
  SELECT ledger_line.*, account.external_id AS number_of, account.name AS name,
    company.currency AS currency, company.code AS code
  FROM ledger_line
  JOIN account ON account.id = ledger_line.account
  JOIN company ON company.id = ledger_line.company
  WHERE (:account IS NULL OR account.external_id = :account)
    AND (:to IS NULL OR ledger_line.date <= :to)
),
entry AS (
  SELECT line.*, sum(signed_amount) OVER ledger_order AS balance,
    row_number() OVER ledger_order AS entry_order
  FROM line
  WINDOW ledger_order AS (PARTITION BY account ORDER BY date, at IS NULL, at, entry, row
    ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
)
SELECT number_of AS account, name, date, at, movement AS type, details, number AS invoice, currency,
  signed_amount AS amount, tax, balance, code AS company, entry, row AS "row", entry_order
FROM entry
WHERE :from IS NULL OR date >= :from
