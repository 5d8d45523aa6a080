-- title: Usage policies of accounts
-- about: What each account may use, and what more of it costs.
-- column account id "Account"
-- column name text "Name"
-- column policy text "Policy"
-- column cap bytes "Cap"
-- column rollover flag "Rollover"
-- column rollover_periods integer "For periods" detail
-- column free_from text "Free from" detail
-- column free_to text "Free to" detail
-- column overage_unit bytes "Overage unit" detail
-- column currency id "Cur" width=3 detail
-- column overage_price money "Overage price" detail
-- column top_off flag "Top-offs" detail
-- column since date "Since"
-- column until date "Until"
-- order: account, since
SELECT account.external_id AS account, account.name AS name, usage_policy.name AS policy,
  usage_policy.cap AS cap, usage_policy.rollover AS rollover,
  CASE WHEN usage_policy.rollover = 1 THEN ifnull(usage_policy.rollover_periods, 1) END
    AS rollover_periods, usage_policy.free_from AS free_from,
  usage_policy.free_to AS free_to, usage_policy.overage_unit AS overage_unit,
  company.currency AS currency, usage_policy.overage_price AS overage_price,
  usage_policy.top_off AS top_off, usage_assignment.since AS since, usage_assignment.until AS until
FROM usage_assignment
JOIN usage_policy ON usage_policy.id = usage_assignment.policy
JOIN account ON account.id = usage_assignment.account
JOIN company ON company.id = account.company
