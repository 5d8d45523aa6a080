-- title: Telephone numbers
-- about: Every number with its holder on a day; numbers that nobody holds are free.
-- param as_of date default=last "The day; the last accounting date of the ledger if not given"
-- column number id "Number"
-- column account id "Account"
-- column name text "Name"
-- column since instant "Since"
-- column until instant "Until"
-- column state text "State"
-- column carrier text "Carrier"
-- column rate_center text "Rate centre" detail
-- order: number, since
SELECT '+' || number AS number, account.external_id AS account, account.name AS name,
  held.since AS since, held.until AS until,
  CASE
    WHEN held.account IS NULL THEN 'free'
    WHEN ifnull(held.since, 0) >= midnight_utc(add_days(:as_of, 1)) THEN 'future'
    WHEN held.until IS NOT NULL AND held.until <= midnight_utc(:as_of) THEN 'past'
    ELSE 'assigned'
  END AS state,
  did.carrier AS carrier, did.rate_center AS rate_center
FROM (
  SELECT number, account, since, until FROM did_assignment
  UNION ALL
  SELECT number, NULL, NULL, NULL FROM did
  WHERE NOT EXISTS (SELECT 1 FROM did_assignment WHERE did_assignment.number = did.number)
) held
LEFT JOIN did USING (number)
LEFT JOIN account ON account.id = held.account
