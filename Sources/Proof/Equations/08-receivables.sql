-- invariant: 8
-- title: Receivables are open invoices + uninvoiced debits - available credits, every account every day
-- by: company
-- detail: account, date
-- unit: money
-- with: raw_applied, raw_released, raw_application, raw_void, raw_ledger
-- needs: SELECT count(*) FROM company
-- left: movements, from the tables
SELECT company, account, date, amount FROM raw_ledger WHERE date <= :as_of
-- right: open items + uninvoiced - available credits
SELECT company, account, date, amount FROM open_item_entry WHERE date <= :as_of
UNION ALL
SELECT company, account, date, amount FROM uninvoiced_entry WHERE date <= :as_of
UNION ALL
SELECT company, account, date, -amount FROM credit_entry WHERE date <= :as_of
