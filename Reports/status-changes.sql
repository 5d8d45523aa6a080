-- title: Accounts with status changes
-- about: Every change of an account's status during a month, with what it was before.
-- kind: pack 22
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name"
-- column company id "Company" width=7
-- column before id "Before"
-- column status id "Status"
-- hidden at instant
-- order: company, date, account, at
WITH changed AS (
  SELECT status_change.account, status_change.at, status_change.status,
    lag(status_change.status) OVER (PARTITION BY status_change.account ORDER BY at) AS before
  FROM status_change
)
SELECT local_date(at, company.zone) AS date, account.external_id AS account, account.name AS name,
  company.code AS company, ifnull(before, 'not stated') AS before, changed.status AS status, at
FROM changed
JOIN account ON account.id = changed.account
JOIN company ON company.id = account.company
WHERE local_date(at, company.zone) BETWEEN :from AND :to
  AND (:company IS NULL OR company.code = :company)
