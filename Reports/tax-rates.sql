-- title: Taxes by zone
-- about: What is charged in each tax zone, and how many accounts are in it.
-- column company id "Company" width=7
-- column tax_zone text "Tax zone"
-- column tax text "Tax"
-- column jurisdiction text "Jurisdiction"
-- column rate rate "Rate"
-- column accounts integer "Accounts"
-- order: company, tax_zone, tax
SELECT company.code AS company, tax_rate.tax_zone AS tax_zone, tax_rate.name AS tax,
  tax_rate.jurisdiction AS jurisdiction, tax_rate.rate AS rate,
  (SELECT count(*) FROM account
    WHERE account.company = tax_rate.company AND account.tax_zone = tax_rate.tax_zone) AS accounts
FROM tax_rate
JOIN company ON company.id = tax_rate.company
