-- title: Lines that are billed and not earned yet
-- about: Each line with days to come at the end of a day: what was billed, and what of it is earned.
-- param to date required "The day"
-- param code text optional "Only of this general-ledger code, or 'none'"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column date date "Date"
-- column account id "Account"
-- column class id "Class"
-- column reference id "Reference"
-- column code id "GL code"
-- column pays_from date "From"
-- column pays_to date "To"
-- column currency id "Cur" width=3
-- column billed money "Billed" total
-- column earned money "Earned" total
-- column deferred money "Deferred" total
-- hidden company id
-- order: date, account, reference, class
WITH entry AS (
  SELECT revenue_entry.*, days_between(pays_from, pays_to) + 1 AS days,
    max(0, min(days_between(pays_from, pays_to) + 1, days_between(pays_from, :to) + 1)) AS elapsed
  FROM revenue_entry
  WHERE date <= :to AND pays_to >= pays_from AND pays_to > :to AND class <> 'write-off'
    AND (is_legacy = 0 OR :include_legacy = 1)
),
earned AS (
  SELECT entry.*,
    (2 * amount * elapsed + CASE WHEN amount < 0 THEN -days ELSE days END) / (2 * days) AS earned
  FROM entry
)
SELECT earned.date AS date, account.external_id AS account, class,
  coalesce(discount.external_id, debit.external_id, invoice.number) AS reference,
  ifnull(earned.code, 'none') AS code, earned.pays_from AS pays_from, earned.pays_to AS pays_to,
  company.currency AS currency, earned.amount AS billed, earned,
  earned.amount - earned AS deferred, company.code AS company
FROM earned
JOIN account ON account.id = earned.account
JOIN company ON company.id = earned.company
LEFT JOIN debit ON debit.id = earned.debit
LEFT JOIN discount ON discount.id = earned.discount
LEFT JOIN invoice ON invoice.id = earned.invoice
WHERE (:code IS NULL OR ifnull(earned.code, 'none') = :code)
  AND (:company IS NULL OR company.code = :company)
