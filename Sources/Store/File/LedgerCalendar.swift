package import Diagnostics

/// What the ledger itself says about time: reports take it in place of a clock.
package enum LedgerCalendar {
  private static let tables = [
    "opening_balance", "invoice", "debit", "discount", "payment", "payment_status", "application",
    "invoice_void", "payment_reversal", "refund",
  ]

  /// The last accounting date of any entry; nil when the ledger is empty.
  package static func lastDate(in database: Database) throws(Problem) -> String? {
    let isKnown = try database.integer(
      "SELECT 1 FROM sqlite_temp_schema WHERE name = 'ledger_last'")
    return try database.text(isKnown == nil ? query : "SELECT date FROM temp.ledger_last")
  }

  /// Finds it out for good, for a connection that only reads and asks often.
  package static func remember(in database: Database) throws(Problem) {
    try database.execute("CREATE TEMP TABLE ledger_last AS \(query)")
  }

  private static var query: String {
    let union = tables.map { "SELECT max(date) AS date FROM \($0)" }
      .joined(separator: " UNION ALL ")
    return "SELECT max(date) AS date FROM (\(union))"
  }
}
