-- title: The same for every account on every day
-- left: accounts and days on which the two differ
-- right: none
SELECT 'all' AS segment, NULL AS currency, (
  SELECT count(*) FROM (
    SELECT account, date, sum(amount) AS difference FROM (
      SELECT account, date, signed_amount AS amount FROM ledger_entry WHERE date <= :as_of
      UNION ALL
      SELECT account, date, -amount FROM open_item_entry WHERE date <= :as_of
      UNION ALL
      SELECT account, date, -amount FROM uninvoiced_entry WHERE date <= :as_of
      UNION ALL
      SELECT account, date, amount FROM credit_entry WHERE date <= :as_of
    )
    GROUP BY account, date HAVING sum(amount) <> 0
  )
) AS left_side, 0 AS right_side
