-- title: Every record read is accounted for
-- left: records read
-- right: inserted + updated + unchanged + merged + pending + duplicate + discarded + rejected + control
SELECT 'all' AS segment, NULL AS currency,
  (SELECT ifnull(sum(records_read), 0) FROM batch) AS left_side,
  (SELECT ifnull(sum(inserted + updated + unchanged + merged + pending + duplicate + discarded
    + rejected + control), 0) FROM batch) AS right_side
