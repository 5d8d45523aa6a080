-- title: Next recurring charge
-- about: What each account will be charged at its next billing: its recurring services of that day, with
-- about: the taxes of its tax zone, each rounded once.
-- param as_of date default=last "Services that are active on this day; the last date of the ledger"
-- param account text optional "Only this account"
-- column account id "Account"
-- column name text "Name"
-- column next_bill_date date "Next bill"
-- column services integer "Services"
-- column currency id "Cur" width=3
-- column charge money "Charge" total
-- column tax money "Tax" total
-- column total money "Total" total
-- hidden company text
-- hidden tax_zone text
-- order: account
WITH active AS (
  SELECT account_service.account AS account,
    coalesce(account_service.price, service.price, 0) * ifnull(account_service.quantity, 1000000)
      AS price,
    ifnull(service.taxable, 1) AS taxable
  FROM account_service
  JOIN service ON service.id = account_service.service
  WHERE ifnull(account_service.since, '') <= :as_of
    AND ifnull(account_service.until, '9999-12-31') >= :as_of
    AND ifnull(service.type, 'recurring') IN ('recurring', 'data', 'voice', 'expiring', 'package')
),
charged AS (
  SELECT account, count(*) AS services,
    sum((price + CASE WHEN price < 0 THEN -500000 ELSE 500000 END) / 1000000) AS charge,
    sum(CASE WHEN taxable
      THEN (price + CASE WHEN price < 0 THEN -500000 ELSE 500000 END) / 1000000 ELSE 0 END) AS base
  FROM active
  GROUP BY account
),
taxed AS (
  SELECT charged.account AS account,
    sum((charged.base * tax_rate.rate + CASE WHEN charged.base < 0 THEN -50000000 ELSE 50000000 END)
      / 100000000) AS tax
  FROM charged
  JOIN account ON account.id = charged.account
  JOIN tax_rate ON tax_rate.company = account.company AND tax_rate.tax_zone = account.tax_zone
  WHERE ifnull(account.tax_exempt, 0) = 0
  GROUP BY charged.account
)
SELECT account.external_id AS account, account.name AS name,
  account.next_bill_date AS next_bill_date, charged.services AS services,
  company.currency AS currency, charged.charge AS charge, ifnull(taxed.tax, 0) AS tax,
  charged.charge + ifnull(taxed.tax, 0) AS total, company.code AS company,
  account.tax_zone AS tax_zone
FROM charged
JOIN account ON account.id = charged.account
JOIN company ON company.id = account.company
LEFT JOIN taxed ON taxed.account = charged.account
WHERE :account IS NULL OR account.external_id = :account
