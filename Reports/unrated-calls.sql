-- title: Calls that should be charged and have no price
-- about: By the number that was called. Load the rates that are missing, and 'carryover rate' charges
-- about: the calls; 'carryover rate' also says why each of them has none.
-- column number id "Called"
-- column account id "Account"
-- column calls integer "Calls" total
-- column seconds integer "Seconds" total
-- column first instant "First" width=17
-- column last instant "Last" width=17
-- column destination text "Destination" detail
-- order: number, account
SELECT CASE WHEN cdr.to_number IS NULL THEN cdr.to_text ELSE '+' || cdr.to_number END AS number,
  account.external_id AS account, count(*) AS calls, sum((cdr.duration + 999) / 1000) AS seconds,
  min(cdr.start) AS first, max(cdr.start) AS last, min(cdr.destination) AS destination
FROM call_state
JOIN cdr ON cdr.id = call_state.cdr
JOIN account ON account.id = cdr.account
WHERE call_state.state = 'unrated'
GROUP BY 1, account.id
