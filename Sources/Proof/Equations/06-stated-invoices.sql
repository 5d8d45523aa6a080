-- invariant: 6
-- title: Invoices are open by what their sources state
-- by: company, as_of
-- detail: account, invoice
-- unit: money
-- needs: SELECT count(*) FROM stated WHERE measure = 'invoice balance'
-- why: no source states what its invoices are open by
-- left: remaining due, computed at the stated day
SELECT s.company AS company, s.as_of AS as_of, s.account AS account, s.invoice AS invoice,
  e.amount AS amount
FROM stated AS s
JOIN open_item_entry AS e ON e.invoice = s.invoice AND e.date <= s.as_of
WHERE s.measure = 'invoice balance' AND s.as_of <= :as_of
-- right: stated
SELECT company, as_of, account, invoice, amount
FROM stated
WHERE measure = 'invoice balance' AND as_of <= :as_of
