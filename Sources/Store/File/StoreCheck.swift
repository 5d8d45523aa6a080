internal import Billing
internal import Diagnostics

/// Whether a store is sound: the file itself, its schema, references, and the lineage of every row.
package struct StoreCheck {
  package struct Finding: Sendable {
    package var name: String
    /// What was looked at, such as "33 kinds".
    package var scope: String
    /// What is wrong; empty when nothing is.
    package var faults: [String]
  }

  private static let shown = 20
  private let database: Database

  package init(_ database: Database) { self.database = database }

  package func run() throws -> [Finding] {
    try database.execute("BEGIN")
    defer { _ = try? database.execute("COMMIT") }
    return [
      try integrity(), try schema(), try references(), try lineage(), try batches(),
    ]
  }

  private func faults(_ sql: String) throws -> [String] {
    try database.rows(sql) { $0.text(0) ?? "" }
  }

  private func integrity() throws -> Finding {
    let answers = try faults("PRAGMA integrity_check(\(Self.shown))")
    return Finding(
      name: "pages and indexes", scope: "integrity_check",
      faults: try answers.filter { $0 != "ok" } + callNumbers())
  }

  /// What follows from the calls is as they are.
  private func callNumbers() throws -> [String] {
    try faults(
      """
      SELECT 'cdr_did has ' || has || ' calls, of which ' || agree || ' are right; it should have '
        || wanted
      FROM (SELECT (SELECT count(*) FROM cdr_did) AS has,
        (SELECT count(*) FROM cdr_number WHERE did IS NOT NULL) AS wanted,
        (SELECT count(*) FROM cdr_number AS n JOIN cdr_did AS d
          ON d.did = n.did AND d.start = n.start AND d.call = n.call) AS agree)
      WHERE has <> wanted OR has <> agree
      """)
  }

  /// Compared with the schema of a new store.
  private func schema() throws -> Finding {
    let list = "SELECT name, sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'"
    let fresh = try StoreFile.inMemory()
    func read(_ database: Database) throws -> [String: String] {
      var found: [String: String] = [:]
      try database.forEach(list) { found[$0.text(0) ?? ""] = $0.text(1) ?? "" }
      return found
    }
    let (expected, present) = (try read(fresh), try read(database))
    var faults: [String] = []
    for name in Set(expected.keys).union(present.keys).sorted()
    where expected[name] != present[name] {
      let what =
        present[name] == nil
        ? "is missing" : expected[name] == nil ? "is not of the schema" : "differs from the schema"
      faults.append("\(name) \(what)")
    }
    return Finding(
      name: "schema", scope: "\(expected.count) tables, views, triggers and indexes", faults: faults
    )
  }

  private func references() throws -> Finding {
    let faults = try database.rows(
      "SELECT \"table\", count(*), parent FROM pragma_foreign_key_check GROUP BY 1, 3"
    ) { "\($0.integer(1)) rows of \($0.text(0) ?? "") refer to no \($0.text(2) ?? "")" }
    return Finding(name: "references", scope: "foreign_key_check", faults: faults)
  }

  /// Each row is of exactly one batch: spans lie inside the table, don't overlap, and count as many
  /// rows as there are.
  private func lineage() throws -> Finding {
    var faults: [String] = []
    var total: Int64 = 0
    for kind in Kinds.all {
      let rows = try database.integer("SELECT count(*) FROM \(kind.table)") ?? 0
      total += rows
      let spanned = try database.integer(
        "SELECT sum(last_id - first_id + 1) FROM batch_span WHERE kind = ?", [.text(kind.name)])
      let within = try database.integer(
        """
        SELECT count(*) FROM batch_span s JOIN \(kind.table) t
          ON t.id BETWEEN s.first_id AND s.last_id
        WHERE s.kind = ?
        """, [.text(kind.name)])
      if spanned ?? 0 != rows || within ?? 0 != rows {
        faults.append(
          "\(kind.name): \(rows) rows, of which \(within ?? 0) are of a batch; the batches count "
            + "\(spanned ?? 0)")
      }
      let lost = try database.integer(
        """
        SELECT count(*) FROM batch_image
        WHERE kind = ? AND row NOT IN (SELECT id FROM \(kind.table))
        """, [.text(kind.name)])
      if let lost, lost > 0 {
        faults.append("\(kind.name): \(lost) before-images are of rows that are not there")
      }
    }
    return Finding(name: "lineage", scope: "\(total) rows", faults: faults)
  }

  /// Every batch is complete: what hangs on it is of a batch that is there, and the numbers that it
  /// keeps of its rows agree with its rows.
  private func batches() throws -> Finding {
    var faults: [String] = []
    for table in [
      "batch_span", "batch_image", "batch_repeat", "batch_count", "batch_reject", "batch_redated",
      "open_record",
    ] {
      let lost = try database.integer(
        "SELECT count(*) FROM \(table) WHERE batch NOT IN (SELECT id FROM batch)")
      if let lost, lost > 0 { faults.append("\(table): \(lost) entries are of no batch") }
    }
    faults += try self.faults(
      """
      SELECT 'batch ' || id || ' counts other records than it read' FROM batch
      WHERE records_read <> inserted + updated + unchanged + merged + pending + duplicate
        + discarded + rejected + control
      """)
    faults += try self.faults(
      """
      SELECT 'batch ' || b.id || ' counts ' || b.pending || ' pending records, and has '
        || count(o.id)
      FROM batch b LEFT JOIN open_record o ON o.batch = b.id
      WHERE b.id NOT IN (SELECT batch FROM batch_undone)
      GROUP BY b.id HAVING b.pending <> count(o.id)
      """)
    let count = try database.integer("SELECT count(*) FROM batch") ?? 0
    return Finding(name: "batches", scope: "\(count) batches", faults: faults)
  }
}
