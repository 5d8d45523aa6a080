internal import Billing
package import Bytes
internal import Diagnostics
package import Store
internal import Tabular

/// The logical content of a store as text. For each kind, and each source that has rows of it, a title
/// and then canonical CSV, which imports again:
///
/// ```
/// == payment of acme
/// id,account,at,date,amount,currency,…
/// P1,000017,2026-10-01T06:00:00.000Z,2026-10-01,5.00,CAD,…
/// ```
///
/// Sorted by natural keys (text by its bytes), so that equal stores give equal bytes. Rows stream
/// through; SQLite sorts what needs it on disk.
package struct StoreDump {
  private static let piece = 64 << 10

  private let database: Database
  /// Only that kind; nil for all.
  package var kind: String?

  package init(_ database: Database) { self.database = database }

  package func write(to sink: any ByteSink) throws {
    // One state of the store from begin to end, though somebody writes to it meanwhile.
    try database.execute("BEGIN")
    defer { _ = try? database.execute("COMMIT") }
    let rows = LogicalRows(database)
    var isFirst = true
    for section in try rows.sections() where kind == nil || kind == section.kind.name {
      let title = section.kind.name + (section.source.map { " of \($0)" } ?? "")
      try sink.write((isFirst ? "" : "\n") + "== \(title)\n")
      isFirst = false
      var table = DelimitedWriter()
      table.record(section.kind.fields.map(\.name))
      var digits: [String: Int] = [:]
      try rows.forEach(section) { row in
        let currency = row.text(section.kind.fields.count) ?? ""
        let known = digits[currency] ?? Currency.digits(currency) ?? 2
        digits[currency] = known
        for (column, field) in section.kind.fields.enumerated() {
          table.text(field.type.canonicalText(row, column, digits: known) ?? "")
        }
        table.endRecord()
        if table.bytes.count > Self.piece {
          try Interrupt.check()
          try sink.write(table.take()[...])
        }
      }
      try sink.write(table.take()[...])
    }
    if kind == nil { try writeOpen(to: sink, isFirst: isFirst) }
  }

  /// Partial records that wait decide what later files become; they are of no kind that could be
  /// imported, so that they stand at the end.
  private func writeOpen(to sink: any ByteSink, isFirst: Bool) throws {
    var last: String?
    var table = DelimitedWriter()
    try database.forEach(
      """
      SELECT source.name, open_record.profile, open_record.kind, key, is_side, fields
      FROM open_record LEFT JOIN source ON source.id = open_record.source
      WHERE closed_batch IS NULL ORDER BY 1, 2, 3, 4, 5, 6
      """
    ) { row in
      let source = row.text(0).map { " of \($0)" } ?? ""
      let title = "== open records\(source)\n"
      if title != last {
        try sink.write(table.take()[...])
        try sink.write((isFirst && last == nil ? "" : "\n") + title)
        table.record(["profile", "kind", "key", "is_side", "fields"])
        last = title
      }
      table.record((1...5).map { row.text($0) ?? "" })
    }
    try sink.write(table.take()[...])
  }
}
