-- title: Tax liability by jurisdiction
-- about: What a month owes each authority: sales that were taxed, what the rate makes of them, what was
-- about: invoiced, what credits returned, and what is due. The difference between rate and invoices is
-- about: rounding, or a mistake. History of another system is none of it.
-- kind: pack 12
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column company id "Company" width=7
-- column jurisdiction id "Jurisdiction"
-- column tax id "Tax"
-- column rate rate "Rate"
-- column currency id "Cur" width=3
-- column base money "Taxed sales" total
-- column estimated money "By the rate" total
-- column invoiced money "Invoiced" total
-- column difference money "Difference" total
-- column credited money "Credited" total
-- column net money "Due" total
-- column prior money "Month before" total
-- explain net: tax-lines jurisdiction=jurisdiction tax=tax rate=rate
-- explain invoiced: tax-lines jurisdiction=jurisdiction tax=tax rate=rate class='charge'
-- order: company, jurisdiction, tax, rate
WITH entry AS (
  SELECT company, ifnull(jurisdiction, 'not stated') AS jurisdiction, ifnull(name, 'not stated') AS tax,
    rate, date >= :from AS is_now, class = 'charge' AS is_charge, ifnull(base, 0) AS base, amount
  FROM tax_entry
  WHERE date BETWEEN add_months(:from, -1, 1) AND :to AND (is_legacy = 0 OR :include_legacy = 1)
),
line AS (
  SELECT company, jurisdiction, tax, rate,
    sum(CASE WHEN is_now AND is_charge THEN base ELSE 0 END) AS base,
    sum(CASE WHEN is_now AND is_charge THEN amount ELSE 0 END) AS invoiced,
    sum(CASE WHEN is_now AND NOT is_charge THEN amount ELSE 0 END) AS credited,
    sum(CASE WHEN is_now THEN amount ELSE 0 END) AS net,
    sum(CASE WHEN is_now THEN 0 ELSE amount END) AS prior
  FROM entry
  GROUP BY company, jurisdiction, tax, rate
),
estimate AS (
  -- base x rate, rounded half away from zero; the rate has eight decimals.
  SELECT line.*, base / 100000000 * rate
    + (base % 100000000 * rate + CASE WHEN base < 0 THEN -50000000 ELSE 50000000 END) / 100000000
    AS estimated
  FROM line
)
SELECT company.code AS company, jurisdiction, tax, rate, company.currency AS currency, base,
  ifnull(estimated, 0) AS estimated, invoiced, invoiced - estimated AS difference, credited, net,
  prior
FROM estimate
JOIN company ON company.id = estimate.company
WHERE :company IS NULL OR company.code = :company
