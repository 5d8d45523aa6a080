-- title: Services of accounts
-- about: What each account has: service, price (its own where it has one), quantity, and what a month
-- about: of it comes to before tax. Services that ended stay, with their last day.
-- param as_of date default=last "The day that decides what is active; the last date of the ledger"
-- param account text optional "Only this account"
-- column account id "Account"
-- column name text "Name" detail
-- column service id "Service"
-- column service_name text "What" width=24
-- column type text "Type"
-- column description text "Description" detail
-- column quantity quantity "Qty"
-- column currency id "Cur" width=3
-- column price money "Price"
-- column override flag "Own price" detail
-- column monthly money "A month" total
-- column download_kbps integer "Down kbit/s" detail
-- column upload_kbps integer "Up kbit/s" detail
-- column since date "Since"
-- column until date "Until" detail
-- column active flag "Active" detail
-- hidden gl_code id
-- hidden company text
-- order: account, service, since
SELECT account, name, service, service_name, type, description, quantity, currency, price, override,
  CASE WHEN active AND ifnull(type, 'recurring') NOT IN ('one-time', 'overage', 'adjustment')
    THEN (price * quantity + 500000 * sign_of) / 1000000 END AS monthly,
  download_kbps, upload_kbps, since, until, active, gl_code, company
FROM (
  SELECT account.external_id AS account, account.name AS name, service.code AS service,
    service.name AS service_name, service.type AS type, account_service.description AS description,
    ifnull(account_service.quantity, 1000000) AS quantity, company.currency AS currency,
    coalesce(account_service.price, service.price, 0) AS price,
    CASE WHEN coalesce(account_service.price, service.price, 0) < 0 THEN -1 ELSE 1 END AS sign_of,
    account_service.price IS NOT NULL AS override, service.download_kbps AS download_kbps,
    service.upload_kbps AS upload_kbps, account_service.since AS since,
    account_service.until AS until,
    ifnull(account_service.since, '') <= :as_of
      AND ifnull(account_service.until, '9999-12-31') >= :as_of AS active,
    service.gl_code AS gl_code, company.code AS company
  FROM account_service
  JOIN account ON account.id = account_service.account
  JOIN company ON company.id = account.company
  JOIN service ON service.id = account_service.service
  WHERE :account IS NULL OR account.external_id = :account
)
