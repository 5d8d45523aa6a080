-- title: No invoice is settled beyond its total
-- left: invoices with a negative remaining due and a total that is not
-- right: none
SELECT 'all' AS segment, NULL AS currency, (
  SELECT count(*) FROM (
    SELECT invoice FROM open_item_entry WHERE invoice IS NOT NULL AND date <= :as_of
    GROUP BY invoice HAVING sum(amount) < 0
  ) WHERE invoice IN (SELECT invoice FROM charge GROUP BY invoice HAVING sum(amount) >= 0)
) AS left_side, 0 AS right_side
