-- title: Payments
-- about: Payments of a period, each with its method and whether it succeeded.
-- kind: pack 15
-- param from date optional "First accounting date"
-- param to date optional "Last accounting date"
-- param company text optional "Only this company's payments, by its code"
-- param method text optional "Only of this method, or 'not stated'"
-- param slip text optional "Only on this deposit slip, or 'none'"
-- param status text optional "Only of this status, such as 'succeeded'"
-- column date date "Date"
-- column account id "Account"
-- column name text "Name"
-- column method text "Method"
-- column status text "Status"
-- column reference text "Reference"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- hidden company text
-- hidden type text
-- hidden slip id
-- hidden id integer
-- order: date, account, reference, id
SELECT payment.date AS date, account.external_id AS account, account.name AS name,
  payment.method AS method, coalesce(payment.status, 'succeeded') AS status,
  payment.reference AS reference, company.currency AS currency, payment.amount AS amount,
  company.code AS company, payment.account_type AS type, payment.deposit_slip AS slip,
  payment.id AS id
FROM payment
JOIN account ON account.id = payment.account
JOIN company ON company.id = payment.company
WHERE (:from IS NULL OR payment.date >= :from) AND (:to IS NULL OR payment.date <= :to)
  AND (:company IS NULL OR company.code = :company)
  AND (:method IS NULL OR ifnull(payment.method, 'not stated') = :method)
  AND (:slip IS NULL OR ifnull(payment.deposit_slip, 'none') = :slip)
  AND (:status IS NULL OR coalesce(payment.status, 'succeeded') = :status)
