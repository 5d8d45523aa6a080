internal import Diagnostics

extension Database {
  /// Takes the secondary indexes of a table away, and returns what makes them again. The key and the
  /// fingerprint stay: they tell what comes again.
  func dropSecondaryIndexes(of table: String) throws(Problem) -> [String] {
    let statement = try prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL")
    statement.bind([.text(table)])
    var found: [(name: String, sql: String)] = []
    while try statement.step() {
      guard let name = statement.text(0), let sql = statement.text(1) else { continue }
      if name.hasSuffix("_key") || name.hasSuffix("_fingerprint") { continue }
      // One of exceptions, such as calls that are nobody's, is kept for less than going over all rows.
      if sql.contains(" WHERE "), !sql.contains(" IS NOT NULL") { continue }
      found.append((name, sql))
    }
    for index in found { try execute("DROP INDEX \(index.name)") }
    return found.map(\.sql)
  }

  /// Takes triggers of a table away, and returns what makes them again.
  ///
  /// - Parameter pattern: of their names, as LIKE has it.
  func dropTriggers(of table: String, like pattern: String) throws(Problem) -> [String] {
    let statement = try prepare(
      "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE ?")
    statement.bind([.text(table), .text(pattern)])
    var found: [(name: String, sql: String)] = []
    while try statement.step() { found.append((statement.text(0) ?? "", statement.text(1) ?? "")) }
    for trigger in found { try execute("DROP TRIGGER \(trigger.name)") }
    return found.map(\.sql)
  }
}
