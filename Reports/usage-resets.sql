-- title: Counters that began again
-- about: Readings of a meter that are lower than the ones before: both are shown, and the second
-- about: counts whole.
-- param account text optional "Only this account"
-- column account id "Account"
-- column meter text "Meter"
-- column at instant "Read at"
-- column before_in bytes "In before"
-- column bytes_in bytes "In after"
-- column before_out bytes "Out before"
-- column bytes_out bytes "Out after"
-- order: account, at, meter
SELECT account.external_id AS account, meter, at, before_in, bytes_in, before_out, bytes_out
FROM usage_reading
JOIN account ON account.id = usage_reading.account
WHERE is_reset AND (:account IS NULL OR account.external_id = :account)
