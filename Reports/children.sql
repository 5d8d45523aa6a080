-- title: Child accounts
-- about: Parents with the accounts that they answer for: for recurring invoices dated after the link.
-- column parent id "Parent"
-- column parent_name text "Parent's name"
-- column account id "Child"
-- column name text "Child's name"
-- column since date "Since"
-- column until date "Until"
-- order: parent, account, since
SELECT parent.external_id AS parent, parent.name AS parent_name, child.external_id AS account,
  child.name AS name, account_link.since AS since, account_link.until AS until
FROM account_link
JOIN account parent ON parent.id = account_link.parent
JOIN account child ON child.id = account_link.account
