-- invariant: 15
-- title: Taxes of the ledger are the tax lines, by jurisdiction
-- by: company, jurisdiction, month
-- detail: account
-- unit: money
-- needs: SELECT count(*) FROM tax_line
-- lacking: SELECT count(*) FROM invoice
-- lacking: WHERE NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- why: the source states no taxes of its invoices
-- left: tax that the ledger charges
SELECT company, ifnull(jurisdiction, 'not stated') AS jurisdiction, substr(date, 1, 7) AS month,
  account, amount
FROM charge_tax
WHERE date <= :as_of
-- right: tax lines of debits
SELECT debit.company AS company, ifnull(tax_line.jurisdiction, 'not stated') AS jurisdiction,
  substr(debit.date, 1, 7) AS month, debit.account AS account, tax_line.amount AS amount
FROM tax_line JOIN debit ON debit.id = tax_line.debit
WHERE debit.date <= :as_of
