-- title: Contracts
-- about: What was agreed with customers, signed or not.
-- column contract id "Contract"
-- column account id "Account"
-- column name text "Name" detail
-- column template text "Template"
-- column signed_by text "Signed by"
-- column signed instant "Signed"
-- column is_signed flag "Valid" detail
-- column expires date "Expires"
-- column document text "Document" detail
-- column created instant "Made" detail
-- hidden company text
-- order: account, contract
SELECT contract.external_id AS contract, account.external_id AS account, account.name AS name,
  contract.template AS template, ifnull(contract.signed_by, 'unsigned') AS signed_by,
  contract.signed AS signed, contract.signed_by IS NOT NULL OR contract.signed IS NOT NULL AS is_signed,
  contract.expires AS expires, contract.document AS document, contract.created AS created,
  company.code AS company
FROM contract
JOIN account ON account.id = contract.account
JOIN company ON company.id = account.company
