-- title: Roll-forward of receivables
-- about: From the opening to the closing balance of a period, one column for each movement: they
-- about: exclude each other, and together they are the difference.
-- kind: pack 1
-- param from date required "First day of the period"
-- param to date required "Last day of the period"
-- param company text optional "Only this company's accounts, by its code"
-- column company id "Company" width=7
-- column currency id "Cur" width=3
-- column opening money "Opening"
-- column charges money "Charges"
-- column taxes money "Taxes"
-- column discounts money "Discounts"
-- column adjustments money "Adjustments"
-- column credit_notes money "Credit notes"
-- column write_offs money "Write-offs"
-- column payments money "Payments"
-- column payment_reversals money "Reversals"
-- column refunds money "Refunds"
-- column between_accounts money "Between"
-- column closing money "Closing"
-- explain charges: ledger-entries movement='charge'
-- explain taxes: ledger-entries movement='tax'
-- explain discounts: ledger-entries movement='discount'
-- explain adjustments: ledger-entries movement='adjustment'
-- explain credit_notes: ledger-entries movement='credit note'
-- explain write_offs: ledger-entries movement='write-off'
-- explain payments: ledger-entries movement='payment'
-- explain payment_reversals: ledger-entries movement='payment reversal'
-- explain refunds: ledger-entries movement='refund'
-- explain between_accounts: ledger-entries movement='between accounts'
-- order: company
WITH entry AS (
  SELECT ledger_column.*, date >= :from AS is_now
  FROM ledger_column
  WHERE date <= :to
)
SELECT company.code AS company, company.currency AS currency,
  -- An opening balance that begins within the period opens it: it is no movement of it.
  sum(CASE WHEN is_now THEN opening ELSE amount END) AS opening,
  sum(is_now * charges) AS charges, sum(is_now * taxes) AS taxes,
  sum(is_now * discounts) AS discounts, sum(is_now * adjustments) AS adjustments,
  sum(is_now * credit_notes) AS credit_notes, sum(is_now * write_offs) AS write_offs,
  sum(is_now * payments) AS payments, sum(is_now * payment_reversals) AS payment_reversals,
  sum(is_now * refunds) AS refunds, sum(is_now * between_accounts) AS between_accounts,
  sum(amount) AS closing
FROM entry
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id
