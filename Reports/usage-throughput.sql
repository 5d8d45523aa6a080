-- title: Throughput
-- about: What went through by day, or by hour of the day (UTC), of an account or of all, and the mean rate.
-- about: A use is put where it began.
-- param by text default=day among=day,hour "A line for each 'day', or for each 'hour' of the day"
-- param from date optional "First day (UTC)"
-- param to date optional "Last day (UTC)"
-- param account text optional "Only this account"
-- column time id "Time"
-- column accounts integer "Accounts"
-- column bytes_in bytes "In"
-- column bytes_out bytes "Out"
-- column total bytes "Total"
-- column kbps integer "Mean kbit/s"
-- chart stacked x=time y=bytes_in,bytes_out
-- order: time
WITH entry AS (
  SELECT usage_entry.account, utc_date(at) AS day,
    substr('0' || (usage_entry.at / 3600000 % 24), -2) || ':00' AS hour,
    billable_in + free_in AS bytes_in, billable_out + free_out AS bytes_out
  FROM usage_entry
  JOIN account ON account.id = usage_entry.account
  WHERE (:account IS NULL OR account.external_id = :account)
    AND (:from IS NULL OR utc_date(at) >= :from) AND (:to IS NULL OR utc_date(at) <= :to)
),
span AS (SELECT count(DISTINCT day) AS days FROM entry)
SELECT CASE WHEN :by = 'hour' THEN hour ELSE day END AS time, count(DISTINCT account) AS accounts,
  sum(bytes_in) AS bytes_in, sum(bytes_out) AS bytes_out, sum(bytes_in + bytes_out) AS total,
  sum(bytes_in + bytes_out) * 8 / 1000
    / CASE WHEN :by = 'hour' THEN 3600 * max(days) ELSE 86400 END AS kbps
FROM entry, span
GROUP BY 1
