internal import Diagnostics
internal import Store

/// A store for measuring reports, made by SQL: accounts with an invoice a month, each with a debit and a
/// tax, most of them paid, and a log. The figures follow from the row numbers.
struct ReportStore {
  var accounts: Int
  var months: Int
  var logEntries: Int

  func write(to path: String) throws {
    let database = try StoreFile.create(at: path)
    try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")
    try database.execute(
      """
      BEGIN;
      -- By UTC's clock, which SQLite's own functions have too.
      INSERT INTO company (id, line, code, name, currency, zone)
        VALUES (1, 1, 'PN', 'Prairie Net', 'CAD', 'UTC');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'acme', 1, 'system', 'UTC');
      INSERT INTO service (id, source, line, code, name, type, price, gl_code) VALUES
        (1, 1, 1, 'NET50', 'Internet 50', 'data', 5995, '4000'),
        (2, 1, 2, 'NET500', 'Internet 500', 'data', 8995, '4000');
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(accounts))
      INSERT INTO account (id, source, line, external_id, company, name, status, type, bill_day)
        SELECT i, 1, i, printf('%06d', i), 1, 'Customer ' || i || CASE i % 7 WHEN 0 THEN ', Ltd' ELSE '' END,
          'active', CASE i % 5 WHEN 0 THEN 'commercial' ELSE 'residential' END, 1 + i % 28 FROM n;
      INSERT INTO account_service (id, source, line, external_id, account, service, since)
        SELECT id, 1, id, 'S' || id, id, 1 + id % 2, '2025-10-01' FROM account;
      COMMIT
      """)
    for month in 0..<months { try writeMonth(month, in: database) }
    try database.execute(
      """
      BEGIN;
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(logEntries))
      INSERT INTO log
        (id, source, line, external_id, at, account, level, type, entity, entity_id, field, user, message,
         previous, current)
      SELECT i, 1, i, 'L' || i, 1760000000000 + i * 6007, 1 + i * 7919 % \(accounts), 'info',
        CASE i % 2 WHEN 0 THEN 'updated' ELSE 'created' END, 'account_service', 'S' || (i % 90000),
        'price', CASE i % 3 WHEN 0 THEN 'apatel' ELSE 'jsmith' END,
        CASE i % 10 WHEN 0 THEN 'Price changed, by request' ELSE 'Price changed' END,
        '49.95', '59.95'
      FROM n;
      COMMIT
      """)
    try database.execute("ANALYZE")
    try StoreFile.settle(database)
  }

  private func writeMonth(_ month: Int, in database: Database) throws {
    let year = 2025 + (9 + month) / 12
    let number = (9 + month) % 12 + 1
    let date = "\(year)-\(number < 10 ? "0" : "")\(number)-01"
    let first = month * accounts
    try database.execute(
      """
      BEGIN;
      INSERT INTO invoice
        (id, source, line, number, account, company, account_type, at, date, due, recurring)
        SELECT \(first) + id, 1, id, \(1_000_000 + first) + id, id, 1, type,
          midnight_utc('\(date)'), '\(date)', add_days('\(date)', 21), 1 FROM account;
      INSERT INTO debit
        (id, source, line, external_id, account, company, account_type, invoice, at, date, type, service,
         description, amount, gl_code)
        SELECT \(first) + id, 1, id, 'D' || (\(first) + id), id, 1, type, \(first) + id,
          midnight_utc('\(date)'), '\(date)', 'recurring', 1 + id % 2, 'Internet service',
          5995 + id % 2 * 3000, '4000' FROM account;
      INSERT INTO tax_line (id, source, line, external_id, debit, name, jurisdiction, rate, base, amount)
        SELECT id, 1, line, 'T' || id, id, 'GST', 'CA', 5000000, amount, (amount * 5 + 50) / 100
        FROM debit WHERE id > \(first);
      INSERT INTO payment
        (id, source, line, external_id, account, company, account_type, at, date, amount, method,
         reference)
        SELECT d.id, 1, d.line, 'P' || d.id, d.account, 1, d.account_type, d.at, add_days(d.date, 14),
          d.amount + t.amount, CASE d.id % 3 WHEN 0 THEN 'check' ELSE 'card' END, 'REF' || d.id
        FROM debit d JOIN tax_line t ON t.debit = d.id
        WHERE d.id > \(first) AND (d.account * 31 + \(month)) % 11 <> 0;
      INSERT INTO application (id, source, line, payment, invoice, date, amount)
        SELECT id, 1, line, id, id, date, amount FROM payment WHERE id > \(first);
      COMMIT
      """)
  }
}
