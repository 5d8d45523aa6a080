-- invariant: 13
-- title: A telephone number has one holder at a time
-- by: source
-- needs: SELECT count(*) FROM did_assignment
-- why: no telephone number is assigned
-- left: assignments
SELECT source.name AS source, 1 AS amount
FROM did_assignment JOIN source ON source.id = did_assignment.source
-- right: those that end before the next one of their number begins
SELECT source AS source, 1 AS amount
FROM (
  SELECT source.name AS source, ifnull(until, 9223372036854775807) AS until,
    lead(ifnull(since, 0), 1, 9223372036854775807)
      OVER (PARTITION BY number ORDER BY ifnull(since, 0)) AS next
  FROM did_assignment JOIN source ON source.id = did_assignment.source
)
WHERE until <= next
