-- title: The journal moves the receivables as the roll-forward does
-- by: company
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- report: journal
-- needs: SELECT count(*) FROM company
-- left: receivables of the journal, history of another system with them
SELECT company.id AS company, debit - credit AS amount
FROM journal JOIN company ON company.code = journal.company
WHERE purpose = 'receivables'
-- right: movements of the month but openings and those between accounts, from the tables
SELECT company, amount FROM raw_ledger
WHERE date BETWEEN :from AND :as_of AND movement NOT IN ('opening', 'between accounts')
