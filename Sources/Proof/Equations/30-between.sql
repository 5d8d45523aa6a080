-- title: Movements between accounts come to nothing in total
-- left: sum of the entries between accounts
-- right: zero
SELECT company.code AS segment, company.currency AS currency,
  (SELECT ifnull(sum(signed_amount), 0) FROM ledger_entry
    WHERE ledger_entry.company = company.id AND movement = 'between accounts'
      AND date <= :as_of) AS left_side,
  0 AS right_side
FROM company ORDER BY company.code
