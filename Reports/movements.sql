-- title: Movements of receivables by class
-- about: What makes the difference between the opening and the closing balance of a month, each class by
-- about: itself, beside the month before.
-- kind: pack 2
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column company id "Company" width=7
-- column movement id "Movement"
-- column class id "Class"
-- column currency id "Cur" width=3
-- column entries integer "Entries"
-- column amount money "Amount"
-- column prior money "Month before"
-- hidden place integer
-- order: company, place, movement, class
WITH entry AS MATERIALIZED (
  -- By what is told apart of the time: 2 is the period, 1 the month before it, 0 what came before.
  SELECT company, movement,
    CASE WHEN date >= :from THEN 2 WHEN date >= add_months(:from, -1, 1) THEN 1 ELSE 0 END AS part,
    count(*) AS entries, sum(signed_amount) AS amount
  FROM ledger_entry
  WHERE date <= :to
  GROUP BY 1, 2, 3
),
class AS (
  SELECT company, movement, movement AS class, part, entries, amount FROM entry
  WHERE movement NOT IN ('opening', 'discount') AND part > 0
  UNION ALL
  -- Discounts by their reasons, with their tax.
  SELECT company, 'discount', class, 1 + (date >= :from), 1, amount FROM revenue_entry
  WHERE class IN ('discount', 'goodwill', 'reversal', 'void')
    AND date BETWEEN add_months(:from, -1, 1) AND :to
  UNION ALL
  SELECT company, 'discount', class, 1 + (date >= :from), 1, amount FROM tax_entry
  WHERE class IN ('discount', 'goodwill', 'reversal', 'void')
    AND date BETWEEN add_months(:from, -1, 1) AND :to
),
line AS (
  SELECT company, movement, class,
    instr('charge, tax, discount, adjustment, credit note, write-off, payment, payment reversal, '
      || 'refund, between accounts', movement) + 1 AS place,
    sum(CASE part WHEN 2 THEN entries ELSE 0 END) AS entries,
    sum(CASE part WHEN 2 THEN amount ELSE 0 END) AS amount,
    sum(CASE part WHEN 1 THEN amount ELSE 0 END) AS prior
  FROM class
  GROUP BY company, movement, class
  UNION ALL
  SELECT company, 'opening', 'balance', 1, NULL,
    sum(CASE WHEN part < 2 OR movement = 'opening' THEN amount ELSE 0 END),
    sum(CASE WHEN part = 0 OR movement = 'opening' AND part = 1 THEN amount ELSE 0 END)
  FROM entry
  GROUP BY company
  UNION ALL
  SELECT company, 'closing', 'balance', 999, NULL, sum(amount),
    sum(CASE WHEN part < 2 THEN amount ELSE 0 END)
  FROM entry
  GROUP BY company
)
SELECT company.code AS company, movement, class, company.currency AS currency, entries, amount,
  prior, place
FROM line
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
