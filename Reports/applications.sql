-- title: Applied credits
-- about: Which payment or credit was put onto which invoice, when, and whether it was taken off again.
-- about: Inferred ones are ours (rules for applying): the source did not state them.
-- param from date optional "First day"
-- param to date optional "Last day"
-- column date date "Date"
-- column payer id "Paid by"
-- column credit id "Payment"
-- column kind text "Kind"
-- column account id "Account"
-- column invoice id "Invoice"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- column ended date "Taken off" detail
-- column inferred text "Inferred"
-- hidden company text
-- order: date, account, invoice
SELECT applied.date AS date, payer.external_id AS payer,
  coalesce(payment.external_id, payment.reference, discount.external_id) AS credit,
  CASE WHEN applied.payment IS NULL THEN 'credit' ELSE 'payment' END AS kind,
  debtor.external_id AS account, ifnull(invoice.number, '(opening)') AS invoice,
  company.currency AS currency, applied.amount AS amount, application_end.date AS ended,
  application.inferred AS inferred, company.code AS company
FROM applied
JOIN application ON application.id = applied.application
JOIN account payer ON payer.id = applied.payer
JOIN account debtor ON debtor.id = applied.debtor
JOIN company ON company.id = applied.payer_company
LEFT JOIN payment ON payment.id = applied.payment
LEFT JOIN discount ON discount.id = applied.discount
LEFT JOIN invoice ON invoice.id = applied.invoice
LEFT JOIN application_end ON application_end.application = applied.application
WHERE (:from IS NULL OR applied.date >= :from) AND (:to IS NULL OR applied.date <= :to)
