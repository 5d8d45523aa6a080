internal import Bytes
internal import Diagnostics
package import Store
internal import Tabular

/// Writes the whole store as a bundle.
package struct BundleWriter {
  package struct Summary: Sendable {
    package var tables = 0
    package var rows = 0
    /// What was wrong with the store already when the bundle was made of it.
    package var faults: [String] = []
  }

  private static let piece = 256 << 10

  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// - Parameter path: appears whole or not at all.
  package func write(to path: String, force: Bool) throws -> Summary {
    let output = try OutputFile(path: path, force: force)
    let gzip = Deflater(gzip: true)
    var summary = Summary()
    var table = DelimitedWriter()
    var packed: [UInt8] = []
    var hash = SHA256()
    func flush() throws {
      packed.removeAll(keepingCapacity: true)
      let bytes = table.take()
      hash.update(bytes[...])
      gzip.add(bytes, to: &packed)
      try output.write(packed[...])
    }
    // One state of the store from begin to end, though somebody writes to it meanwhile.
    try database.execute("BEGIN")
    defer { _ = try? database.execute("COMMIT") }
    table.record([
      BundleFormat.magic, BundleFormat.version, String(StoreFile.schemaVersion),
    ])
    for found in try BundleFormat.tables(of: database) {
      let order = (found.key.isEmpty ? ["rowid"] : found.key).map { "\"\($0)\"" }
      let columns = found.columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let statement = try database.prepare(
        "SELECT \(columns) FROM \"\(found.name)\" ORDER BY \(order.joined(separator: ", "))")
      var isFirst = true
      while try statement.step() {
        if isFirst {
          table.record([BundleFormat.mark, found.name])
          table.record(found.columns.map(\.name))
          summary.tables += 1
          isFirst = false
        }
        for (index, column) in found.columns.enumerated() {
          Self.write(statement, index, column.type, to: &table)
        }
        table.endRecord()
        summary.rows += 1
        if table.bytes.count > Self.piece {
          try Interrupt.check()
          try flush()
        }
      }
    }
    try flush()
    table.record([
      BundleFormat.mark, "end", String(summary.rows), Hex.encode(hash.finish()),
    ])
    packed.removeAll(keepingCapacity: true)
    gzip.add(table.take(), to: &packed)
    gzip.end(to: &packed)
    try output.write(packed[...])
    _ = try output.finish()
    return summary
  }

  private static func write(
    _ row: Statement, _ column: Int, _ type: String, to table: inout DelimitedWriter
  ) {
    if row.isNull(column) {
      table.plain("")
    } else if type == "INTEGER" {
      table.plain(String(row.integer(column)))
    } else if type == "BLOB" {
      table.plain("x" + Hex.encode(row.blob(column)))
    } else {
      let text = row.text(column) ?? ""
      table.text(text.isEmpty || text.utf8.first == UInt8(ascii: "\\") ? "\\" + text : text)
    }
  }
}
