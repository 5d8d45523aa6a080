-- title: Usage of the periods that ended in a month
-- about: Every account's usage in the billing period that ended in the month, with what it was allowed and
-- about: what the overage comes to. Closing the month keeps it.
-- kind: pack 25
-- param from date required "First day of the month"
-- param to date required "Last day of the month"
-- param company text optional "Only this company's, by its code"
-- column account id "Account"
-- column company id "Company" detail width=7
-- column name text "Name" detail
-- column start date "Start"
-- column end date "End"
-- column billable_in bytes "In" detail
-- column billable_out bytes "Out" detail
-- column billable bytes "Billable" detail
-- column adjustment bytes "Adjusted" detail
-- column used bytes "Used"
-- column free_in bytes "Free in" detail
-- column free_out bytes "Free out" detail
-- column free bytes "Free"
-- column total bytes "Total" detail
-- column cap bytes "Cap" detail
-- column rollover bytes "Rollover" detail
-- column rollover_used bytes "Of it used" detail
-- column rollover_expired bytes "Expired" detail
-- column top_off bytes "Top-off" detail
-- column allowance bytes "Allowance"
-- column overage bytes "Overage"
-- column units integer "Units" detail
-- column currency id "Cur" detail
-- column charge money "Charge" detail
-- explain used: usage-entries account=account start=start
-- explain overage: usage-worksheet account=account start=start
-- order: company, account, start
SELECT account.external_id AS account, account.name AS name, company.code AS company, start, "end", billable_in,
  billable_out, billable, adjustment, used, free_in, free_out, free, total, cap, rollover,
  -- The cap is used first; what is left of last period's is used or lost in this one.
  rollover_used, rollover_expired, top_off, allowance, overage,
  CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END AS units,
  company.currency AS currency,
  CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END
    * ifnull(overage_price, 0) AS charge
FROM usage_history
JOIN account ON account.id = usage_history.account
JOIN company ON company.id = account.company
WHERE "end" BETWEEN :from AND :to AND (:company IS NULL OR company.code = :company)
