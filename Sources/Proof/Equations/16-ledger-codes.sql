-- invariant: 16
-- title: Every debit has a general-ledger code
-- by: company, month
-- detail: account
-- needs: SELECT EXISTS (SELECT 1 FROM debit WHERE gl_code IS NOT NULL)
-- needs: OR EXISTS (SELECT 1 FROM service WHERE gl_code IS NOT NULL)
-- lacking: SELECT (SELECT count(*) FROM invoice
-- lacking: WHERE NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id))
-- lacking: + (SELECT count(*) FROM debit WHERE source NOT IN (
-- lacking: SELECT source FROM debit WHERE gl_code IS NOT NULL
-- lacking: UNION SELECT source FROM service WHERE gl_code IS NOT NULL))
-- why: the source states no general-ledger codes
-- left: debits of sources that state codes
-- right: of them, those with a code, their own, their service's, or that of the services of their type
SELECT company, month, account, amount, part
FROM (
  SELECT debit.company AS company, substr(debit.date, 1, 7) AS month, debit.account AS account,
    debit.source IN (
      SELECT source FROM debit WHERE gl_code IS NOT NULL
      UNION SELECT source FROM service WHERE gl_code IS NOT NULL) AS amount,
    coalesce(debit.gl_code, service.gl_code) IS NOT NULL
      OR debit.service IS NULL AND (SELECT count(DISTINCT gl_code) FROM service AS sold
        WHERE sold.source = debit.source AND sold.type = debit.type) = 1 AS part
  FROM debit LEFT JOIN service ON service.id = debit.service
  WHERE debit.date BETWEEN :from AND :as_of
)
WHERE amount = 1 OR part = 1
