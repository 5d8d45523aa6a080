-- title: The ledger holds what the tables hold
-- left: sum of the ledger's entries but between accounts and voids
-- right: openings + debits + headers + taxes - discounts - payments + reversals + refunds
SELECT company.code AS segment, company.currency AS currency,
  (SELECT ifnull(sum(signed_amount), 0) FROM ledger_entry
    WHERE ledger_entry.company = company.id AND entry < 60 AND entry <> 31) AS left_side,
  (SELECT ifnull(sum(amount), 0) FROM opening_balance o WHERE o.company = company.id)
  + (SELECT ifnull(sum(amount), 0) FROM debit WHERE debit.company = company.id)
  + (SELECT ifnull(sum(total), 0) FROM invoice WHERE invoice.company = company.id
      AND id NOT IN (SELECT invoice FROM debit WHERE invoice IS NOT NULL))
  + (SELECT ifnull(sum(t.amount), 0) FROM tax_line t JOIN debit d ON d.id = t.debit
      WHERE d.company = company.id)
  - (SELECT ifnull(sum(t.amount), 0) FROM tax_line t JOIN discount d ON d.id = t.discount
      WHERE d.company = company.id)
  - (SELECT ifnull(sum(amount), 0) FROM discount WHERE discount.company = company.id)
  - (SELECT ifnull(sum(amount), 0) FROM payment WHERE payment.company = company.id
      AND (ifnull(status, 'succeeded') = 'succeeded' OR id IN (
        SELECT payment FROM payment_status WHERE status = 'succeeded')))
  + (SELECT ifnull(sum(r.amount), 0) FROM payment_reversal r JOIN payment p ON p.id = r.payment
      WHERE p.company = company.id)
  + (SELECT ifnull(sum(amount), 0) FROM refund WHERE refund.company = company.id) AS right_side
FROM company ORDER BY company.code
