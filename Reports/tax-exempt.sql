-- title: Sales without tax, by reason
-- about: What a month billed without tax, by why: the reason that the tax line states, else the customer's
-- about: or the service's exemption as the store has it, else none is stated. Beside it what was taxed.
-- kind: pack 13
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column company id "Company" width=7
-- column reason id "Reason"
-- column currency id "Cur" width=3
-- column lines integer "Lines"
-- column amount money "Sales" total
-- column prior money "Month before" total
-- order: company, reason
WITH line AS (
  SELECT revenue_entry.company, revenue_entry.date >= :from AS is_now, revenue_entry.amount, class,
    CASE
      WHEN EXISTS (SELECT 1 FROM tax_line WHERE tax_line.debit = revenue_entry.debit
        AND tax_line.amount <> 0) THEN 'taxed'
      ELSE coalesce(
        (SELECT min(coalesce(exemption, category)) FROM tax_line
          WHERE tax_line.debit = revenue_entry.debit),
        CASE WHEN account.tax_exempt = 1 THEN 'customer is exempt' END,
        CASE WHEN service.taxable = 0 THEN 'service is not taxed' END, 'not stated')
    END AS reason
  FROM revenue_entry
  JOIN account ON account.id = revenue_entry.account
  LEFT JOIN service ON service.id = revenue_entry.service
  WHERE revenue_entry.date BETWEEN add_months(:from, -1, 1) AND :to
    AND class IN ('charge', 'adjustment', 'discount') AND revenue_entry.discount IS NULL
    AND (is_legacy = 0 OR :include_legacy = 1)
)
SELECT company.code AS company, reason, company.currency AS currency, sum(is_now) AS lines,
  sum(CASE WHEN is_now THEN amount ELSE 0 END) AS amount,
  sum(CASE WHEN is_now THEN 0 ELSE amount END) AS prior
FROM line
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, reason
