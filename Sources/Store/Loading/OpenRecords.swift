package import Diagnostics

/// The partial records of a source and a profile that wait for a later file (`open_record`).
package final class OpenRecords {
  private let database: Database
  private let source: Int64?
  private let profile: String
  private let batch: Int64
  /// Closed records of earlier batches that the file at hand had again.
  private var found: Set<Int64> = []

  package init(_ database: Database, source: Int64?, profile: String, batch: Int64) {
    self.database = database
    self.source = source
    self.profile = profile
    self.batch = batch
  }

  private var owner: [SQLValue] { [.optional(source), .text(profile)] }

  /// Those that wait, in the order in which they came.
  package func waiting() throws(Problem) -> [OpenRecord] {
    let statement = try database.prepare(
      """
      SELECT o.id, kind, key, is_side, batch, line, ifnull(at, finished), fields
      FROM open_record o JOIN batch b ON b.id = o.batch
      WHERE o.source IS ? AND o.profile = ? AND closed_batch IS NULL ORDER BY o.id
      """)
    statement.bind(owner)
    let reading = try database.prepare("SELECT key, value FROM json_each(?)")
    var records: [OpenRecord] = []
    while try statement.step() {
      guard let kind = Kinds.named(statement.text(1) ?? "") else { continue }
      var record = OpenRecord(
        try row(of: kind, statement.text(7) ?? "", reading),
        key: Array((statement.text(2) ?? "").utf8), isSide: statement.integer(3) == 1,
        line: Int(statement.integer(5)))
      record.id = statement.integer(0)
      record.batch = statement.integer(4)
      record.at = statement.integer(6)
      records.append(record)
    }
    return records
  }

  private func row(of kind: Kind, _ json: String, _ reading: Statement) throws(Problem) -> RowBatch
  {
    var cells: [(field: Int, value: SQLValue)] = []
    reading.bind([.text(json)])
    while try reading.step() {
      guard let field = kind.index(of: reading.text(0) ?? "") else { continue }
      cells.append((field, reading.value(1)))
    }
    cells.sort { $0.field < $1.field }
    var row = RowBatch(kind: kind, fields: cells.map(\.field))
    for (position, cell) in cells.enumerated() {
      switch cell.value {
      case .text(let text): row.append(text: Array(text.utf8)[...], to: position)
      case .integer(let number): row.append(number, to: position)
      case .null: row.append(RowBatch.null, to: position)
      }
    }
    row.endRow(record: 0)
    return row
  }

  // MARK: Keeping and closing

  /// Keeps a record of the file at hand for a later one.
  package func keep(_ record: OpenRecord) throws(Problem) {
    try database.run(
      """
      INSERT INTO open_record (source, profile, kind, key, is_side, batch, line, at, fields)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, \(fields(of: record)))
      """,
      owner + [
        .text(record.kind.name), .text(String(decoding: record.key, as: UTF8.self)),
        .integer(record.isSide ? 1 : 0), .integer(batch), .integer(Int64(record.line)),
        .optional(record.at),
      ] + values(of: record))
  }

  /// A record of an earlier file became part of a row that a line of this one completes.
  package func close(_ id: Int64, line: Int?) throws(Problem) {
    try database.run(
      "UPDATE open_record SET closed_batch = ?, closed_line = ? WHERE id = ?",
      [.integer(batch), .optional(line.map { Int64($0) }), .integer(id)])
  }

  /// A line of the file at hand says what an open record of an earlier one said: the store relies on
  /// that, so that it is in the way of its undo.
  package func note(again id: Int64, line: Int) throws(Problem) {
    try database.run(
      "INSERT OR IGNORE INTO batch_repeat VALUES (?, 'open_record', ?, ?, ?, 'duplicate')",
      [.integer(batch), .integer(Int64(line)), .integer(id), .integer(id)])
  }

  /// The record of an earlier file that says the same and is part of a row by now; each is found once,
  /// so that the n-th of equal ones is the n-th.
  package func closed(like record: OpenRecord) throws(Problem) -> Int64? {
    let statement = try database.prepare(
      """
      SELECT id FROM open_record
      WHERE source IS ? AND profile = ? AND kind = ? AND key = ? AND is_side = ? AND batch < ?
        AND closed_batch IS NOT NULL AND fields = \(fields(of: record)) ORDER BY id
      """)
    statement.bind(
      owner + [
        .text(record.kind.name), .text(String(decoding: record.key, as: UTF8.self)),
        .integer(record.isSide ? 1 : 0), .integer(batch),
      ] + values(of: record))
    while try statement.step() {
      if found.insert(statement.integer(0)).inserted { return statement.integer(0) }
    }
    return nil
  }

  /// What it says, as a JSON object of fields: an expression with a parameter for each value.
  private func fields(of record: OpenRecord) -> String {
    let row = record.row
    return "json_object("
      + row.fields.map { "'\(row.kind.fields[$0].name)', ?" }
      .joined(separator: ", ") + ")"
  }

  private func values(of record: OpenRecord) -> [SQLValue] {
    let row = record.row
    return row.fields.indices.map { position in
      guard row.kind.fields[row.fields[position]].type.isArenaText else {
        return .integer(row.columns[position][0])
      }
      return .optional(row.text(0, position).map { String(decoding: $0, as: UTF8.self) })
    }
  }
}
