package import Billing
package import Diagnostics
internal import Reporting
package import Store

/// What a report of the month is mainly about: each topic is worked out on a connection of its own.
package enum PackTopic: CaseIterable, Sendable {
  /// What moved: the ledger, revenue, taxes, payments, and what only the month itself tells.
  case movements
  /// What is left: open items, credits, what waits for its invoice.
  case open

  /// By the views that the report reads.
  init(of report: ReportDefinition) {
    let views = ["open_item_entry", "credit_entry", "FROM charge\n"]
    self = views.contains { report.sql.contains($0) } ? .open : .movements
  }
}

/// The views that the reports of a month share, computed once for all of them: temporary tables of one
/// connection, under the names of the views, so that reports find them in their place and say the same.
///
/// What is older than the month before is summed: no report of the pack tells such days apart.
package struct PackTables {
  private let month: Month

  package init(_ month: Month) { self.month = month }

  /// Makes them; the connection is the reports' own from then on, and sees the store as it is now.
  package func make(in database: Database) throws(Problem) {
    try database.execute("BEGIN")
    for topic in PackTopic.allCases { try make(topic, in: database) }
  }

  /// Makes what the reports of a topic share; the connection is in a transaction already.
  func make(_ topic: PackTopic, in database: Database) throws(Problem) {
    switch topic {
    case .movements: try makeMovements(in: database)
    case .open:
      try makeOpenItems(in: database)
      try makeCredits(in: database)
      try makeUninvoiced(in: database)
    }
  }

  private func makeMovements(in database: Database) throws(Problem) {
    try makeLedger(in: database)
    // Of what was earned whole before the month before, no report says anything.
    try database.execute(
      """
      CREATE TEMP TABLE revenue_entry AS
      SELECT * FROM main.revenue_entry
      WHERE date <= '\(month.to)'
        AND (date >= '\(month.before.from)' OR pays_to >= '\(month.before.from)');
      CREATE TEMP TABLE tax_entry AS
      SELECT * FROM main.tax_entry WHERE date BETWEEN '\(month.before.from)' AND '\(month.to)'
      """)
    // These are made of the others, by their own words.
    for view in ["ledger_column", "revenue_column"] {
      try database.execute("CREATE TEMP VIEW \(view) AS\(try database.text(ofView: view))")
    }
  }

  /// The month entry by entry, as reports count them; what came before in sums: the month before by
  /// movement, and what is older as that with which it opened.
  private func makeLedger(in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE ledger_entry (
        account INTEGER, company INTEGER, account_type TEXT, date TEXT, entry INTEGER, row INTEGER,
        movement TEXT, signed_amount INTEGER, invoice INTEGER)
      """)
    let own = try database.prepare(
      "INSERT INTO temp.ledger_entry VALUES (?1, ?2, ?3, ?8, ?9, ?10, ?4, ?6, ?11)")
    let earlier = try database.prepare(
      """
      INSERT INTO temp.ledger_entry VALUES (
        ?1, ?2, ?3, CASE ?5 WHEN 0 THEN '0001-01-01' ELSE '\(month.before.from)' END, 0, 0, ?4, ?6, NULL)
      """)
    let rows = try database.prepare(
      """
      SELECT account, company, account_type,
        CASE WHEN date >= '\(month.before.from)' THEN movement ELSE 'opening' END,
        date >= '\(month.before.from)', signed_amount, date >= '\(month.from)', date, entry, row, invoice
      FROM main.ledger_entry WHERE date <= '\(month.to)'
      """)
    var sums = RowSums(keys: 5)
    var text: [UInt8] = []
    while try rows.step() {
      if rows.integer(6) == 1 {
        for column in 0..<11 { own.bind(rows, column, at: Int32(column + 1), by: &text) }
        while try own.step() {}
        continue
      }
      if sums.isFull {
        try sums.putAll(into: earlier)
        sums.removeAll()
      }
      sums.add(rows)
    }
    try sums.putAll(into: earlier)
  }

  /// What nothing is open of any more leaves nothing but that its account had something.
  private func makeOpenItems(in database: Database) throws(Problem) {
    // With types, as the view has them: SQLite makes itself an index only for what compares alike.
    try database.execute(
      """
      CREATE TEMP TABLE open_item_entry (
        account INTEGER, company INTEGER, account_type TEXT, invoice INTEGER, opening_balance INTEGER,
        date TEXT, amount INTEGER)
      """)
    try makeItems(
      "open_item_entry", "account, company, account_type, invoice, opening_balance", in: database)
  }

  /// The same of payments and credits of which nothing is left.
  private func makeCredits(in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE credit_entry (
        account INTEGER, company INTEGER, account_type TEXT, kind TEXT, item INTEGER, date TEXT,
        amount INTEGER)
      """)
    try makeItems("credit_entry", "account, company, account_type, kind, item", in: database)
  }

  private func makeUninvoiced(in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE uninvoiced_entry (
        account INTEGER, company INTEGER, account_type TEXT, date TEXT, amount INTEGER)
      """)
    let insert = try database.prepare(
      "INSERT INTO temp.uninvoiced_entry VALUES (?1, ?2, ?3, '\(month.to)', ?4)")
    _ = try RowSums.addUp(
      [
        try database.prepare(
          """
          SELECT account, company, account_type, amount
          FROM main.uninvoiced_entry WHERE date <= '\(month.to)'
          """)
      ], keys: 3
    ) { sums, _ throws(Problem) in try sums.putAll(into: insert) }
  }

  /// Fills a table with what is left of each item: its first three columns say whose it is, two further
  /// ones which.
  private func makeItems(_ name: String, _ columns: String, in database: Database) throws(Problem) {
    let left = try database.prepare(
      "INSERT INTO temp.\(name) VALUES (?1, ?2, ?3, ?4, ?5, '\(month.to)', ?6)")
    let settled = try database.prepare(
      "INSERT INTO temp.\(name) VALUES (?1, ?2, ?3, NULL, NULL, '\(month.to)', 0)")
    let hasParts = try RowSums.addUp(
      [
        try database.prepare(
          "SELECT \(columns), amount FROM main.\(name) WHERE date <= '\(month.to)'")
      ], keys: 5
    ) { sums, _ throws(Problem) in
      for number in 0..<sums.count where sums.sum(number) != 0 {
        try sums.put(number, into: left)
      }
      try sums.regrouped(by: [0, 1, 2], measures: 0) { sums.sum($0) == 0 ? [] : nil }
        .putAll(into: settled)
    }
    if !hasParts { return }
    try database.execute(
      """
      CREATE TEMP TABLE pack_part AS SELECT * FROM temp.\(name);
      DELETE FROM temp.\(name);
      INSERT INTO temp.\(name)
      SELECT \(columns), '\(month.to)', sum(amount) FROM temp.pack_part
      GROUP BY \(columns) HAVING sum(amount) <> 0;
      INSERT INTO temp.\(name)
      SELECT DISTINCT account, company, account_type, NULL, NULL, '\(month.to)', 0 FROM temp.pack_part;
      DROP TABLE temp.pack_part
      """)
  }
}

extension Statement {
  /// Binds what a row has in a column.
  ///
  /// - Parameter scratch: takes its text on the way.
  fileprivate func bind(_ row: Statement, _ column: Int, at index: Int32, by scratch: inout [UInt8])
  {
    if row.holdsInteger(column) { return bind(row.integer(column), at: index) }
    scratch.removeAll(keepingCapacity: true)
    if row.appendText(column, to: &scratch) {
      bind(text: scratch[...], at: index)
    } else {
      bindNull(at: index)
    }
  }
}
