-- title: Telephone numbers
-- about: Every number that the ISP can assign, held or not.
-- column number id "The number, E.164"
-- column carrier text "Carrier"
-- column rate_center text "Rate center"
-- column row integer "Number in the store" detail
-- order: number
SELECT '+' || number AS number, carrier, rate_center, id AS row FROM did
