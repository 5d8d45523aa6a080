-- invariant: 25
-- title: A closed month still comes to what it came to
-- by: company, period
-- unit: money
-- needs: SELECT count(*) FROM period_close WHERE reopened IS NULL
-- why: no period of this store is closed
-- left: balance that the closing kept
SELECT company, period, balance AS amount FROM period_close WHERE reopened IS NULL
-- right: entries of the ledger up to its last day
SELECT period_close.company AS company, period_close.period AS period,
  ledger_entry.signed_amount AS amount
FROM period_close
JOIN ledger_entry ON ledger_entry.company = period_close.company
  AND ledger_entry.date <= period_close.last
WHERE period_close.reopened IS NULL
