-- invariant: 23
-- title: The store's file is whole
-- left: answers of the database's own check
SELECT 1 AS amount FROM pragma_quick_check(100, 'main')
-- right: answers that find nothing wrong
SELECT 1 AS amount FROM pragma_quick_check(100, 'main') WHERE quick_check = 'ok'
