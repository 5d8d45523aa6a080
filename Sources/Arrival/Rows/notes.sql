-- title: Notes
-- about: What people wrote about accounts: entries of the log whose thing is a note.
-- column id id "Account" detail
-- column old_id id "Account, by its id in its source" detail
-- column new_id id "Account, as far as the crosswalk knows it" detail
-- column at instant "When"
-- column user text "Who"
-- column note text "What"
-- column row integer "Number in the store" detail
-- order: old_id, at, row
SELECT e.id AS id, e.old_id AS old_id, e.new_id AS new_id, log.at AS at, log.user AS user,
  log.message AS note, log.id AS row
FROM log
JOIN exported e ON e.account = log.account
WHERE log.entity = 'note' AND log.message IS NOT NULL
