internal import Billing
package import Bytes
package import Diagnostics
package import Store
internal import Tabular

/// Calls on their way to another system: a report whose header says `kind: export`, as a batch that is
/// remembered, so that no call leaves twice (rules §8).
package struct CallExport {
  /// Which calls go.
  package enum Choice: Sendable, Equatable {
    /// All that the report has.
    case all
    /// Those that never went to that target.
    case new
    /// Those of an earlier export: the same bytes.
    case again(Int64)
  }

  package struct Summary: Sendable, Equatable {
    /// The batch that the export is, or was before; nil for an export without calls.
    package var batch: Int64?
    package var calls = 0
    /// Whether the same bytes went before.
    package var isRepeated = false
  }

  private let definition: ReportDefinition
  private let arguments: [String: String]
  private let version: String

  /// - Throws: `not-an-export`.
  package init(_ definition: ReportDefinition, arguments: [String: String], version: String)
    throws(Problem)
  {
    guard definition.isExport, definition.hidden.contains(where: { $0.name == Self.row }) else {
      throw Problem(
        "not-an-export", .usage,
        "'\(definition.name)' is a report and no export: 'carryover report \(definition.name)' shows "
          + "it. 'carryover export list' has the exports.")
    }
    self.definition = definition
    self.arguments = arguments
    self.version = version
  }

  /// The hidden column with the call's own number.
  private static let row = "call"

  /// Writes the calls and remembers that they went.
  ///
  /// - Parameters:
  ///   - reader: a connection of the export's own; it is restricted to reading for good.
  ///   - sink: what appears only if the batch is kept; `finish` is the caller's.
  /// - Throws: `exported-before` when some of the calls went before, `export-changed` when an earlier
  ///   export can't be made again.
  package func run(
    _ choice: Choice, reader: Database, writer: Database, to sink: any ByteSink
  ) throws -> Summary {
    var definition = definition
    // A call that its carrier took back stays in exports that were, and goes into none that is new.
    let present = """
      SELECT * FROM (\(definition.sql)) WHERE \(Self.row) NOT IN (
        SELECT call_reversal.call FROM call_reversal)
      """
    switch choice {
    case .all: definition.sql = present
    case .new:
      definition.sql = """
        SELECT * FROM (\(present)) WHERE \(Self.row) NOT IN (
          SELECT call_export.call FROM call_export WHERE call_export.target = '\(definition.name)')
        """
    case .again(let batch):
      try requireExport(batch, in: writer)
      definition.sql = """
        SELECT * FROM (\(definition.sql)) WHERE \(Self.row) IN (
          SELECT call_export.call FROM batch_span JOIN call_export
            ON call_export.id BETWEEN batch_span.first_id AND batch_span.last_id
          WHERE batch_span.batch = \(batch) AND batch_span.kind = 'call_export')
        """
    }
    let content = try Content(definition, arguments, in: reader)
    return try writer.transaction {
      var summary = Summary(calls: content.calls.count)
      let earlier = try batch(of: content.sha256, in: writer)
      if case .again(let batch) = choice {
        guard earlier == batch else { throw Self.changed(batch) }
      }
      if let earlier {
        summary.batch = earlier
        summary.isRepeated = true
      } else if !content.calls.isEmpty {
        if choice == .all { try requireNothingWent(content.calls, in: writer) }
        summary.batch = try keep(content, in: writer)
      }
      try sink.write(content.bytes[...])
      return summary
    }
  }

  // MARK: Rows

  private struct Content {
    var bytes: [UInt8] = []
    var calls: [Int64] = []
    var sha256 = ""

    init(
      _ definition: ReportDefinition, _ arguments: [String: String], in database: Database
    ) throws {
      var shown = definition
      let hidden = definition.hidden.filter { $0.name == CallExport.row }
      shown.hidden.removeAll { $0.name == CallExport.row }
      shown.columns += hidden
      let run = try ReportRun(shown, database: database, arguments: arguments)
      var writer = DelimitedWriter()
      writer.record(definition.columns.map(\.heading))
      while let row = try run.next() {
        for (cell, column) in zip(row.cells, definition.columns) {
          let text = CellText.canonical(cell, column.kind, digits: row.digits) ?? ""
          if column.kind == .text || column.kind == .id {
            writer.text(text)
          } else {
            writer.plain(text)
          }
        }
        writer.endRecord()
        if case .integer(let call) = row.cells.last { calls.append(call) }
        bytes += writer.take()
        if calls.count % 10_000 == 0 { try Interrupt.check() }
      }
      bytes += writer.take()
      sha256 = SHA256.hex(of: bytes)
    }
  }

  // MARK: Batches

  private func batch(of sha256: String, in database: Database) throws(Problem) -> Int64? {
    try database.integer(
      "SELECT id FROM batch WHERE verb = 'export' AND profile = ? AND file_sha256 = ? ORDER BY id",
      [.text(definition.name), .text(sha256)])
  }

  private func requireExport(_ batch: Int64, in database: Database) throws(Problem) {
    let found = try database.integer(
      "SELECT 1 FROM batch WHERE id = ? AND verb = 'export' AND profile = ?",
      [.integer(batch), .text(definition.name)])
    if found == nil {
      throw Problem(
        "unknown-batch", .usage,
        "Batch \(batch) is no export to \(definition.name): 'carryover batches' lists them.")
    }
  }

  private static func changed(_ batch: Int64) -> Problem {
    Problem(
      "export-changed", .input,
      "The calls of batch \(batch) would give other bytes today: what it was made of has changed "
        + "since. 'carryover batches \(batch)' has the hash of what went. Nothing was written.")
  }

  private func requireNothingWent(_ calls: [Int64], in database: Database) throws(Problem) {
    let find = try database.prepare(
      "SELECT id FROM call_export WHERE target = ? AND call = ?")
    var count = 0
    for call in calls {
      find.bind([.text(definition.name), .integer(call)])
      if try find.step() { count += 1 }
      find.reset()
    }
    if count > 0 {
      throw Problem(
        "exported-before", .finding,
        "\(count) of the \(calls.count) calls went to \(definition.name) before: --new sends the "
          + "others, --again N gives an earlier export once more. Nothing was written.")
    }
  }

  private func keep(_ content: Content, in database: Database) throws(Problem) -> Int64 {
    var batch = try MadeBatch(
      database, verb: "export", about: definition.title, version: version)
    batch.bytes(of: content.bytes, profile: definition.name)
    let first = (try database.integer("SELECT max(id) FROM call_export") ?? 0) + 1
    let insert = try database.prepare(
      "INSERT INTO call_export (line, call, target) SELECT line, id, ? FROM cdr WHERE id = ?")
    for call in content.calls {
      insert.bind([.text(definition.name), .integer(call)])
      _ = try insert.step()
    }
    try batch.keep(
      spans: [("call_export", first, first + Int64(content.calls.count) - 1)])
    return batch.id
  }
}
