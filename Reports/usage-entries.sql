-- title: Uses of a period
-- about: Every use that counts for an account: between two readings of a meter, in an interval that was
-- about: classified already, or a correction by hand. A reading that began again counts whole.
-- param account text optional "Only this account"
-- param start date optional "Only the billing period that begins on this day"
-- param from date optional "First day (UTC)"
-- param to date optional "Last day (UTC)"
-- column account id "Account"
-- column at instant "From"
-- column until instant "To"
-- column meter id "Meter"
-- column what id "What"
-- column free bytes "Free" total
-- column used bytes "Used" total
-- hidden name text
-- order: account, at, meter, what
WITH entry AS (
  SELECT usage_reading.account, usage_reading.start_at AS at, usage_reading.at AS until,
    usage_reading.meter,
    CASE WHEN is_reset THEN 'reading after a reset' ELSE 'reading' END AS what,
    CASE WHEN is_reset THEN bytes_in ELSE bytes_in - before_in END
      + CASE WHEN is_reset THEN bytes_out ELSE bytes_out - before_out END AS bytes,
    minute_of_day(usage_allowance.free_from) AS free_from,
    minute_of_day(usage_allowance.free_to) AS free_to,
    local_minute(usage_reading.start_at, source.zone) AS minute, NULL AS counted_free
  FROM usage_reading
  LEFT JOIN usage_allowance ON usage_allowance.account = usage_reading.account
    AND ifnull(usage_allowance.since, '0000') <= utc_date(usage_reading.start_at)
    AND ifnull(usage_allowance.until, '9999') >= utc_date(usage_reading.start_at)
  LEFT JOIN source ON source.id = usage_allowance.source
  UNION ALL
  SELECT account, start_at, end_at, meter, 'interval', billable_in + billable_out, NULL, NULL, NULL,
    free_in + free_out
  FROM usage_interval
  UNION ALL
  SELECT account, at, NULL, NULL, 'correction' || ifnull(' by ' || user, ''),
    ifnull(bytes_in, 0) + ifnull(bytes_out, 0), NULL, NULL, NULL, 0
  FROM usage_adjustment
),
sorted AS (
  SELECT entry.*,
    CASE
      WHEN free_from < free_to THEN minute >= free_from AND minute < free_to
      WHEN free_from > free_to THEN minute >= free_from OR minute < free_to
      ELSE 0
    END AS is_free
  FROM entry
)
SELECT account.external_id AS account, account.name AS name, at, until, meter, what,
  coalesce(counted_free, CASE WHEN is_free THEN bytes ELSE 0 END) AS free,
  CASE WHEN is_free THEN 0 ELSE bytes END AS used
FROM sorted
JOIN account ON account.id = sorted.account
WHERE (:account IS NULL OR account.external_id = :account)
  AND (:start IS NULL
    OR cycle_start(utc_date(at), ifnull(account.bill_day, 1)) = :start)
  AND (:from IS NULL OR utc_date(at) >= :from) AND (:to IS NULL OR utc_date(at) <= :to)
