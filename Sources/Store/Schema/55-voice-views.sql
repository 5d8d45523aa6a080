-- Who a call belongs to: the account that held the number when the call began (rules §9). An outbound
-- call belongs to the holder of the calling number, every other to the holder of the called number;
-- where the carrier gives no direction, the calling number is looked at first.

CREATE VIEW cdr_holder AS
SELECT cdr.id AS cdr, coalesce(
  CASE WHEN ifnull(direction, 'outbound') = 'outbound' THEN (
    SELECT account FROM did_assignment
    WHERE did_assignment.number = cdr.from_number
      AND ifnull(since, cdr.start) <= cdr.start AND ifnull(until, cdr.start + 1) > cdr.start
  ) END,
  CASE WHEN ifnull(direction, 'inbound') <> 'outbound' THEN (
    SELECT account FROM did_assignment
    WHERE did_assignment.number = cdr.to_number
      AND ifnull(since, cdr.start) <= cdr.start AND ifnull(until, cdr.start + 1) > cdr.start
  ) END
) AS account
FROM cdr;
