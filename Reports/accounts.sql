-- title: Accounts
-- about: The accounts with the columns of the account view's list: who, what state, how billed, and the
-- about: four numbers of a day.
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- column account id "Account"
-- column name text "Name"
-- column status text "Status" width=9
-- column type text "Type" detail
-- column groups text "Groups" detail
-- column company id "Company" width=7
-- column parent id "Parent" detail
-- column children integer "Children" detail
-- column contact text "Primary contact" detail
-- column email text "E-mail" detail
-- column phone id "Telephone" detail
-- column street text "Street" detail
-- column city text "City" detail
-- column region text "Region" detail
-- column postcode id "Postcode" detail
-- column created date "Created" detail
-- column activated date "Activated" detail
-- column next_bill_date date "Next bill" detail
-- column bill_day integer "Bill day" detail
-- column bill_mode text "Bill mode" detail
-- column currency id "Cur" width=3
-- column balance_due money "Due" total
-- column available_credits money "Credits" total
-- column total_balance money "Total" total detail
-- column account_balance money "Balance" total
-- column past_due money "Past due" total detail
-- hidden source text
-- hidden zone text
-- hidden language text
-- hidden tax_zone text
-- hidden autopay flag
-- hidden tax_exempt flag
-- order: company, account
WITH entry AS (
  SELECT open_item_entry.account AS account, amount AS due, 0 AS uninvoiced, 0 AS credit,
    CASE WHEN coalesce(invoice.due, invoice.date, open_item_entry.date) < :as_of
      THEN amount ELSE 0 END AS late
  FROM open_item_entry
  LEFT JOIN invoice ON invoice.id = open_item_entry.invoice
  WHERE open_item_entry.date <= :as_of
  UNION ALL
  SELECT account, 0, amount, 0, 0 FROM uninvoiced_entry WHERE date <= :as_of
  UNION ALL
  SELECT account, 0, 0, amount, 0 FROM credit_entry WHERE date <= :as_of
),
number AS (
  SELECT account, sum(due) AS due, sum(uninvoiced) AS uninvoiced, sum(credit) AS credit,
    sum(late) AS late
  FROM entry
  GROUP BY account
)
SELECT account.external_id AS account, account.name AS name,
  coalesce((
    SELECT status_change.status FROM status_change
    WHERE status_change.account = account.id
      AND local_date(status_change.at, company.zone) <= :as_of
    ORDER BY status_change.at DESC LIMIT 1), account.status) AS status,
  account.type AS type, account.groups AS groups, company.code AS company,
  (SELECT parent.external_id FROM account_link JOIN account parent ON parent.id = account_link.parent
    WHERE account_link.account = account.id AND ifnull(account_link.since, '') <= :as_of
      AND ifnull(account_link.until, '9999-12-31') >= :as_of
    ORDER BY account_link.since DESC LIMIT 1) AS parent,
  (SELECT count(*) FROM account_link
    WHERE account_link.parent = account.id AND ifnull(account_link.since, '') <= :as_of
      AND ifnull(account_link.until, '9999-12-31') >= :as_of) AS children,
  contact.name AS contact, contact.email AS email, contact.phone AS phone,
  address.line1 AS street, address.city AS city, address.region AS region,
  address.postcode AS postcode, account.created AS created, account.activated AS activated,
  account.next_bill_date AS next_bill_date, account.bill_day AS bill_day,
  account.bill_mode AS bill_mode, company.currency AS currency,
  ifnull(number.due, 0) AS balance_due, ifnull(number.credit, 0) AS available_credits,
  ifnull(number.due + number.uninvoiced, 0) AS total_balance,
  ifnull(number.due + number.uninvoiced - number.credit, 0) AS account_balance,
  ifnull(number.late, 0) AS past_due, source.name AS source, account.zone AS zone,
  account.language AS language, account.tax_zone AS tax_zone, account.autopay AS autopay,
  account.tax_exempt AS tax_exempt
FROM account
JOIN company ON company.id = account.company
JOIN source ON source.id = account.source
LEFT JOIN number ON number.account = account.id
LEFT JOIN contact ON contact.id = (
  SELECT id FROM contact WHERE contact.account = account.id AND is_primary = 1 ORDER BY id LIMIT 1)
LEFT JOIN address ON address.account = account.id AND address.kind = 'service'
