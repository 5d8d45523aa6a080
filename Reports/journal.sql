-- title: Journal
-- about: What a month posts to the general ledger: each movement with both its sides, by general-ledger
-- about: code, type, jurisdiction and method, not netted. Opening balances and what one account paid for
-- about: another are none of it; neither is history of another system. 'carryover journal' writes it for
-- about: accounting software.
-- kind: pack 23
-- param from date required "First day"
-- param to date required "Last day"
-- param company text optional "Only this company's, by its code"
-- param by text default=period among=period,day "A posting for the 'period', or for each 'day'"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column date date "Date"
-- column company id "Company" width=7
-- column movement id "Movement"
-- column purpose id "Account of"
-- column code id "GL code"
-- column type id "Type" detail
-- column jurisdiction id "Jurisdiction" detail
-- column method id "Method" detail
-- column currency id "Cur" width=3
-- column debit money "Debit" total
-- column credit money "Credit" total
-- order: company, date, movement, purpose, code, type, jurisdiction, method, debit
WITH entry AS (
  -- What faces the receivables; positive: the customer owes more.
  SELECT company, date, class AS movement,
    CASE class WHEN 'write-off' THEN 'bad debt' ELSE 'revenue' END AS purpose, code, type,
    NULL AS jurisdiction, NULL AS method, amount
  FROM revenue_entry
  WHERE date BETWEEN :from AND :to AND (is_legacy = 0 OR :include_legacy = 1)
  UNION ALL
  SELECT company, date, class, 'tax', NULL, NULL, ifnull(jurisdiction, name), NULL, amount
  FROM tax_entry
  WHERE date BETWEEN :from AND :to AND (is_legacy = 0 OR :include_legacy = 1)
  UNION ALL
  SELECT payment_success.company, payment_success.date, 'payment', 'bank', NULL, NULL, NULL,
    payment.method, -payment_success.amount
  FROM payment_success
  JOIN payment ON payment.id = payment_success.payment
  JOIN legacy_through ON legacy_through.source = payment.source
    AND legacy_through.company = payment.company
  WHERE payment_success.date BETWEEN :from AND :to
    AND (payment_success.date > legacy_through.last OR :include_legacy = 1)
  UNION ALL
  SELECT payment.company, payment_reversal.date,
    CASE WHEN refunded = 1 THEN 'refund' ELSE 'payment reversal' END, 'bank', NULL, NULL, NULL,
    payment.method, payment_reversal.amount
  FROM payment_reversal
  JOIN payment ON payment.id = payment_reversal.payment
  JOIN legacy_through ON legacy_through.source = payment_reversal.source
    AND legacy_through.company = payment.company
  WHERE payment_reversal.date BETWEEN :from AND :to
    AND (payment_reversal.date > legacy_through.last OR :include_legacy = 1)
  UNION ALL
  SELECT refund.company, date, 'refund', 'bank', NULL, NULL, NULL, method, amount
  FROM refund
  JOIN legacy_through ON legacy_through.source = refund.source
    AND legacy_through.company = refund.company
  WHERE date BETWEEN :from AND :to AND (date > legacy_through.last OR :include_legacy = 1)
),
-- What is alike and on the same side is added up first.
alike AS MATERIALIZED (
  SELECT company, CASE WHEN :by = 'day' THEN date ELSE :to END AS date, movement, purpose, code, type,
    jurisdiction, method, sum(amount) AS amount
  FROM entry
  GROUP BY 1, 2, movement, purpose, code, type, jurisdiction, method, amount < 0
),
posting AS (
  SELECT company, date, movement, purpose, code, type, jurisdiction, method,
    CASE WHEN amount < 0 THEN -amount ELSE 0 END AS debit,
    CASE WHEN amount > 0 THEN amount ELSE 0 END AS credit
  FROM alike
  UNION ALL
  SELECT company, date, movement, 'receivables', NULL, NULL, NULL, NULL,
    CASE WHEN amount > 0 THEN amount ELSE 0 END, CASE WHEN amount < 0 THEN -amount ELSE 0 END
  FROM alike
)
SELECT posting.date AS date, company.code AS company, movement, purpose, posting.code AS code, type,
  jurisdiction, method, company.currency AS currency, sum(debit) AS debit, sum(credit) AS credit
FROM posting
JOIN company ON company.id = posting.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, posting.date, movement, purpose, posting.code, type, jurisdiction, method,
  debit > 0
HAVING sum(debit) + sum(credit) <> 0
