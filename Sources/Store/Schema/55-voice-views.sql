-- Who a call belongs to: the account that held the number when the call began (rules §9). An outbound or
-- internal call belongs to the holder of the calling number, an inbound one to the holder of the called
-- number; where that number is nobody's, or the carrier gives no direction, the calling number is looked
-- at first and then the called one. This is the rule itself, worked out anew from the assignments: what
-- was found when the call came in stands in cdr.account, and the proof compares the two.

CREATE VIEW cdr_holder AS
SELECT cdr.id AS cdr, coalesce(
  CASE WHEN ifnull(direction, '') <> 'inbound' THEN (
    SELECT account FROM did_assignment
    WHERE did_assignment.number = cdr.from_number
      AND ifnull(since, cdr.start) <= cdr.start AND ifnull(until, cdr.start + 1) > cdr.start
  ) END,
  CASE WHEN ifnull(direction, '') <> 'outbound' THEN (
    SELECT account FROM did_assignment
    WHERE did_assignment.number = cdr.to_number
      AND ifnull(since, cdr.start) <= cdr.start AND ifnull(until, cdr.start + 1) > cdr.start
  ) END
) AS account
FROM cdr;

-- The charge of a call that holds: the newest, unless it was reversed.
CREATE VIEW call_charged AS
SELECT c.id AS charge, c.call, c.account, c.deck, c.rate, c.class, c.seconds, c.amount
FROM call_charge AS c
WHERE c.sequence % 2 = 1
  AND NOT EXISTS (
    SELECT 1 FROM call_charge AS r WHERE r.call = c.call AND r.sequence = c.sequence + 1);

-- Every call is in exactly one state (rules §9); `reason` is the rule by which it is not chargeable.
-- `direction` is the carrier's, or follows from whose number it is.
CREATE VIEW call_state AS
SELECT call.cdr, call.source, call.account, call.direction, call.reason, charged.charge,
  charged.seconds AS billed_seconds, charged.amount,
  CASE
    WHEN EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = call.cdr) THEN 'reversed'
    WHEN call.account IS NULL THEN 'unmatched'
    WHEN call.reason IS NOT NULL THEN 'not chargeable'
    WHEN charged.charge IS NULL THEN 'unrated'
    WHEN EXISTS (SELECT 1 FROM call_billing WHERE call_billing.call_charge = charged.charge)
    THEN 'billed'
    ELSE 'rated'
  END AS state
FROM (
  SELECT cdr.id AS cdr, cdr.source, cdr.account,
    coalesce(cdr.direction, CASE cdr.matched_by WHEN 'to' THEN 'inbound' ELSE 'outbound' END)
      AS direction,
    call_rule(source.role,
      coalesce(cdr.direction, CASE cdr.matched_by WHEN 'to' THEN 'inbound' ELSE 'outbound' END),
      cdr.disposition, cdr.duration, cdr.to_text, cdr.to_number, source.country) AS reason
  FROM cdr
  JOIN source ON source.id = cdr.source
) AS call
LEFT JOIN call_charged AS charged ON charged.call = call.cdr;

-- Calls that are nobody's, with the number that somebody should have, and why nobody has.
CREATE VIEW unmatched_call AS
SELECT cdr.id AS cdr, cdr.source, cdr.start, cdr.duration,
  n.did AS number,
  CASE WHEN cdr.direction = 'inbound' THEN cdr.to_text ELSE cdr.from_text END AS number_text,
  CASE
    WHEN n.did IS NULL THEN 'no telephone number'
    WHEN EXISTS (SELECT 1 FROM did_assignment WHERE did_assignment.number = n.did)
    THEN 'held by nobody at that time'
    ELSE 'number not known'
  END AS reason
FROM cdr JOIN cdr_number AS n ON n.call = cdr.id
WHERE cdr.account IS NULL
  AND NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id);
