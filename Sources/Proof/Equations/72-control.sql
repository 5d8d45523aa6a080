-- title: Control totals of the files are those that were read
-- left: counted
-- right: declared
-- needs: SELECT count(*) FROM batch_count WHERE expected IS NOT NULL
SELECT 'all' AS segment, NULL AS currency,
  (SELECT ifnull(sum(counted), 0) FROM batch_count WHERE expected IS NOT NULL) AS left_side,
  (SELECT ifnull(sum(expected), 0) FROM batch_count WHERE expected IS NOT NULL) AS right_side
