-- title: Invoices come to what their source states
-- left: sum of lines and taxes of invoices with a stated total
-- right: sum of the stated totals
-- needs: SELECT count(*) FROM invoice WHERE total IS NOT NULL
SELECT company.code AS segment, company.currency AS currency,
  (SELECT ifnull(sum(amount), 0) FROM charge WHERE charge.invoice IN (
    SELECT id FROM invoice WHERE total IS NOT NULL AND invoice.company = company.id))
  + (SELECT ifnull(sum(amount), 0) FROM charge_tax WHERE charge_tax.invoice IN (
    SELECT id FROM invoice WHERE total IS NOT NULL AND invoice.company = company.id))
    AS left_side,
  (SELECT ifnull(sum(total), 0) FROM invoice WHERE invoice.company = company.id) AS right_side
FROM company ORDER BY company.code
