-- title: Top-offs
-- about: Allowance that was bought for a period.
-- column at instant "At"
-- column account id "Account"
-- column name text "Name"
-- column bytes bytes "Volume" total
-- order: at, account
SELECT top_off.at AS at, account.external_id AS account, account.name AS name, top_off.bytes AS bytes
FROM top_off
JOIN account ON account.id = top_off.account
