-- invariant: 21
-- title: No service is billed twice for the same days
-- by: company, month
-- detail: account
-- needs: SELECT count(*) FROM debit WHERE pays_from IS NOT NULL AND pays_to IS NOT NULL
-- lacking: SELECT count(*) FROM account WHERE next_bill_date IS NULL
-- why: no line says which days it pays for
-- left: lines that pay for a period
SELECT company, substr(pays_from, 1, 7) AS month, account, 1 AS amount
FROM debit
WHERE pays_from IS NOT NULL AND pays_to IS NOT NULL
-- right: of them, those whose days no line before them of the same service and invoice text pays for
SELECT company, substr(pays_from, 1, 7) AS month, account, 1 AS amount
FROM (
  SELECT company, account, pays_from, max(pays_to) OVER (
    PARTITION BY account, service, type, description ORDER BY pays_from, id
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS paid_to
  FROM debit
  WHERE pays_from IS NOT NULL AND pays_to IS NOT NULL
)
WHERE paid_to IS NULL OR paid_to < pays_from
