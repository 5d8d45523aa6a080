package import Billing
package import Diagnostics
package import Store

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
    try makeLedger(in: database)
    try makeOpenItems(in: database)
    try makeCredits(in: database)
    // Of what was earned whole before the month before, no report says anything.
    try database.execute(
      """
      CREATE TEMP TABLE revenue_entry AS
      SELECT * FROM main.revenue_entry
      WHERE date <= '\(month.to)'
        AND (date >= '\(month.before.from)' OR pays_to >= '\(month.before.from)');
      CREATE TEMP TABLE tax_entry AS SELECT * FROM main.tax_entry WHERE date <= '\(month.to)'
      """)
    // These are made of the others, by their own words.
    for view in ["ledger_column", "revenue_column"] {
      try database.execute("CREATE TEMP VIEW \(view) AS\(try database.text(ofView: view))")
    }
  }

  /// The month entry by entry, as reports count them; what came before in sums.
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
      SELECT account, company, account_type, movement, date >= '\(month.before.from)', signed_amount,
        date >= '\(month.from)', date, entry, row, invoice
      FROM main.ledger_entry WHERE date <= '\(month.to)'
      """)
    var sums = RowSums(keys: 5)
    while try rows.step() {
      if rows.integer(6) == 1 {
        own.bind((0..<11).map { rows.value($0) })
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
    let columns = "account, company, account_type, invoice, opening_balance"
    // With types, as the view has them: SQLite makes itself an index only for what compares alike.
    try database.execute(
      """
      CREATE TEMP TABLE open_item_entry (
        account INTEGER, company INTEGER, account_type TEXT, invoice INTEGER, opening_balance INTEGER,
        date TEXT, amount INTEGER)
      """)
    let open = try database.prepare(
      "INSERT INTO temp.open_item_entry VALUES (?1, ?2, ?3, ?4, ?5, '\(month.to)', ?6)")
    let settled = try database.prepare(
      "INSERT INTO temp.open_item_entry VALUES (?1, ?2, ?3, NULL, NULL, '\(month.to)', 0)")
    let hasParts = try RowSums.addUp(
      try database.prepare(
        "SELECT \(columns), amount FROM main.open_item_entry WHERE date <= '\(month.to)'"), keys: 5
    ) { sums, _ throws(Problem) in
      for number in 0..<sums.count where sums.sum(number) != 0 {
        try sums.put(number, into: open)
      }
      try sums.regrouped(by: [0, 1, 2], measures: 0) { sums.sum($0) == 0 ? [] : nil }
        .putAll(into: settled)
    }
    if !hasParts { return }
    try database.execute(
      """
      CREATE TEMP TABLE open_item_part AS SELECT * FROM temp.open_item_entry;
      DELETE FROM temp.open_item_entry;
      INSERT INTO temp.open_item_entry
      SELECT \(columns), '\(month.to)', sum(amount) FROM temp.open_item_part
      GROUP BY \(columns) HAVING sum(amount) <> 0 OR invoice IS NULL;
      DROP TABLE temp.open_item_part
      """)
  }

  private func makeCredits(in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE credit_entry (
        account INTEGER, company INTEGER, account_type TEXT, date TEXT, amount INTEGER)
      """)
    let insert = try database.prepare(
      "INSERT INTO temp.credit_entry VALUES (?1, ?2, ?3, '\(month.to)', ?4)")
    _ = try RowSums.addUp(
      try database.prepare(
        """
        SELECT account, company, account_type, amount
        FROM main.credit_entry WHERE date <= '\(month.to)'
        """), keys: 3
    ) { sums, _ throws(Problem) in try sums.putAll(into: insert) }
  }
}
