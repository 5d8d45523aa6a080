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
WITH movement AS (
  SELECT account, company, movement, date, sum(signed_amount) AS amount
  FROM ledger_entry
  WHERE date <= :to
  GROUP BY account, company, movement, date
)
SELECT account.external_id AS account, account.name AS name, company.code AS company,
  company.currency AS currency,
  -- An opening balance that begins within the period opens it: it is no movement of it.
  sum(CASE WHEN date < :from OR movement = 'opening' THEN amount ELSE 0 END) AS opening,
  sum(CASE WHEN date >= :from AND movement = 'charge' THEN amount ELSE 0 END) AS charges,
  sum(CASE WHEN date >= :from AND movement = 'tax' THEN amount ELSE 0 END) AS taxes,
  sum(CASE WHEN date >= :from AND movement = 'discount' THEN amount ELSE 0 END) AS discounts,
  sum(CASE WHEN date >= :from AND movement = 'adjustment' THEN amount ELSE 0 END) AS adjustments,
  sum(CASE WHEN date >= :from AND movement = 'credit note' THEN amount ELSE 0 END) AS credit_notes,
  sum(CASE WHEN date >= :from AND movement = 'write-off' THEN amount ELSE 0 END) AS write_offs,
  sum(CASE WHEN date >= :from AND movement = 'payment' THEN amount ELSE 0 END) AS payments,
  sum(CASE WHEN date >= :from AND movement = 'payment reversal' THEN amount ELSE 0 END)
    AS payment_reversals,
  sum(CASE WHEN date >= :from AND movement = 'refund' THEN amount ELSE 0 END) AS refunds,
  sum(CASE WHEN date >= :from AND movement = 'between accounts' THEN amount ELSE 0 END)
    AS between_accounts,
  sum(amount) AS closing
FROM movement
JOIN account ON account.id = movement.account
JOIN company ON company.id = movement.company
WHERE :company IS NULL OR company.code = :company
GROUP BY account.id, company.id
