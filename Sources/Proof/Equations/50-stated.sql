-- title: Account balances are those that the sources state
-- left: balances of the accounts with a stated one, on its day
-- right: stated balances
-- needs: SELECT count(*) FROM stated WHERE measure = 'account balance'
SELECT company.code AS segment, company.currency AS currency,
  (SELECT ifnull(sum(e.signed_amount), 0) FROM stated s
    JOIN ledger_entry e ON e.account = s.account AND e.date <= s.as_of
    WHERE s.company = company.id AND s.measure = 'account balance') AS left_side,
  (SELECT ifnull(sum(amount), 0) FROM stated s
    WHERE s.company = company.id AND s.measure = 'account balance') AS right_side
FROM company ORDER BY company.code
