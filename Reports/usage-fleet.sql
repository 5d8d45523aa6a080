-- title: Usage of all accounts
-- about: What all accounts used in the billing periods that ended in each month, by policy: volumes, how
-- about: many went over what they were allowed, and what that comes to.
-- param from date optional "Only periods that end on this day or later"
-- param to date optional "Only periods that end on this day or earlier"
-- param company text optional "Only this company's, by its code"
-- column company id "Company" width=7
-- column month id "Month"
-- column policy id "Policy"
-- column accounts integer "Accounts"
-- column used bytes "Used"
-- column free bytes "Free"
-- column allowance bytes "Allowance"
-- column over integer "Over"
-- column overage bytes "Overage"
-- column currency id "Cur" width=3
-- column charge money "Charge" total
-- order: company, month, policy
WITH period AS (
  SELECT account.company, substr("end", 1, 7) AS month, used, free, allowance, overage,
    (SELECT code FROM usage_allowance WHERE usage_allowance.account = usage_history.account
      AND ifnull(usage_allowance.since, '0000') <= "end"
      AND ifnull(usage_allowance.until, '9999') >= "end" LIMIT 1) AS policy,
    CASE WHEN overage_unit > 0 THEN (overage + overage_unit - 1) / overage_unit ELSE 0 END
      * ifnull(overage_price, 0) AS charge
  FROM usage_history
  JOIN account ON account.id = usage_history.account
  WHERE (:from IS NULL OR "end" >= :from) AND (:to IS NULL OR "end" <= :to)
)
SELECT company.code AS company, month, ifnull(policy, 'none') AS policy, count(*) AS accounts,
  sum(used) AS used, sum(free) AS free, sum(allowance) AS allowance, sum(overage > 0) AS over,
  sum(overage) AS overage, company.currency AS currency, sum(charge) AS charge
FROM period
JOIN company ON company.id = period.company
WHERE :company IS NULL OR company.code = :company
GROUP BY company.id, month, policy
