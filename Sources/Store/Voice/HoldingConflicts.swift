package import Diagnostics

/// Whether two hold the same telephone number, trunk, account code or address at a time: then nobody
/// could say whose its calls are. Asked when the rows of a batch are in, before the commit.
package struct HoldingConflicts {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// - Parameters:
  ///   - spans: the rows that the batch inserted.
  ///   - batch: its number, by which the rows are found that it changed.
  /// - Throws: `held-twice`.
  package func check(
    _ spans: [(kind: String, first: Int64, last: Int64)], kinds: [Kind], batch: Int64, file: String
  ) throws(Problem) {
    for (name, key) in [("did_assignment", ["number"]), ("call_key", ["source", "type", "value"])] {
      guard kinds.contains(where: { $0.name == name }) else { continue }
      let span = spans.first { $0.kind == name }
      try check(name, key, span?.first ?? 0, span?.last ?? -1, batch: batch, file: file)
    }
  }

  private func check(
    _ table: String, _ key: [String], _ first: Int64, _ last: Int64, batch: Int64, file: String
  ) throws(Problem) {
    let equal = key.map { "b.\($0) = a.\($0)" }.joined(separator: " AND ")
    let name = table == "call_key" ? "a.type || ' ' || a.value" : "'+' || a.number"
    let statement = try database.prepare(
      """
      WITH touched (id) AS (
        SELECT id FROM \(table) WHERE id BETWEEN ?1 AND ?2
        UNION SELECT row FROM batch_image WHERE batch = ?3 AND kind = '\(table)'
      )
      SELECT \(name), b.line, one.external_id, other.external_id, count(*) OVER ()
      FROM \(table) AS a
      JOIN \(table) AS b ON \(equal) AND b.id <> a.id
        AND (ifnull(a.since, -1e18), a.id) < (ifnull(b.since, -1e18), b.id)
        AND ifnull(a.until, 1e18) > ifnull(b.since, -1e18)
      JOIN account AS one ON one.id = a.account
      JOIN account AS other ON other.id = b.account
      WHERE a.id IN touched OR b.id IN touched
      ORDER BY b.line LIMIT 1
      """)
    statement.bind([.integer(first), .integer(last), .integer(batch)])
    if try statement.step() {
      throw .heldTwice(
        statement.text(0) ?? "", statement.text(2) ?? "", statement.text(3) ?? "",
        count: Int(statement.integer(4)), file: file, line: Int(statement.integer(1)))
    }
  }
}
