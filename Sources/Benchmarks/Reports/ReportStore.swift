internal import Diagnostics
internal import Store

/// A store for measuring reports, made by SQL: accounts of two companies with an invoice a month, and of
/// everything else that books have what an ISP would have of it; most invoices are paid. The figures
/// follow from the row numbers.
struct ReportStore {
  var accounts: Int
  var months: Int
  var logEntries: Int

  /// The month that begins `offset` months after the first.
  private static func month(_ offset: Int) -> String {
    let (year, number) = (2025 + (9 + offset) / 12, (9 + offset) % 12 + 1)
    return "\(year)-\(number < 10 ? "0" : "")\(number)"
  }

  var lastMonth: String { Self.month(months - 1) }

  func write(to path: String) throws {
    let database = try StoreFile.create(at: path)
    try database.execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN")
    try database.execute(beginning)
    for month in 0..<months { try database.execute(Self.books(of: month, accounts)) }
    try database.execute(Self.metered(month: months, accounts: accounts, invoice: "NULL"))
    try database.execute(log)
    try database.execute(Self.batches)
    try database.execute("COMMIT")
    try StoreFile.settle(database)
  }

  private var beginning: String {
    """
    -- By UTC's clock, which SQLite's own functions have too.
    INSERT INTO company (id, line, code, name, currency, zone) VALUES
      (1, 1, 'PN', 'Prairie Net', 'CAD', 'UTC'), (2, 2, 'TG', 'Tallgrass', 'EUR', 'UTC');
    INSERT INTO source (id, line, name, company, role, zone) VALUES
      (1, 1, 'acme', 1, 'system', 'UTC'), (2, 2, 'tall', 2, 'system', 'UTC');
    INSERT INTO service (source, line, code, name, type, price, gl_code)
      SELECT source.id, line, code, sold.name, type, price, gl_code
      FROM source JOIN (
        SELECT 'NET50' AS code, 'Internet 50' AS name, 'data' AS type, 5995 AS price, '4000' AS gl_code
        UNION ALL SELECT 'NET500', 'Internet 500', 'data', 8995, '4010'
        UNION ALL SELECT 'STATIC', 'Static address', 'data', 1000, '4020'
        UNION ALL SELECT 'VOICE', 'Calls', 'voice', 0, '4100') AS sold;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(accounts)),
      owned AS (SELECT i, CASE i % 10 WHEN 0 THEN 2 ELSE 1 END AS company FROM n)
    INSERT INTO account (id, source, line, external_id, company, name, status, type, bill_day, grace_days)
      SELECT i, company, i, printf('%06d', i), company,
        'Customer ' || i || CASE i % 7 WHEN 0 THEN ', Ltd' ELSE '' END,
        'active', CASE i % 5 WHEN 0 THEN 'commercial' ELSE 'residential' END, 1 + i % 28, i % 3 * 5
      FROM owned;
    INSERT INTO account_service (id, source, line, external_id, account, service, since)
      SELECT id, source, id, 'S' || id, id, 1 + id % 2 + 4 * (company - 1), '2025-10-01' FROM account;
    -- A child's invoices are its parent's to pay.
    INSERT INTO account_link (source, line, account, parent, since)
      SELECT source, id, id, id - 1, '2025-09-01' FROM account WHERE id % 200 = 2;
    INSERT INTO opening_balance (source, line, account, company, account_type, at, date, amount)
      SELECT source, id, id, company, type, midnight_utc('2025-09-30'), '2025-09-30',
        CASE id % 120 WHEN 0 THEN -1500 ELSE 2500 END FROM account WHERE id % 40 = 0;
    INSERT INTO usage_policy (id, source, line, code, name, cap, rollover, overage_unit, overage_price)
      VALUES (1, 1, 1, 'P500', '500 GB', 500000000000, 1, 5000000000, 1000);
    INSERT INTO usage_assignment (source, line, account, policy)
      SELECT source, id, id, 1 FROM account WHERE id % 10 = 3;
    CREATE TEMP TABLE turn (account INTEGER PRIMARY KEY, source, company, type, invoice, payer, state);
    CREATE TEMP TABLE due (invoice INTEGER PRIMARY KEY, amount INTEGER);
    """
  }

  // MARK: A month

