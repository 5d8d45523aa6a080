-- title: Numbers whose calls are nobody's
-- about: Assign them to an account, import the assignment, and 'carryover rate --match' finds the
-- about: calls. An inbound call is looked for by the called number, every other by the calling one.
-- column number id "Number"
-- column reason text "Why" width=25
-- column carrier text "Carrier"
-- column calls integer "Calls" total
-- column seconds integer "Seconds" total
-- column first instant "First" width=17 detail
-- column last instant "Last" width=17
-- order: calls desc, number
SELECT CASE WHEN number IS NULL THEN number_text ELSE '+' || number END AS number, reason,
  source.name AS carrier, count(*) AS calls, sum((duration + 999) / 1000) AS seconds,
  min(start) AS first, max(start) AS last
FROM unmatched_call JOIN source ON source.id = unmatched_call.source
GROUP BY CASE WHEN number IS NULL THEN number_text ELSE '+' || number END, reason, source.name
