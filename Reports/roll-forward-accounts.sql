-- title: Roll-forward of receivables by account
-- about: From the opening to the closing balance of a period, for every account that has any: one column
-- about: for each movement. The column Between is what one account paid for another.
-- kind: pack 3
-- param from date required "First day of the period"
-- param to date required "Last day of the period"
-- param company text optional "Only this company's accounts, by its code"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" width=7
-- column currency id "Cur" width=3
-- column opening money "Opening" total
-- column charges money "Charges" total
-- column taxes money "Taxes" total
-- column discounts money "Discounts" total
-- column adjustments money "Adjustments" total
-- column credit_notes money "Credit notes" total
-- column write_offs money "Write-offs" total
-- column payments money "Payments" total
-- column payment_reversals money "Reversals" total
-- column refunds money "Refunds" total
-- column between_accounts money "Between" total
-- column closing money "Closing" total
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
-- order: company, account
WITH entry AS (
  SELECT ledger_column.*, date >= :from AS is_now
  FROM ledger_column
  WHERE date <= :to
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  company.currency AS currency,
  -- An opening balance that begins within the period opens it: it is no movement of it.
  sum(CASE WHEN is_now THEN opening ELSE amount END) AS opening,
  sum(is_now * charges) AS charges, sum(is_now * taxes) AS taxes,
  sum(is_now * discounts) AS discounts, sum(is_now * adjustments) AS adjustments,
  sum(is_now * credit_notes) AS credit_notes, sum(is_now * write_offs) AS write_offs,
  sum(is_now * payments) AS payments, sum(is_now * payment_reversals) AS payment_reversals,
  sum(is_now * refunds) AS refunds, sum(is_now * between_accounts) AS between_accounts,
  sum(amount) AS closing
FROM entry
JOIN account ON account.id = entry.account
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY account.id, company.id
