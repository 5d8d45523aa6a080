-- title: Issue register
-- about: Every document that was issued, with the hash by which it is printed again to the byte.
-- column date date "Date"
-- column number id "Number"
-- column kind text "Kind"
-- column account id "Account"
-- column as_of date "As of" detail
-- column mode text "Mode"
-- column itemisation text "Calls" detail
-- column with_xml flag "E-invoice"
-- column theme text "Theme" detail
-- column template text "Template" detail
-- column bytes integer "Bytes"
-- column sha256 id "SHA-256" detail
-- order: date, number
SELECT issue.date AS date, issue.number AS number,
  CASE WHEN issue.invoice IS NULL THEN 'credit note' ELSE 'invoice' END AS kind,
  account.external_id AS account, issue.as_of AS as_of, issue.mode AS mode,
  issue.itemisation AS itemisation, issue.with_xml AS with_xml, issue.theme AS theme,
  issue.template AS template, issue.bytes AS bytes, issue.sha256 AS sha256
FROM issue
LEFT JOIN invoice ON invoice.id = issue.invoice
LEFT JOIN discount ON discount.id = issue.discount
LEFT JOIN account ON account.id = coalesce(invoice.account, discount.account)
