-- invariant: 3
-- title: The store holds what the imports counted
-- by: kind
-- with: stored_rows
-- needs: SELECT count(*) FROM batch
-- left: rows in the tables
SELECT kind, amount FROM stored_rows
-- right: entities that the batches counted as inserted
SELECT substr(name, 1, length(name) - 9) AS kind, counted AS amount
FROM batch_count
WHERE name GLOB '* inserted' AND name NOT GLOB '*:*'
