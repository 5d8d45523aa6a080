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
        ("usage_counter", "account"), ("usage_interval", "account"),
        ("usage_adjustment", "account"), ("top_off", "account"), ("usage_assignment", "account"),
        ("account", "id"),
      ],
      views: [
        "usage_reading", "usage_allowance", "usage_metered", "usage_entry", "usage_sum",
        "usage_history",
      ], in: database)
  }

  /// - Parameters:
  ///   - tables: with the column that holds the account.
  ///   - views: those that others are made of first.
  private init(
    tables: [(name: String, column: String)], views: [String], in database: Database
  ) throws(Problem) {
    var parts = tables.map { table in
      "\(table.name) AS (SELECT * FROM main.\(table.name) WHERE \(table.column) = ?1)"
    }
    for view in views {
      let sql =
        try database.text(
          "SELECT sql FROM sqlite_schema WHERE type = 'view' AND name = ?", [.text(view)]) ?? ""
      let head = "CREATE VIEW \(view) AS"
      guard sql.hasPrefix(head) else {
        throw Problem(
          "no-view", .system, "The store has no view \(view): it was made by another version.")
      }
      parts.append("\(view) AS (\(sql.dropFirst(head.count)))")
    }
    prefix = "WITH " + parts.joined(separator: ",\n")
  }
}
