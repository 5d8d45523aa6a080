-- title: Services that can be sold
-- about: Those that an account has on the day.
-- column service id "Code" detail
-- column name text "Name"
-- column type text "Kind of service"
-- column price money "Price"
-- column gl_code id "General-ledger code"
-- column download_kbps integer "Speed down"
-- column upload_kbps integer "Speed up"
-- column taxable flag "Whether it is taxed"
-- column currency id "Currency" detail
-- column row integer "Number in the store" detail
-- order: service
SELECT service.code AS service, service.name AS name, service.type AS type,
  service.price AS price, service.gl_code AS gl_code, service.download_kbps AS download_kbps,
  service.upload_kbps AS upload_kbps, service.taxable AS taxable, min(e.currency) AS currency,
  min(service.id) AS row
FROM account_service h
JOIN exported e ON e.account = h.account
JOIN service ON service.id = h.service
WHERE ifnull(h.until, '9999') >= :as_of
GROUP BY service.code, service.name, service.type, service.price, service.gl_code,
  service.download_kbps, service.upload_kbps, service.taxable
