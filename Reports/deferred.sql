-- title: Deferred revenue
-- about: What was billed and is not earned yet, by general-ledger code. A line is earned day by day over
-- about: the days that it pays for, all at once where it states none, and never before it is billed; a
-- about: reversal or a void takes back both what is earned and what is not.
-- kind: pack 10
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column company id "Company" width=7
-- column code id "GL code"
-- column currency id "Cur" width=3
-- column opening money "Opening" total
-- column billed money "Billed" total
-- column recognised money "Recognised" total
-- column closing money "Closing" total
-- column prior money "Recognised before" total
-- explain billed: revenue-lines code=code
-- explain closing: deferred-lines code=code
-- order: company, code
WITH entry AS (
  -- Of a line that pays for days: how many, and how many days after the first of the month they begin.
  SELECT company, ifnull(code, 'none') AS code, date, amount,
    CASE WHEN pays_to >= pays_from THEN days_between(pays_from, pays_to) + 1 END AS days,
    CASE WHEN pays_to >= pays_from THEN days_between(:from, pays_from) END AS begins
  FROM revenue_entry
  -- What was earned whole before the month before is in none of the figures.
  WHERE date <= :to
    AND (date >= add_months(:from, -1, 1) OR pays_to >= add_months(:from, -1, 1))
    AND class <> 'write-off' AND (is_legacy = 0 OR :include_legacy = 1)
),
elapsed AS (
  -- Days that are earned at the end of each of three days: of this month, and the two before it.
  SELECT company, code, date, amount, ifnull(days, 1) AS days,
    CASE WHEN days IS NULL THEN 1
      ELSE max(0, min(days, days_between(:from, :to) + 1 - begins)) END AS now_days,
    CASE WHEN days IS NULL THEN 1 ELSE max(0, min(days, -begins)) END AS then_days,
    CASE WHEN days IS NULL THEN 1
      ELSE max(0, min(days, days_between(:from, add_months(:from, -1, 1)) - begins))
      END AS before_days
  FROM entry
),
earned AS (
  -- Rounded half away from zero, of the whole up to a day, so that the months add up to the line.
  SELECT company, code, date, amount,
    (2 * amount * now_days + CASE WHEN amount < 0 THEN -days ELSE days END) / (2 * days) AS now,
    CASE WHEN date < :from THEN
      (2 * amount * then_days + CASE WHEN amount < 0 THEN -days ELSE days END) / (2 * days)
      ELSE 0 END AS then_earned,
    CASE WHEN date < add_months(:from, -1, 1) THEN
      (2 * amount * before_days + CASE WHEN amount < 0 THEN -days ELSE days END) / (2 * days)
      ELSE 0 END AS before_earned
  FROM elapsed
)
SELECT company.code AS company, earned.code AS code, company.currency AS currency,
  sum(CASE WHEN date < :from THEN amount - then_earned ELSE 0 END) AS opening,
  sum(CASE WHEN date >= :from THEN amount ELSE 0 END) AS billed,
  sum(now - then_earned) AS recognised,
  sum(amount - now) AS closing,
  sum(then_earned - before_earned) AS prior
FROM earned
JOIN company ON company.id = earned.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, earned.code
