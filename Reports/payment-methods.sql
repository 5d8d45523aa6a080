-- title: Payment methods
-- about: Cards and bank accounts that a processor keeps for accounts: tokens, never numbers.
-- column account id "Account"
-- column name text "Name"
-- column type text "Type"
-- column brand text "Brand or bank"
-- column last_four id "Ends in"
-- column expires id "Expires"
-- column holder text "Holder" detail
-- column autopay flag "Autopay"
-- column token text "Token" detail
-- column customer text "Customer" detail
-- hidden company text
-- order: account, token
SELECT account.external_id AS account, account.name AS name, payment_method.type AS type,
  payment_method.brand AS brand, payment_method.last_four AS last_four,
  payment_method.expires AS expires, payment_method.holder AS holder,
  ifnull(payment_method.autopay, 0) AS autopay, payment_method.token AS token,
  payment_method.customer AS customer, company.code AS company
FROM payment_method
JOIN account ON account.id = payment_method.account
JOIN company ON company.id = account.company
