-- title: Billing settings
-- about: How each account is billed, and when it becomes delinquent.
-- column account id "Account"
-- column name text "Name"
-- column bill_day integer "Bill day"
-- column next_bill_date date "Next bill"
-- column bill_mode text "Mode"
-- column due_days integer "Due after"
-- column grace_days integer "Grace"
-- column grace_until date "Grace until" detail
-- column months_to_bill integer "Months" detail
-- column currency id "Cur" width=3 detail
-- column delinquency_minimum money "Delinquent from" detail
-- column tax_zone text "Tax zone" detail
-- column tax_exempt flag "Tax exempt" detail
-- column autopay flag "Autopay"
-- column print_invoice flag "Printed" detail
-- column itemisation text "Calls listed" detail
-- column language text "Language" detail
-- column zone text "Time zone" detail
-- hidden company text
-- order: account
SELECT account.external_id AS account, account.name AS name, account.bill_day AS bill_day,
  account.next_bill_date AS next_bill_date, account.bill_mode AS bill_mode,
  account.due_days AS due_days, account.grace_days AS grace_days,
  account.grace_until AS grace_until, account.months_to_bill AS months_to_bill,
  company.currency AS currency, account.delinquency_minimum AS delinquency_minimum,
  account.tax_zone AS tax_zone, account.tax_exempt AS tax_exempt, account.autopay AS autopay,
  account.print_invoice AS print_invoice, account.itemisation AS itemisation,
  account.language AS language, account.zone AS zone, company.code AS company
FROM account
JOIN company ON company.id = account.company
