-- inline
-- Applications with both sides and the day on which they end, from the tables alone.
SELECT a.id AS id, a.payment AS payment, a.discount AS discount, a.invoice AS invoice,
  a.opening_balance AS opening_balance, a.date AS date, a.amount AS amount,
  ifnull(p.account, d.account) AS payer, ifnull(i.account, o.account) AS debtor,
  ifnull(p.company, d.company) AS company,
  min(
    ifnull(a.voided, '9999'),
    ifnull((SELECT min(max(r.date, a.date)) FROM payment_reversal AS r
      WHERE r.payment = a.payment), '9999'),
    ifnull((SELECT max(v.date, a.date) FROM invoice_void AS v WHERE v.invoice = a.invoice), '9999')
  ) AS ended
FROM application AS a
LEFT JOIN payment AS p ON p.id = a.payment
LEFT JOIN discount AS d ON d.id = a.discount
LEFT JOIN invoice AS i ON i.id = a.invoice
LEFT JOIN opening_balance AS o ON o.id = a.opening_balance
