package import Diagnostics

/// What the ledger itself says about time: reports take it in place of a clock.
package enum LedgerCalendar {
  private static let tables = [
    "opening_balance", "invoice", "debit", "discount", "payment", "payment_status", "application",
    "invoice_void", "payment_reversal", "refund",
  ]

  /// The last accounting date of any entry; nil when the ledger is empty.
  package static func lastDate(in database: Database) throws(Problem) -> String? {
    try database.text(query)
  }

  private static var query: String {
    let union = tables.map { "SELECT max(date) AS date FROM \($0)" }
      .joined(separator: " UNION ALL ")
    return "SELECT max(date) AS date FROM (\(union))"
  }
}
