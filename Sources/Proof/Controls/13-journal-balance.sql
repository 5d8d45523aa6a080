-- title: The journal balances
-- by: company
-- detail: movement
-- unit: money
-- report: journal
-- needs: SELECT count(*) FROM company
-- left: debits
SELECT company.id AS company, movement, debit AS amount
FROM journal JOIN company ON company.code = journal.company
-- right: credits
SELECT company.id AS company, movement, credit AS amount
FROM journal JOIN company ON company.code = journal.company
