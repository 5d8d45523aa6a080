internal import Bytes
internal import Diagnostics
internal import Store
internal import Tabular

/// Makes a store of a bundle: the same to the last row, or none.
package struct BundleReader {
  private let path: String

  package init(_ path: String) { self.path = path }

  /// Whether a file is a bundle.
  package static func isBundle(_ path: String) -> Bool {
    guard path != "-", let input = try? InputSource(path: path) else { return false }
    var bytes: [UInt8] = []
    while bytes.count < BundleFormat.magic.utf8.count {
      guard let count = try? input.read(into: &bytes), count > 0 else { return false }
    }
    return bytes.starts(with: BundleFormat.magic.utf8)
  }

  /// - Parameter store: appears under its name only when all of it is in. What was wrong with the store
  ///   that the bundle was made of comes along, and is told.
  /// - Throws: `store-exists`, `damaged-bundle`, `newer-bundle`.
  package func restore(to store: String) throws -> BundleWriter.Summary {
    if Folder.fileExists(store) {
      throw Problem(
        "store-exists", .system,
        "There is a file here already, and a bundle becomes a store of its own: name another with "
          + "--store.", at: SourcePosition(file: store))
    }
    let building = store + ".unbundling"
    StoreFile.remove(building)
    // Once it has its name, what its readers left beside the old one.
    defer { StoreFile.remove(building) }
    var summary = try fill(try StoreFile.create(at: building))
    for finding in try StoreCheck(try StoreFile.openForReading(at: building)).run() {
      summary.faults += finding.faults.map { "\(finding.name): \($0)" }
    }
    try StoreFile.move(building, to: store)
    return summary
  }

  private func fill(_ database: Database) throws -> BundleWriter.Summary {
    let tables = Dictionary(
      uniqueKeysWithValues: try BundleFormat.tables(of: database).map { ($0.name, $0) })
    var summary = BundleWriter.Summary()
    var dialect = Dialect(delimiter: UInt8(ascii: ","))
    dialect.columns = .various
    let reader = RecordReader(try InputSource(path: path), layout: .delimited(dialect))
    var batch = RecordBatch()
    var state = State.beginning
    var hash = SHA256()
    try database.execute("PRAGMA journal_mode = DELETE; PRAGMA synchronous = OFF; BEGIN")
    let indexes = try Self.dropIndexes(in: database) + CallNumbers.suspend(in: database)
    while try reader.next(&batch) {
      try Interrupt.check()
      for record in 0..<batch.count {
        try take(record, of: batch, &state, tables, database, &summary, &hash)
      }
    }
    guard case .ended = state else {
      throw BundleFormat.damaged(path, line: nil, "it has no end")
    }
    for sql in indexes { try database.execute(sql) }
    try database.execute("COMMIT; PRAGMA synchronous = FULL")
    try StoreFile.settle(database)
    return summary
  }

  private enum State {
    case beginning
    /// Between the mark of a table and its columns.
    case table(BundleFormat.Table)
    case rows(BundleFormat.Table, [BundleFormat.Column], Statement)
    case ended
  }

  private func take(
    _ record: Int, of batch: RecordBatch, _ state: inout State,
    _ tables: [String: BundleFormat.Table], _ database: Database,
    _ summary: inout BundleWriter.Summary, _ hash: inout SHA256
  ) throws {
    let line = batch.lines[record]
    let count = batch.fieldCount(record)
    let first = batch.field(record, 0) ?? []
    let isEnd = first.elementsEqual(BundleFormat.mark.utf8) && batch.string(record, 1) == "end"
    if !isEnd { hash.update(batch.original(record)) }
    switch state {
    case .beginning:
      guard first.elementsEqual(BundleFormat.magic.utf8) else {
        throw BundleFormat.damaged(path, line: line, "it does not begin as one")
      }
      let (version, schema) = (batch.string(record, 1), batch.string(record, 2) ?? "")
      guard version == BundleFormat.version, schema == String(StoreFile.schemaVersion) else {
        throw Problem(
          "newer-bundle", .input,
          "The bundle is of version \(version ?? "?"), schema \(schema), and this command reads "
            + "\(BundleFormat.version), schema \(StoreFile.schemaVersion).",
          at: SourcePosition(file: path))
      }
      // No table has this number of columns: the next record must be a mark.
      state = .table(.init(name: "", columns: [], key: []))
    case _ where first.elementsEqual(BundleFormat.mark.utf8):
      let name = batch.string(record, 1) ?? ""
      if isEnd {
        guard batch.string(record, 3) == Hex.encode(hash.finish()) else {
          throw BundleFormat.damaged(path, line: line, "it is not what was written")
        }
        guard batch.string(record, 2) == String(summary.rows) else {
          throw BundleFormat.damaged(
            path, line: line,
            "it states \(batch.string(record, 2) ?? "no") rows, and has \(summary.rows)")
        }
        state = .ended
        return
      }
      guard let table = tables[name] else {
        throw BundleFormat.foreign(path, line: line, "a table '\(name)'")
      }
      summary.tables += 1
      state = .table(table)
    case .table(let table):
      let columns = try (0..<count).map { index in
        let name = batch.string(record, index) ?? ""
        guard let column = table.columns.first(where: { $0.name == name }) else {
          throw BundleFormat.foreign(path, line: line, "a column '\(name)' of \(table.name)")
        }
        return column
      }
      let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
      let marks = columns.map { _ in "?" }.joined(separator: ", ")
      state = .rows(
        table, columns,
        try database.prepare("INSERT INTO \"\(table.name)\" (\(names)) VALUES (\(marks))"))
    case .rows(let table, let columns, let insert):
      guard count == columns.count else {
        throw BundleFormat.damaged(
          path, line: line, "a row of \(table.name) has \(count) cells, not \(columns.count)")
      }
      for (index, column) in columns.enumerated() {
        let cell = batch.field(record, index) ?? []
        try bind(cell, column.type, to: insert, at: Int32(index + 1), line: line)
      }
      _ = try insert.step()
      summary.rows += 1
    case .ended: throw BundleFormat.damaged(path, line: line, "something follows its end")
    }
  }

  private func bind(
    _ cell: ArraySlice<UInt8>, _ type: String, to insert: Statement, at index: Int32, line: Int
  ) throws {
    if cell.isEmpty {
      insert.bindNull(at: index)
    } else if type == "INTEGER" {
      guard let number = Int64(String(decoding: cell, as: UTF8.self)) else {
        throw BundleFormat.damaged(path, line: line, "a number is none")
      }
      insert.bind(number, at: index)
    } else if type == "BLOB" {
      guard cell.first == UInt8(ascii: "x"), let bytes = Hex.decode(cell.dropFirst()) else {
        throw BundleFormat.damaged(path, line: line, "bytes are none")
      }
      insert.bind(blob: bytes[...], at: index)
    } else {
      insert.bind(text: cell.first == UInt8(ascii: "\\") ? cell.dropFirst() : cell, at: index)
    }
  }

  /// Indexes are quicker built over rows that are there.
  private static func dropIndexes(in database: Database) throws -> [String] {
    let found = try database.rows(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql NOT NULL"
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    for (name, _) in found { try database.execute("DROP INDEX \"\(name)\"") }
    return found.map(\.1)
  }
}
