-- title: Lines of revenue
-- about: Each charge, discount, credit, adjustment and void of a period, without tax.
-- param from date optional "First accounting date"
-- param to date optional "Last accounting date"
-- param account text optional "Only this account's"
-- param service text optional "Only of this service, by its code, or 'not stated'"
-- param code text optional "Only of this general-ledger code, or 'none'"
-- param type text optional "Only of this type, or 'not stated'"
-- param company text optional "Only this company's, by its code"
-- param include_legacy integer default=0 "1: also what is dated up to the cut-over"
-- column date date "Date"
-- column account id "Account"
-- column class id "Class"
-- column reference id "Reference"
-- column number id "Invoice"
-- column service id "Service"
-- column code id "GL code"
-- column type id "Type" detail
-- column description text "Description" detail
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- hidden company id
-- order: date, account, reference, class
SELECT revenue_entry.date AS date, account.external_id AS account, class,
  coalesce(discount.external_id, debit.external_id) AS reference, invoice.number AS number,
  ifnull(service.code, 'not stated') AS service, ifnull(revenue_entry.code, 'none') AS code,
  ifnull(revenue_entry.type, 'not stated') AS type,
  coalesce(discount.description, debit.description) AS description, company.currency AS currency,
  revenue_entry.amount AS amount, company.code AS company
FROM revenue_entry
JOIN account ON account.id = revenue_entry.account
JOIN company ON company.id = revenue_entry.company
LEFT JOIN debit ON debit.id = revenue_entry.debit
LEFT JOIN discount ON discount.id = revenue_entry.discount
LEFT JOIN invoice ON invoice.id = revenue_entry.invoice
LEFT JOIN service ON service.id = revenue_entry.service
WHERE class <> 'write-off' AND (is_legacy = 0 OR :include_legacy = 1)
  AND (:from IS NULL OR revenue_entry.date >= :from) AND (:to IS NULL OR revenue_entry.date <= :to)
  AND (:account IS NULL OR account.external_id = :account)
  AND (:service IS NULL OR ifnull(service.code, 'not stated') = :service)
  AND (:code IS NULL OR ifnull(revenue_entry.code, 'none') = :code)
  AND (:type IS NULL OR ifnull(revenue_entry.type, 'not stated') = :type)
  AND (:company IS NULL OR company.code = :company)
