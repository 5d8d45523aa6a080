-- title: Every payment knows the file that it came from
-- left: payments in the store
-- right: payments that batches inserted
SELECT 'all' AS segment, NULL AS currency,
  (SELECT count(*) FROM payment) AS left_side,
  (SELECT ifnull(sum(last_id - first_id + 1), 0) FROM batch_span WHERE kind = 'payment')
    AS right_side
