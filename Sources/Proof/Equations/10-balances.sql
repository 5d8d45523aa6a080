-- title: Account balances tie to what they are made of
-- left: sum of the ledger's entries
-- right: open invoices + uninvoiced - available credits
SELECT company.code AS segment, company.currency AS currency,
  (SELECT ifnull(sum(signed_amount), 0) FROM ledger_entry
    WHERE ledger_entry.company = company.id AND date <= :as_of) AS left_side,
  (SELECT ifnull(sum(amount), 0) FROM open_item_entry
    WHERE open_item_entry.company = company.id AND date <= :as_of)
  + (SELECT ifnull(sum(amount), 0) FROM uninvoiced_entry
    WHERE uninvoiced_entry.company = company.id AND date <= :as_of)
  - (SELECT ifnull(sum(amount), 0) FROM credit_entry
    WHERE credit_entry.company = company.id AND date <= :as_of) AS right_side
FROM company ORDER BY company.code