  /// `turn` says what becomes of an account's invoice: paid (one in fifty without saying for what), part
  /// paid, failed, or open: and some of these are void, or reversed.
  private static func books(of month: Int, _ accounts: Int) -> String {
    let date = "\(Self.month(month))-01"
    let first = month * accounts
    return """
      DELETE FROM turn;
      INSERT INTO turn SELECT id, source, company, type, \(first) + id, id - (id % 200 = 2), CASE
          WHEN (id * 31 + \(month)) % 11 = 0 THEN
            CASE (id + \(month)) % 20 WHEN 0 THEN 'reversed' WHEN 1 THEN 'void' ELSE 'open' END
          WHEN (id * 7 + \(month)) % 150 = 0 THEN 'part'
          WHEN (id * 13 + \(month)) % 190 = 0 THEN 'failed'
          WHEN (id * 17 + \(month)) % 50 = 0 THEN 'unapplied'
          ELSE 'paid' END FROM account;
      INSERT INTO invoice
        (id, source, line, number, account, company, account_type, at, date, due, recurring)
        SELECT invoice, source, account, 1000000 + invoice, account, company, type,
          midnight_utc('\(date)'), '\(date)', add_days('\(date)', 21), 1 FROM turn;
      -- One in forty pays a year ahead; commercial accounts have a second line and a second tax.
      WITH line AS (SELECT 0 AS n UNION ALL SELECT 1)
      INSERT INTO debit
        (id, source, line, external_id, account, company, account_type, invoice, at, date, type, service,
         description, amount, pays_from, pays_to, gl_code)
        SELECT 2 * invoice - 1 + n, source, account, 'D' || (2 * invoice - 1 + n), account, company,
          turn.type, invoice, midnight_utc('\(date)'), '\(date)', 'recurring',
          CASE n WHEN 0 THEN 1 + account % 2 ELSE 3 END + 4 * (company - 1),
          CASE n WHEN 0 THEN 'Internet service' ELSE 'Static address' END,
          CASE n WHEN 0 THEN 5995 + account % 2 * 3000 ELSE 1000 END, '\(date)',
          add_days(add_months('\(date)', CASE account % 40 WHEN 3 THEN 12 ELSE 1 END, 1), -1),
          CASE n WHEN 0 THEN CASE account % 2 WHEN 0 THEN '4000' ELSE '4010' END END
        FROM turn JOIN line ON n = 0 OR account % 5 = 0;
      \(month == 0 ? "" : metered(month: month, accounts: accounts, invoice: "\(first) + id"))
      WITH rate AS (SELECT 1 AS n, 'GST' AS name, 'CA' AS jurisdiction, 5 AS percent
        UNION ALL SELECT 0, 'PST', 'CA-SK', 6)
      INSERT INTO tax_line (id, source, line, external_id, debit, name, jurisdiction, rate, base, amount)
        SELECT 2 * debit.id - n, source, line, 'T' || (2 * debit.id - n), debit.id, name, jurisdiction,
          percent * 1000000, debit.amount, (debit.amount * percent + 50) / 100
        FROM debit JOIN rate ON n = 1 OR debit.account % 5 = 0
        WHERE debit.invoice > \(first);
      DELETE FROM due;
      INSERT INTO due SELECT invoice, sum(amount) AS amount FROM (
          SELECT invoice, amount FROM debit WHERE invoice > \(first)
          UNION ALL
          SELECT invoice, tax_line.amount FROM debit JOIN tax_line ON tax_line.debit = debit.id
          WHERE invoice > \(first)) GROUP BY invoice;
      UPDATE invoice SET total = (SELECT amount FROM due WHERE due.invoice = invoice.id)
        WHERE id > \(first);
      INSERT INTO payment
        (id, source, line, external_id, account, company, account_type, at, date, amount, method, status,
         reference, deposit_slip)
        SELECT invoice, source, account, 'P' || invoice, payer, company, type, midnight_utc('\(date)'),
          add_days('\(date)', 3 + account % 20), CASE state WHEN 'part' THEN 4000 ELSE amount END,
          CASE account % 3 WHEN 0 THEN 'check' ELSE 'card' END,
          CASE WHEN state = 'failed' THEN 'failed' WHEN account % 90 = 1 THEN 'pending' END,
          'REF' || invoice,
          CASE account % 3 WHEN 0 THEN 'DS-\(Self.month(month))-' || (3 + account % 20) END
        FROM turn JOIN due USING (invoice) WHERE state IN ('paid', 'part', 'failed', 'unapplied');
      INSERT INTO payment_status (source, line, payment, date, status)
        SELECT source, line, id, add_days(date, 2), 'succeeded' FROM payment
        WHERE id > \(first) AND status = 'pending';
      INSERT INTO application (source, line, payment, invoice, date, amount)
        SELECT turn.source, line, id, turn.invoice, CASE WHEN status = 'pending' THEN add_days(date, 2)
          ELSE date END, amount
        FROM turn JOIN payment ON payment.id = turn.invoice WHERE state IN ('paid', 'part');
      INSERT INTO payment_reversal (source, line, external_id, payment, date, amount, refunded)
        SELECT turn.source, line, 'B' || id, id, add_days(date, 4), amount, turn.account % 3 = 0
        FROM turn JOIN payment ON payment.id = turn.invoice
        WHERE state = 'paid' AND (turn.account * 29 + \(month)) % 500 = 0;
      INSERT INTO refund
        (source, line, external_id, account, company, account_type, at, date, payment, amount, method)
        SELECT turn.source, line, 'R' || id, payment.account, turn.company, turn.type, at, add_days(date, 4),
          CASE turn.account % 4 WHEN 0 THEN NULL ELSE id END, amount, 'card'
        FROM turn JOIN payment ON payment.id = turn.invoice
        WHERE state = 'unapplied' AND turn.account % 13 = 0;
      INSERT INTO invoice_void (source, line, invoice, date, user)
        SELECT source, account, invoice, add_days('\(date)', 9), 'apatel' FROM turn WHERE state = 'void';
      INSERT INTO discount
        (id, source, line, external_id, account, company, account_type, at, date, reason, amount, debit,
         gl_code)
        SELECT debit.id, turn.source, turn.account, 'K' || debit.id, turn.account, turn.company, turn.type,
          midnight_utc('\(date)'), add_days('\(date)', 12),
          CASE WHEN state = 'reversed' THEN 'reversal' WHEN turn.account % 5 = 0 THEN 'discount'
            WHEN turn.account % 5 = 1 THEN 'goodwill' WHEN turn.account % 5 = 2 THEN 'adjustment'
            WHEN turn.account % 5 = 3 THEN 'credit-note' ELSE 'write-off' END,
          CASE state WHEN 'reversed' THEN amount ELSE 500 END,
          CASE state WHEN 'reversed' THEN debit.id END, CASE state WHEN 'reversed' THEN NULL ELSE '4900' END
        FROM turn JOIN debit ON debit.id = 2 * turn.invoice - 1
        WHERE state = 'reversed' OR (turn.account * 3 + \(month)) % 100 = 0;
      INSERT INTO tax_line
        (id, source, line, external_id, discount, name, jurisdiction, rate, base, amount)
        SELECT 10000000000 + tax_line.id, tax_line.source, tax_line.line,
          'K' || tax_line.external_id, discount.id, name, jurisdiction, rate, base, tax_line.amount
        FROM discount JOIN tax_line ON tax_line.debit = discount.debit
        WHERE discount.id >= 2 * \(first) AND discount.reason = 'reversal';
      INSERT INTO status_change (source, line, account, at, status)
        SELECT source, account, account, midnight_utc('\(date)') + 36000000,
          CASE account % 2 WHEN 0 THEN 'inactive' ELSE 'active' END
        FROM turn WHERE (account * 41 + \(month)) % 199 = 0;
      WITH week AS (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3)
      INSERT INTO usage_interval
        (source, line, account, meter, start_at, billable_in, billable_out, free_in, free_out)
        SELECT source, account, account, 'm', midnight_utc('\(date)') + n * 604800000,
          account * 7919 % 170 * 1000000000, account % 10 * 1000000000, n * 1000000000, 0
        FROM turn JOIN week WHERE account % 10 = 3;
      """
  }

