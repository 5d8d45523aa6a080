-- title: Balances
-- about: What each account owes on the day (negative: is owed), how much of it stands on open invoices,
-- about: and the rest: opening balances and uninvoiced charges less available credits.
-- column id id "Account"
-- column old_id id "Account, by its id in its source"
-- column new_id id "Account, as far as the crosswalk knows it"
-- column name text "Name"
-- column currency id "Currency"
-- column balance money "Account balance"
-- column open_invoices money "On open invoices"
-- column rest money "The rest"
-- column credit money "The rest, where it is the account's; else nothing"
-- column debt money "The rest, where the account owes it; else nothing"
-- column as_of date "The day"
-- column row integer "Number of the account in the store"
-- order: old_id
WITH entry AS (
  SELECT account, amount, CASE WHEN invoice IS NULL THEN 0 ELSE amount END AS invoiced
  FROM open_item_entry WHERE date <= :as_of
  UNION ALL
  SELECT account, amount, 0 FROM uninvoiced_entry WHERE date <= :as_of
  UNION ALL
  SELECT account, -amount, 0 FROM credit_entry WHERE date <= :as_of
),
total AS (
  SELECT account, sum(amount) AS balance, sum(invoiced) AS invoiced FROM entry GROUP BY account
)
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, account.name AS name,
  e.currency AS currency, ifnull(balance, 0) AS balance, ifnull(invoiced, 0) AS open_invoices,
  ifnull(balance - invoiced, 0) AS rest, CASE WHEN balance < invoiced THEN invoiced - balance END
  AS credit, CASE WHEN balance > invoiced THEN balance - invoiced END AS debt, :as_of AS as_of,
  account.id AS row
FROM exported e
JOIN account ON account.id = e.account
LEFT JOIN total ON total.account = e.account
