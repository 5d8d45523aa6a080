-- invariant: 15
-- title: A tax is its base times its rate, within the rounding of its line
-- by: source, jurisdiction
-- needs: SELECT EXISTS (SELECT 1 FROM tax_line WHERE base IS NOT NULL AND rate IS NOT NULL)
-- lacking: SELECT count(*) FROM invoice
-- lacking: WHERE NOT EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
-- why: the source states no base and rate of its taxes
-- left: tax lines with a base and a rate
-- right: of them, those that come to it, to the smallest unit
SELECT source.name AS source, jurisdiction, 1 AS amount,
  abs(amount * 100000000 - base * rate) <= 100000000 AS part
FROM tax_line CROSS JOIN source ON source.id = tax_line.source
WHERE base IS NOT NULL AND rate IS NOT NULL
