package import Diagnostics

extension Database {
  /// The query of one of the store's views, so that it can be asked over other tables than the store's.
  ///
  /// - Throws: `no-view`.
  package func text(ofView view: String) throws(Problem) -> String {
    let sql =
      try text(
        "SELECT sql FROM main.sqlite_schema WHERE type = 'view' AND name = ?", [.text(view)]) ?? ""
    let head = "CREATE VIEW \(view) AS"
    guard sql.hasPrefix(head) else {
      throw Problem(
        "no-view", .system, "The store has no view \(view): it was made by another version.")
    }
    return String(sql.dropFirst(head.count))
  }
}
