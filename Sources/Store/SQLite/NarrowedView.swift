package import Diagnostics

/// A view over the rows of one account: the view's own text, and that of the views it is made of, over
/// tables that hold nothing else. SQLite can't push a condition through recursion and windows; this way
/// an account's history costs what the account has, and the definition stays one.
package struct NarrowedView: Sendable {
  /// A `WITH` clause after which the view can be asked; `?1` is the account.
  package let prefix: String

  /// The history of data usage.
  package static func usageHistory(in database: Database) throws(Problem) -> NarrowedView {
    try NarrowedView(
      tables: [
        ("usage_counter", "account = ?1"), ("usage_interval", "account = ?1"),
        ("usage_adjustment", "account = ?1"), ("top_off", "account = ?1"),
        ("usage_assignment", "account = ?1"), ("account", "id = ?1"),
      ],
      views: [
        "usage_reading", "usage_allowance", "usage_metered", "usage_entry", "usage_sum",
        "usage_history",
      ], in: database)
  }

  /// What the ledger views say of one account's own entries, and of its invoices and payments. Payments
  /// across accounts come with all that became of them.
  package static func ledger(in database: Database) throws(Problem) -> NarrowedView {
    let own = { (table: String) in "(SELECT id FROM main.\(table) WHERE account = ?1)" }
    let payments = """
      (SELECT id FROM main.payment WHERE account = ?1
        UNION SELECT payment FROM main.application WHERE invoice IN \(own("invoice"))
        UNION SELECT payment FROM main.application
          WHERE opening_balance IN \(own("opening_balance")))
      """
    return try NarrowedView(
      tables: [
        (
          "application",
          """
          payment IN \(payments) OR discount IN \(own("discount")) OR invoice IN \(own("invoice"))
            OR opening_balance IN \(own("opening_balance"))
          """
        ),
        ("refund", "account = ?1 OR payment IN \(payments)"),
        ("payment_reversal", "payment IN \(payments)"),
        (
          "invoice_void",
          "invoice IN (SELECT invoice FROM application) OR invoice IN \(own("invoice"))"
        ),
      ],
      views: [
        "applied", "application_end", "refund_release", "application_entry", "void_entry",
        "ledger_entry", "open_item_entry", "credit_entry",
      ], in: database)
  }

  /// - Parameters:
  ///   - tables: with the condition of the rows that are about the account.
  ///   - views: those that others are made of first.
  private init(
    tables: [(name: String, condition: String)], views: [String], in database: Database
  ) throws(Problem) {
    var parts = tables.map { table in
      "\(table.name) AS (SELECT * FROM main.\(table.name) WHERE \(table.condition))"
    }
    for view in views { parts.append("\(view) AS (\(try database.text(ofView: view)))") }
    prefix = "WITH " + parts.joined(separator: ",\n")
  }
}
