-- title: Revenue by service
-- about: What a month billed, without tax: charges, what was taken off them by discounts, by credits
-- about: (reversals, credit notes, voids) and by adjustments, and what is left. Opening balances,
-- about: write-offs and history of another system (rules of the cut-over) are none of it.
-- kind: pack 7
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column company id "Company" width=7
-- column service id "Service"
-- column service_name text "Name"
-- column currency id "Cur" width=3
-- column lines integer "Lines"
-- column quantity quantity "Quantity" detail
-- column gross money "Charges" total
-- column discounts money "Discounts" total
-- column credits money "Credits" total
-- column adjustments money "Adjustments" total
-- column net money "Net" total
-- column prior money "Month before" total
-- explain net: revenue-lines service=service
-- order: company, service
WITH entry AS (
  SELECT revenue_entry.company, ifnull(service.code, 'not stated') AS service, service.name AS service_name,
    revenue_entry.date >= :from AS is_now, class, revenue_entry.quantity, revenue_entry.amount
  FROM revenue_entry
  LEFT JOIN service ON service.id = revenue_entry.service
  WHERE revenue_entry.date BETWEEN add_months(:from, -1, 1) AND :to AND class <> 'write-off'
    AND (is_legacy = 0 OR :include_legacy = 1)
)
SELECT company.code AS company, service, max(service_name) AS service_name, company.currency AS currency,
  sum(CASE WHEN is_now AND class = 'charge' THEN 1 ELSE 0 END) AS lines,
  sum(CASE WHEN is_now AND class = 'charge' THEN entry.quantity ELSE 0 END) AS quantity,
  sum(CASE WHEN is_now AND class = 'charge' THEN amount ELSE 0 END) AS gross,
  sum(CASE WHEN is_now AND class IN ('discount', 'goodwill') THEN amount ELSE 0 END) AS discounts,
  sum(CASE WHEN is_now AND class IN ('reversal', 'credit note', 'void') THEN amount ELSE 0 END)
    AS credits,
  sum(CASE WHEN is_now AND class = 'adjustment' THEN amount ELSE 0 END) AS adjustments,
  sum(CASE WHEN is_now THEN amount ELSE 0 END) AS net,
  sum(CASE WHEN is_now THEN 0 ELSE amount END) AS prior
FROM entry
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, service
