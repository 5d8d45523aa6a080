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
WITH line AS (
  SELECT account, company, kind, item, sum(amount) AS unapplied
  FROM credit_entry
  WHERE date <= :as_of
  GROUP BY account, company, kind, item
  HAVING sum(amount) <> 0
),
-- Since when it is there, and what it was at first.
given AS (
  SELECT line.*,
    CASE kind
      WHEN 'payment' THEN (SELECT date FROM payment_success WHERE payment = item AND date <= :as_of)
      WHEN 'credit' THEN (SELECT date FROM discount WHERE id = item AND date <= :as_of)
      WHEN 'refund' THEN (SELECT date FROM refund WHERE id = item)
      ELSE (SELECT date FROM opening_balance WHERE id = item)
    END AS date,
    CASE kind
      WHEN 'payment' THEN (SELECT amount FROM payment_success WHERE payment = item AND date <= :as_of)
      WHEN 'credit' THEN (SELECT net + tax FROM discount_total WHERE discount = item AND date <= :as_of)
      WHEN 'refund' THEN (SELECT -amount FROM refund WHERE id = item)
      ELSE (SELECT -amount FROM opening_balance WHERE id = item)
    END AS amount
  FROM line
)
SELECT account.external_id AS account, account.name AS name, company.code AS company, kind,
  CASE kind
    WHEN 'payment' THEN (SELECT coalesce(external_id, reference) FROM payment WHERE payment.id = item)
    WHEN 'credit' THEN (SELECT external_id FROM discount WHERE discount.id = item)
    WHEN 'refund' THEN (SELECT external_id FROM refund WHERE refund.id = item)
  END AS reference,
  given.date AS date, days_between(given.date, :as_of) AS days, company.currency AS currency,
  ifnull(given.amount, 0) AS amount, unapplied, item AS id
FROM given
JOIN account ON account.id = given.account
JOIN company ON company.id = given.company
WHERE :company IS NULL OR company.code = :company
