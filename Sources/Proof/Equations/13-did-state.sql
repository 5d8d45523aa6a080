-- invariant: 13
-- title: Telephone numbers are held by whom the last import of holders says
-- by: measure
-- unit: sums
-- needs: SELECT count(*) FROM batch_count WHERE name GLOB 'state: *'
-- why: no telephone number is assigned
-- left: sums over the table of assignments
SELECT 'did_assignment.account' AS measure, ifnull(sum(number % 9973 * account), 0) AS amount
FROM did_assignment
-- right: of them, those that the last batch of assignments left
SELECT 'did_assignment.account' AS measure, counted AS amount
FROM batch_count
WHERE name = 'state: did_assignment.account' AND batch = (
  SELECT max(batch) FROM batch_count WHERE name = 'state: did_assignment.account')
