-- title: Revenue by type of charge
-- about: What a month billed, without tax: charges, what was taken off them by discounts, by credits
-- about: (reversals, credit notes, voids) and by adjustments, and what is left. Opening balances,
-- about: write-offs and history of another system (rules of the cut-over) are none of it.
-- kind: pack 9
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column company id "Company" width=7
-- column type id "Type"
-- column currency id "Cur" width=3
-- column lines integer "Lines"
-- column quantity quantity "Quantity" detail
-- column gross money "Charges" total
-- column discounts money "Discounts" total
-- column credits money "Credits" total
-- column adjustments money "Adjustments" total
-- column net money "Net" total
-- column prior money "Month before" total
-- explain net: revenue-lines type=type
-- order: company, type
WITH entry AS (
  SELECT revenue_column.*, date >= :from AS is_now
  FROM revenue_column
  WHERE date BETWEEN add_months(:from, -1, 1) AND :to AND (is_legacy = 0 OR :include_legacy = 1)
)
SELECT company.code AS company, ifnull(entry.type, 'not stated') AS type,
  company.currency AS currency, sum(is_now * lines) AS lines, sum(is_now * quantity) AS quantity,
  sum(is_now * gross) AS gross, sum(is_now * discounts) AS discounts,
  sum(is_now * credits) AS credits, sum(is_now * adjustments) AS adjustments,
  sum(is_now * net) AS net, sum((1 - is_now) * net) AS prior
FROM entry
JOIN company ON company.id = entry.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, entry.type
