-- invariant: 3
-- title: Every row knows the file that it came from
-- by: kind
-- with: stored_rows
-- needs: SELECT count(*) FROM batch
-- left: rows in the tables
SELECT kind, amount FROM stored_rows
-- right: rows that the batches say are theirs
SELECT kind, last_id - first_id + 1 AS amount FROM batch_span
