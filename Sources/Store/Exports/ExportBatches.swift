internal import Bytes
package import Diagnostics

/// The exports of a store, found again: nothing leaves twice (rules §8).
///
/// A target is whatever receives files: a system such as `sonar`, or a journal of one company and period.
package struct ExportBatches {
  private let database: Database
  private var known: [String: [Int64]] = [:]
  private var lookup: Statement?
  private var lookupCall: Statement?

  package init(_ database: Database) { self.database = database }

  /// The batch in which exactly these files went to that target; nil when they never did.
  ///
  /// - Parameter sha256: what `ExportBatch.hash(of:)` says of the files.
  package func find(_ sha256: String, target: String) throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT id FROM batch WHERE verb = 'export' AND profile = ? AND file_sha256 = ?
      ORDER BY id LIMIT 1
      """, [.text(target), .text(sha256)])
  }

  /// The newest export to a target; nil when there is none.
  package func newest(target: String) throws(Problem) -> Int64? {
    try database.integer(
      "SELECT max(id) FROM batch WHERE verb = 'export' AND profile = ?", [.text(target)])
  }

  /// To which target a batch went; nil where it is no export.
  package func target(of batch: Int64) throws(Problem) -> String? {
    try database.text(
      "SELECT profile FROM batch WHERE id = ? AND verb = 'export'", [.integer(batch)])
  }

  /// The exports to a target, oldest first.
  package func all(target: String) throws -> [Int64] {
    try database.rows(
      "SELECT id FROM batch WHERE verb = 'export' AND profile = ? ORDER BY id", [.text(target)]
    ) { $0.integer(0) }
  }

  /// - Throws: `unknown-batch` where the batch is no export to that target.
  package func require(_ batch: Int64, target: String) throws(Problem) {
    let found = try database.integer(
      "SELECT 1 FROM batch WHERE id = ? AND verb = 'export' AND profile = ?",
      [.integer(batch), .text(target)])
    if found == nil { throw .noExport(batch, target: target) }
  }

  /// The files of a batch, in the order in which they are to be loaded.
  package func files(of batch: Int64) throws -> [ExportedFile] {
    try database.rows(
      """
      SELECT file, sha256, bytes, row_count, totals FROM batch_span s
      JOIN export_file f ON f.id BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ? AND s.kind = 'export_file' ORDER BY f.line
      """, [.integer(batch)]
    ) {
      ExportedFile(
        name: $0.text(0) ?? "", sha256: $0.text(1) ?? "", bytes: Int($0.integer(2)),
        rows: Int($0.integer(3)), totals: $0.text(4))
    }
  }

  /// What an export was told; nil where it was told nothing.
  package func arguments(of batch: Int64) throws(Problem) -> String? {
    try database.text(
      """
      SELECT arguments FROM batch_span s JOIN export_file f ON f.id BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ? AND s.kind = 'export_file' ORDER BY f.line LIMIT 1
      """, [.integer(batch)])
  }

  /// Calls `body` with the bytes of a file as they went, piece by piece.
  package func content(
    of file: String, in batch: Int64, _ body: ([UInt8]) throws -> Void
  ) throws {
    try database.forEach(
      """
      SELECT p.length, p.content FROM batch_span s
      JOIN export_file f ON f.id BETWEEN s.first_id AND s.last_id
      JOIN export_piece p ON p.export_file = f.id
      WHERE s.batch = ? AND s.kind = 'export_file' AND f.file = ? ORDER BY p.position
      """, [.integer(batch), .text(file)]
    ) { row in
      guard let bytes = Deflate.inflated(row.blob(1), limit: Int(row.integer(0))) else {
        throw Problem.damagedExport(file, batch: batch)
      }
      try body(bytes)
    }
  }

  /// The hash of a row that went to a target in a file of that name, the last time it did; nil when it
  /// never did.
  package mutating func hash(of key: String, in file: String, target: String) throws(Problem)
    -> Int64?
  {
    for earlier in try files(named: file, target: target) {
      let statement: Statement
      if let lookup {
        statement = lookup
      } else {
        statement = try database.prepare(
          "SELECT hash FROM export_row WHERE export_file = ? AND key = ?")
        lookup = statement
      }
      statement.bind([.integer(earlier), .text(key)])
      defer { statement.reset() }
      if try statement.step() { return statement.integer(0) }
    }
    return nil
  }

  /// Whether a call went to a target.
  package mutating func went(call: Int64, to target: String) throws(Problem) -> Bool {
    let statement: Statement
    if let lookupCall {
      statement = lookupCall
    } else {
      statement = try database.prepare("SELECT 1 FROM call_export WHERE target = ? AND call = ?")
      lookupCall = statement
    }
    statement.bind([.text(target), .integer(call)])
    defer { statement.reset() }
    return try statement.step()
  }

  /// The earlier files of that name, newest first.
  private mutating func files(named file: String, target: String) throws(Problem) -> [Int64] {
    let name = target + "/" + file
    if let files = known[name] { return files }
    // Of daily exports most bring nothing.
    let statement = try database.prepare(
      """
      SELECT id FROM export_file WHERE target = ? AND file = ? AND row_count > 0 ORDER BY id DESC
      """)
    statement.bind([.text(target), .text(file)])
    var files: [Int64] = []
    while try statement.step() { files.append(statement.integer(0)) }
    known[name] = files
    return files
  }
}
