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
    try LedgerCalendar.remember(in: database)
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

  private func makeLedger(in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE ledger_entry AS
      SELECT account, company, account_type, date, entry, row, movement, signed_amount, invoice
      FROM main.ledger_entry WHERE date BETWEEN '\(month.from)' AND '\(month.to)'
      """)
    _ = try EntrySums(
      of: """
        SELECT account, company, account_type, movement, date >= '\(month.before.from)', signed_amount
        FROM main.ledger_entry WHERE date < '\(month.from)'
        """,
      into: """
        INSERT INTO temp.ledger_entry VALUES (
          ?1, ?2, ?3, CASE ?5 WHEN 0 THEN '0001-01-01' ELSE '\(month.before.from)' END, 0, 0, ?4, ?6, NULL)
        """, keepsZeros: true, in: database)
  }

  /// What nothing is open of any more leaves nothing but that its account had something.
  private func makeOpenItems(in database: Database) throws(Problem) {
    let columns = "account, company, account_type, invoice, opening_balance"
    try database.execute(
      "CREATE TEMP TABLE open_item_entry (\(columns), date, amount)")
    let sums = try EntrySums(
      of: """
        SELECT account, company, account_type, '', ifnull(invoice * 2, opening_balance * 2 + 1), amount
        FROM main.open_item_entry WHERE date <= '\(month.to)'
        """,
      into: """
        INSERT INTO temp.open_item_entry VALUES (
          ?1, ?2, ?3, CASE ?5 & 1 WHEN 0 THEN ?5 / 2 END, CASE ?5 & 1 WHEN 1 THEN ?5 / 2 END,
          '\(month.to)', ?6)
        """, keepsZeros: false, in: database)
    if !sums.hasParts { return }
    try database.execute(
      """
      CREATE TEMP TABLE open_item_sum AS
      SELECT \(columns), '\(month.to)' AS date, sum(amount) AS amount FROM temp.open_item_entry
      GROUP BY \(columns) HAVING sum(amount) <> 0 OR invoice IS NULL;
      DROP TABLE temp.open_item_entry;
      ALTER TABLE temp.open_item_sum RENAME TO open_item_entry
      """)
  }

  private func makeCredits(in database: Database) throws(Problem) {
    try database.execute(
      "CREATE TEMP TABLE credit_entry (account, company, account_type, date, amount)")
    _ = try EntrySums(
      of: """
        SELECT account, company, account_type, '', 0, amount
        FROM main.credit_entry WHERE date <= '\(month.to)'
        """,
      into: "INSERT INTO temp.credit_entry VALUES (?1, ?2, ?3, '\(month.to)', ?6)",
      keepsZeros: true, in: database)
  }
}
