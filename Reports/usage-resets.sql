-- title: Counters that began again
-- about: Readings of a meter that are lower than the ones before: both are shown, and the second
-- about: counts whole. One that stood close under 2^32 may have gone round instead: then more was used
-- about: than counts, and how much is shown.
-- param account text optional "Only this account"
-- column account id "Account"
-- column meter text "Meter"
-- column at instant "Read at"
-- column kind id "What"
-- column before_in bytes "In before"
-- column bytes_in bytes "In after"
-- column before_out bytes "Out before"
-- column bytes_out bytes "Out after"
-- column if_wrapped bytes "More, if round" detail
-- order: account, at, meter
WITH wrapped AS (
  SELECT usage_reading.*,
    CASE WHEN bytes_in < before_in AND before_in BETWEEN 4080218931 AND 4294967295
      THEN 4294967296 - before_in ELSE 0 END
    + CASE WHEN bytes_out < before_out AND before_out BETWEEN 4080218931 AND 4294967295
      THEN 4294967296 - before_out ELSE 0 END AS if_wrapped
  FROM usage_reading
  WHERE is_reset
)
SELECT account.external_id AS account, meter, at,
  CASE WHEN if_wrapped > 0 THEN 'possible wrap' ELSE 'reset' END AS kind, before_in, bytes_in,
  before_out, bytes_out, if_wrapped
FROM wrapped
JOIN account ON account.id = wrapped.account
WHERE :account IS NULL OR account.external_id = :account
