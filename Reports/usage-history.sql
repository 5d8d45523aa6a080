-- title: Usage history
-- about: Data usage by billing period, from bill day to bill day at midnight UTC: what counts, what was
-- about: free, what was allowed (cap, what earlier periods left over, top-off), the overage in begun units.
-- param account text optional "Only this account"
-- param from date optional "Only periods that end on this day or later"
-- param to date optional "Only periods that begin on this day or earlier"
-- column account id "Account"
-- column name text "Name" detail
-- column start date "Start"
-- column end date "End"
-- column billable_in bytes "In" detail
-- column billable_out bytes "Out" detail
-- column billable bytes "Billable" detail
-- column adjustment bytes "Adjusted" detail
-- column used bytes "Used"
-- column free bytes "Free"
-- column total bytes "Total" detail
-- column cap bytes "Cap" detail
-- column rollover bytes "Rollover" detail
-- column top_off bytes "Top-off" detail
-- column allowance bytes "Allowance"
-- column overage bytes "Overage"
-- column units integer "Units" detail
-- column currency id "Cur" detail
-- column charge money "Charge" detail
-- hidden free_in bytes "Free in"
-- hidden free_out bytes "Free out"
-- hidden rollover_used bytes "Of it used"
-- hidden rollover_expired bytes "Expired"
-- hidden rollover_left bytes "Left for later"
-- explain used: usage-entries account=account start=start
-- explain overage: usage-worksheet account=account start=start
-- group: account, name, currency
-- chart stacked x=start,end y=used,free limit=allowance
-- order: account, start
SELECT account.external_id AS account, account.name AS name, start, "end", billable_in,
  billable_out, billable, adjustment, used, free_in, free_out, free, total, cap, rollover,
  rollover_used, rollover_expired, rollover - rollover_used - rollover_expired AS rollover_left,
  top_off, allowance, overage,
  CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END AS units,
  company.currency AS currency,
  CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END
    * ifnull(overage_price, 0) AS charge
FROM usage_history
JOIN account ON account.id = usage_history.account
JOIN company ON company.id = account.company
WHERE (:account IS NULL OR account.external_id = :account)
  AND (:from IS NULL OR "end" >= :from) AND (:to IS NULL OR start <= :to)
