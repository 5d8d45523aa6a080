-- invariant: 6
-- title: Balances of accounts are those that their sources state
-- by: company, type, status, as_of
-- detail: account
-- unit: money
-- needs: SELECT count(*) FROM stated WHERE invoice IS NULL AND measure <> 'invoice total'
-- why: no source states balances of its accounts
-- left: balances, computed at the stated day
SELECT s.company AS company, account.type AS type, account.status AS status, s.as_of AS as_of,
  s.account AS account, e.signed_amount AS amount
FROM stated AS s
JOIN account ON account.id = s.account
JOIN ledger_entry AS e ON e.account = s.account AND e.date <= s.as_of
WHERE s.measure = 'account balance' AND s.as_of <= :as_of
UNION ALL
SELECT s.company, account.type, account.status, s.as_of, s.account, e.amount
FROM stated AS s
JOIN account ON account.id = s.account
JOIN open_item_entry AS e ON e.account = s.account AND e.date <= s.as_of
WHERE s.measure IN ('balance due', 'total balance') AND s.as_of <= :as_of
UNION ALL
SELECT s.company, account.type, account.status, s.as_of, s.account, e.amount
FROM stated AS s
JOIN account ON account.id = s.account
JOIN uninvoiced_entry AS e ON e.account = s.account AND e.date <= s.as_of
WHERE s.measure = 'total balance' AND s.as_of <= :as_of
UNION ALL
SELECT s.company, account.type, account.status, s.as_of, s.account, e.amount
FROM stated AS s
JOIN account ON account.id = s.account
JOIN credit_entry AS e ON e.account = s.account AND e.date <= s.as_of
WHERE s.measure = 'available credits' AND s.as_of <= :as_of
-- right: stated balances, by the sign that the source declares
SELECT s.company AS company, account.type AS type, account.status AS status, s.as_of AS as_of,
  s.account AS account,
  CASE source.stated_sign WHEN 'credit' THEN -s.amount ELSE s.amount END AS amount
FROM stated AS s
JOIN account ON account.id = s.account
JOIN source ON source.id = s.source
WHERE s.measure IN ('account balance', 'balance due', 'total balance', 'available credits')
  AND s.as_of <= :as_of
