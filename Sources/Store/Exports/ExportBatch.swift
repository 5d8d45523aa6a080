internal import Bytes
package import Diagnostics

/// An export on its way: the files and rows that go to another system, as a batch that is remembered.
/// Inside a transaction that the caller holds.
///
/// ```swift
/// var batch = try ExportBatch(database, target: "journal PN 2026-10", about: "Journal", version: v)
/// try batch.add("journal.csv", bytes, rows: 12)
/// try batch.keep()
/// ```
package struct ExportBatch {
  package var id: Int64 { batch.id }
  private let database: Database
  private let target: String
  private let arguments: String?
  private var batch: MadeBatch
  private var files: [ExportedFile] = []
  private let firstFile: Int64
  private let firstRow: Int64
  private var nextRow: Int64
  private let firstCall: Int64
  private var nextCall: Int64
  private var insertRow: Statement?
  private var insertCall: Statement?
  private var insertPiece: Statement?

  /// - Parameters:
  ///   - about: what lists of batches show.
  ///   - arguments: what the export was told, as JSON.
  package init(
    _ database: Database, target: String, about: String, arguments: String? = nil, version: String
  ) throws(Problem) {
    self.database = database
    self.target = target
    self.arguments = arguments
    batch = try MadeBatch(database, verb: "export", about: about, version: version)
    firstFile = (try database.integer("SELECT max(id) FROM export_file") ?? 0) + 1
    firstRow = (try database.integer("SELECT max(id) FROM export_row") ?? 0) + 1
    nextRow = firstRow
    firstCall = (try database.integer("SELECT max(id) FROM call_export") ?? 0) + 1
    nextCall = firstCall
  }

  /// What tells an export from others: the names and hashes of its files, in their order.
  package static func hash(of files: [ExportedFile]) -> String { SHA256.hex(of: text(of: files)) }

  private static func text(of files: [ExportedFile]) -> [UInt8] {
    Array(files.map { "\($0.sha256)  \($0.name)\n" }.joined().utf8)
  }

  /// Adds a file.
  ///
  /// - Parameters:
  ///   - isData: whether it is what went, and no word about it.
  ///   - next: the bytes, piece by piece; nil at the end.
  package mutating func add(
    _ file: ExportedFile, isData: Bool = true, next: () throws -> [UInt8]?
  ) throws {
    let row = firstFile + Int64(count)
    try database.run(
      """
      INSERT INTO export_file (id, line, name, target, file, arguments, sha256, bytes, row_count, totals)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(row), .integer(Int64(count) + 1), .text("\(target) \(id) \(file.name)"),
        .text(target), .text(file.name), .optional(arguments), .text(file.sha256),
        .integer(Int64(file.bytes)), .integer(Int64(file.rows)), .optional(file.totals),
      ])
    count += 1
    if isData { files.append(file) }
    var position: Int64 = 0
    while let bytes = try next() {
      let statement: Statement
      if let insertPiece {
        statement = insertPiece
      } else {
        statement = try database.prepare("INSERT INTO export_piece VALUES (?, ?, ?, ?)")
        insertPiece = statement
      }
      statement.bind([.integer(row), .integer(position), .integer(Int64(bytes.count))])
      statement.bind(blob: Deflate.zlib(bytes)[...], at: 4)
      _ = try statement.step()
      position += 1
    }
  }

  private var count = 0

  /// Adds a file that is at hand.
  package mutating func add(
    _ name: String, _ bytes: [UInt8], rows: Int, totals: String? = nil, isData: Bool = true
  ) throws {
    var rest: [UInt8]? = bytes
    try add(
      ExportedFile(
        name: name, sha256: SHA256.hex(of: bytes), bytes: bytes.count, rows: rows, totals: totals),
      isData: isData
    ) {
      defer { rest = nil }
      return rest
    }
  }

  /// Remembers a row of the file that is added as number `file`, counted from 0.
  package mutating func remember(_ key: String, hash: Int64, ofFile file: Int) throws(Problem) {
    let statement: Statement
    if let insertRow {
      statement = insertRow
    } else {
      statement = try database.prepare(
        "INSERT INTO export_row (id, line, export_file, key, hash) VALUES (?, ?, ?, ?, ?)")
      insertRow = statement
    }
    statement.bind([
      .integer(nextRow), .integer(nextRow - firstRow + 1), .integer(firstFile + Int64(file)),
      .text(key), .integer(hash),
    ])
    _ = try statement.step()
    nextRow += 1
  }

  /// Remembers a call that goes, by its number in the store.
  package mutating func remember(call: Int64) throws(Problem) {
    let statement: Statement
    if let insertCall {
      statement = insertCall
    } else {
      statement = try database.prepare(
        "INSERT INTO call_export (id, line, target, call) VALUES (?, ?, ?, ?)")
      insertCall = statement
    }
    statement.bind([
      .integer(nextCall), .integer(nextCall - firstCall + 1), .text(target), .integer(call),
    ])
    _ = try statement.step()
    nextCall += 1
  }

  /// Completes it.
  package mutating func keep() throws(Problem) {
    batch.bytes(of: Self.text(of: files), profile: target)
    try batch.keep(
      spans: [
        ("export_file", firstFile, firstFile + Int64(count) - 1),
        ("export_row", firstRow, nextRow - 1), ("call_export", firstCall, nextCall - 1),
      ])
  }
}
