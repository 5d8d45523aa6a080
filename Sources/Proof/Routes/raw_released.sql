-- What refunds take off the applications of their payment: what the payment lacks, counting up from
-- its oldest application.
SELECT id, date, min(put_on, lacking) AS amount
FROM (
  SELECT a.id AS id, r.date AS date, a.amount AS put_on,
    r.amount - p.amount + (
      SELECT sum(b.amount) FROM application AS b
      WHERE b.payment = a.payment AND b.date <= r.date
        AND (b.date < a.date OR (b.date = a.date AND b.id <= a.id))
        AND (SELECT raw_applied.ended FROM raw_applied WHERE raw_applied.id = b.id) > r.date
    ) AS lacking
  FROM refund AS r
  JOIN payment AS p ON p.id = r.payment
  JOIN raw_applied AS a ON a.payment = p.id
  WHERE a.date <= r.date AND a.ended > r.date
)
WHERE lacking > 0
