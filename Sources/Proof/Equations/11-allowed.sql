-- invariant: 11
-- title: Applications are within an account or between parent and child, and not before either side
-- by: company
-- detail: id
-- needs: SELECT count(*) FROM application
-- why: nothing is applied
-- left: applications
SELECT ifnull(payment.company, discount.company) AS company, application.id AS id, 1 AS amount
FROM application
LEFT JOIN payment ON payment.id = application.payment
LEFT JOIN discount ON discount.id = application.discount
-- right: of them, those that the rules allow
SELECT credit.company AS company, application.id AS id, 1 AS amount
FROM application
JOIN (
  SELECT id AS payment, NULL AS discount, account, company, date FROM payment
  UNION ALL
  SELECT NULL, id, account, company, date FROM discount
) AS credit ON credit.payment = application.payment OR credit.discount = application.discount
LEFT JOIN invoice ON invoice.id = application.invoice
LEFT JOIN opening_balance ON opening_balance.id = application.opening_balance
WHERE credit.company = ifnull(invoice.company, opening_balance.company)
  AND application.date >= credit.date
  AND application.date >= ifnull(invoice.date, opening_balance.date)
  AND (credit.account = ifnull(invoice.account, opening_balance.account) OR EXISTS (
    SELECT 1 FROM account_link
    WHERE (account_link.account = credit.account
        AND account_link.parent = ifnull(invoice.account, opening_balance.account))
      OR (account_link.parent = credit.account
        AND account_link.account = ifnull(invoice.account, opening_balance.account))))