  /// Calls of the month before, which this month's invoice has, or none yet.
  private static func metered(month: Int, accounts: Int, invoice: String) -> String {
    let day = "\(Self.month(month - 1))-28"
    let first = 3_000_000_000 + month * accounts
    return """
      INSERT INTO debit
        (id, source, line, external_id, account, company, account_type, invoice, at, date, type, service,
         description, amount)
        SELECT \(first) + id, source, id, 'V' || (\(first) + id), id, company, type, \(invoice),
          midnight_utc('\(day)'), '\(day)', 'voice', 4 * company, 'Calls', 100 + id % 900
        FROM account WHERE id % 25 = 0;
      """
  }

  // MARK: The rest

  private var log: String {
    """
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(logEntries))
    INSERT INTO log
      (id, source, line, external_id, at, account, level, type, entity, entity_id, field, user, message,
       previous, current)
    SELECT i, 1, i, 'L' || i, 1760000000000 + i * 6007, 1 + i * 7919 % \(accounts), 'info',
      CASE i % 2 WHEN 0 THEN 'updated' ELSE 'created' END, 'account_service', 'S' || (i % 90000),
      'price', CASE i % 3 WHEN 0 THEN 'apatel' ELSE 'jsmith' END,
      CASE i % 10 WHEN 0 THEN 'Price changed, by request' ELSE 'Price changed' END,
      '49.95', '59.95'
    FROM n
    """
  }

  /// A batch for each source, with the sums of what it brought.
  private static var batches: String {
    let sums = [
      "invoice.total", "debit.amount", "debit.unit_price", "discount.amount", "tax_line.amount",
      "tax_line.base", "payment.amount", "payment.fee", "application.amount", "refund.amount",
      "payment_reversal.amount", "opening_balance.amount", "stated.amount",
    ].map { measure in
      let parts = measure.split(separator: ".")
      return "SELECT source, 'total: \(measure)', sum(\(parts[1])) FROM \(parts[0]) "
        + "GROUP BY source HAVING sum(\(parts[1])) IS NOT NULL"
    }
    return """
      INSERT INTO batch
        (id, verb, source, file_name, file_sha256, bytes, profile, profile_sha256, version, finished,
         records_read, inserted, updated, unchanged, merged, pending, duplicate, discarded, rejected,
         control, warnings)
        SELECT id, 'import', id, 'all', '', 0, '', '', '', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 FROM source;
      INSERT INTO batch_count (batch, name, counted) \(sums.joined(separator: " UNION ALL "));
      """
  }
}
