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

  /// Makes them; the connection is the reports' own from then on.
  package func make(in database: Database) throws(Problem) {
    try LedgerCalendar.remember(in: database)
    for sql in statements { try database.execute(sql) }
  }

  private var statements: [String] {
    let (to, from, before) = (month.to, month.from, month.before.from)
    let columns = "account, company, account_type"
    return [
      """
      CREATE TEMP TABLE ledger_entry AS
      SELECT \(columns), date, entry, row, movement, signed_amount, invoice
      FROM main.ledger_entry WHERE date BETWEEN '\(from)' AND '\(to)'
      UNION ALL
      SELECT \(columns), CASE WHEN date < '\(before)' THEN '0001-01-01' ELSE '\(before)' END, 0, 0,
        movement, sum(signed_amount), NULL
      FROM main.ledger_entry WHERE date < '\(from)'
      GROUP BY \(columns), movement, date < '\(before)'
      """,
      """
      CREATE TEMP TABLE open_item_entry AS
      SELECT \(columns), invoice, opening_balance, max(date) AS date, sum(amount) AS amount
      FROM main.open_item_entry WHERE date <= '\(to)'
      GROUP BY \(columns), invoice, opening_balance
      """,
      """
      CREATE TEMP TABLE credit_entry AS
      SELECT \(columns), max(date) AS date, sum(amount) AS amount
      FROM main.credit_entry WHERE date <= '\(to)' GROUP BY \(columns)
      """,
      """
      CREATE TEMP TABLE uninvoiced_entry AS
      SELECT \(columns), max(date) AS date, sum(amount) AS amount
      FROM main.uninvoiced_entry WHERE date <= '\(to)' GROUP BY \(columns)
      """,
      """
      CREATE TEMP TABLE application_entry AS
      SELECT * FROM main.application_entry WHERE date <= '\(to)'
      """,
      "CREATE TEMP TABLE revenue_entry AS SELECT * FROM main.revenue_entry WHERE date <= '\(to)'",
      "CREATE TEMP TABLE tax_entry AS SELECT * FROM main.tax_entry WHERE date <= '\(to)'",
    ]
  }
}
