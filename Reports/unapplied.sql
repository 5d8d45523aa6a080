-- title: Unapplied payments and credits
-- about: Money and credit that is on no invoice yet at the end of a day, and since how many days. A refund
-- about: that names no payment stands against them.
-- kind: pack 20
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column name text "Name" detail
-- column company id "Company" detail width=7
-- column kind id "Kind"
-- column reference id "Reference"
-- column date date "Date"
-- column days integer "Days"
-- column currency id "Cur" width=3
-- column amount money "Amount" total
-- column unapplied money "Unapplied" total
-- hidden id integer
-- order: company, account, date, kind, reference, id
WITH entry AS (
  SELECT account, company, 'payment' AS kind, payment AS id, date, amount, amount AS given
  FROM payment_success
  UNION ALL
  SELECT payment.account, payment.company, 'payment', payment.id, payment_reversal.date,
    -payment_reversal.amount, 0
  FROM payment_reversal
  JOIN payment ON payment.id = payment_reversal.payment
  UNION ALL
  SELECT account, company, CASE WHEN payment IS NULL THEN 'refund' ELSE 'payment' END,
    ifnull(payment, id), date, -amount, CASE WHEN payment IS NULL THEN -amount ELSE 0 END
  FROM refund
  UNION ALL
  SELECT account, company, 'credit', discount, date, net + tax, net + tax
  FROM discount_total
  WHERE goes_to = 'credit'
  UNION ALL
  SELECT account, company, 'opening', id, date, -amount, -amount
  FROM opening_balance
  WHERE amount < 0
  UNION ALL
  SELECT payer, payer_company, CASE WHEN payment IS NULL THEN 'credit' ELSE 'payment' END,
    ifnull(payment, discount), date, -amount, 0
  FROM application_entry
),
line AS (
  SELECT account, company, kind, id, min(CASE WHEN given <> 0 THEN date END) AS date,
    sum(given) AS amount, sum(amount) AS unapplied
  FROM entry
  WHERE date <= :as_of
  GROUP BY account, company, kind, id
  HAVING sum(amount) <> 0
)
SELECT account.external_id AS account, account.name AS name, company.code AS company, kind,
  CASE kind
    WHEN 'payment' THEN (SELECT coalesce(external_id, reference) FROM payment WHERE payment.id = line.id)
    WHEN 'credit' THEN (SELECT external_id FROM discount WHERE discount.id = line.id)
    WHEN 'refund' THEN (SELECT external_id FROM refund WHERE refund.id = line.id)
  END AS reference,
  line.date AS date, days_between(line.date, :as_of) AS days, company.currency AS currency,
  line.amount AS amount, unapplied, line.id AS id
FROM line
JOIN account ON account.id = line.account
JOIN company ON company.id = line.company
WHERE :company IS NULL OR company.code = :company
