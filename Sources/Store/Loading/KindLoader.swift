internal import Diagnostics

/// Writes the rows of one kind: many at a time while nothing is in the way, one by one otherwise.
final class KindLoader {
  /// Rows in one INSERT: more cost more to prepare and gain nothing.
  private static let rowsPerInsert = 32

  let kind: Kind
  private let database: Database
  private let source: Int64
  /// The id that the next row gets. Ids are given in order, so that a batch's rows are one span.
  private(set) var nextID: Int64
  /// Rows from this id on came in this import.
  let firstID: Int64

  private var columnNames: [String] = []
  private var insertMany: Statement?
  private var insertOne: Statement?
  private var findByKey: Statement?
  private var findByFingerprint: Statement?

  init(kind: Kind, database: Database, source: Int64) throws(Problem) {
    self.kind = kind
    self.database = database
    self.source = source
    nextID = (try database.integer("SELECT max(id) FROM \(kind.table)") ?? 0) + 1
    firstID = nextID
  }

  /// Gives back the ids from `id` on: their rows were rolled back.
  func rewind(to id: Int64) { nextID = id }

  // MARK: Inserting

  private func prepare(for rows: BoundRows) throws(Problem) {
    let names = rows.columns.map(\.name)
    if names == columnNames { return }
    columnNames = names
    (insertMany, insertOne, findByKey, findByFingerprint) = (nil, nil, nil, nil)
  }

  private func insertStatement(rows count: Int, _ shape: BoundRows) throws(Problem) -> Statement {
    var columns = ["id", "line"]
    if kind.isSourced { columns.append("source") }
    if !kind.fingerprint.isEmpty { columns.append("fingerprint") }
    columns += shape.columns.map(\.name)
    let marks = "(" + Array(repeating: "?", count: columns.count).joined(separator: ", ") + ")"
    let values = Array(repeating: marks, count: count).joined(separator: ", ")
    let list = columns.joined(separator: ", ")
    return try database.prepare("INSERT INTO \(kind.table) (\(list)) VALUES \(values)")
  }

  /// Binds a whole row; returns the next free parameter.
  private func bind(
    _ row: Int, of rows: BoundRows, line: Int, to statement: Statement, from first: Int32,
    texts: UnsafeRawPointer?
  ) -> Int32 {
    var parameter = first
    statement.bind(nextID, at: parameter)
    statement.bind(Int64(line), at: parameter + 1)
    parameter += 2
    if kind.isSourced {
      statement.bind(source, at: parameter)
      parameter += 1
    }
    if !kind.fingerprint.isEmpty {
      unsafe bind(rows.fingerprints[row], isText: false, to: statement, at: parameter, texts: nil)
      parameter += 1
    }
    for column in rows.columns {
      unsafe bind(
        column.cells[row], isText: column.isText, to: statement, at: parameter, texts: texts)
      parameter += 1
    }
    nextID += 1
    return parameter
  }

  private func bind(
    _ cell: Int64, isText: Bool, to statement: Statement, at parameter: Int32,
    texts: UnsafeRawPointer?
  ) {
    if cell == RowBatch.null {
      statement.bindNull(at: parameter)
    } else if isText, let texts = unsafe texts {
      unsafe statement.bindStatic(
        texts + Int(cell >> 32), count: Int(cell & 0xFFFF_FFFF), at: parameter)
    } else {
      statement.bind(cell, at: parameter)
    }
  }

  /// Inserts all rows, many at a time; false when one of them has a key that is taken: then nothing
  /// may be kept of it (the caller rolls back and goes row by row).
  func insertAll(_ rows: BoundRows, lines: [Int]) throws(Problem) -> Bool {
    try prepare(for: rows)
    var row = 0
    var failure: Problem?
    var isTaken = false
    unsafe rows.texts.withUnsafeBytes { texts in
      do throws(Problem) {
        while row < rows.count {
          let isFull = rows.count - row >= Self.rowsPerInsert
          let statement = try isFull ? manyStatement(rows) : oneStatement(rows)
          var parameter: Int32 = 1
          for _ in 0..<(isFull ? Self.rowsPerInsert : 1) {
            parameter = unsafe bind(
              row, of: rows, line: lines[Int(rows.records[row])], to: statement, from: parameter,
              texts: texts.baseAddress)
            row += 1
          }
          if try !statement.stepUnlessTaken() {
            isTaken = true
            return
          }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return !isTaken
  }

  private func manyStatement(_ rows: BoundRows) throws(Problem) -> Statement {
    if let insertMany { return insertMany }
    let statement = try insertStatement(rows: Self.rowsPerInsert, rows)
    insertMany = statement
    return statement
  }

  private func oneStatement(_ rows: BoundRows) throws(Problem) -> Statement {
    if let insertOne { return insertOne }
    let statement = try insertStatement(rows: 1, rows)
    insertOne = statement
    return statement
  }

  /// Inserts one row whose key is known to be free.
  func insert(_ row: Int, of rows: BoundRows, line: Int) throws(Problem) {
    try prepare(for: rows)
    let statement = try oneStatement(rows)
    var failure: Problem?
    unsafe rows.texts.withUnsafeBytes { texts in
      _ = unsafe bind(row, of: rows, line: line, to: statement, from: 1, texts: texts.baseAddress)
      do throws(Problem) { _ = try statement.step() } catch { failure = error }
    }
    if let failure { throw failure }
  }

  // MARK: Finding

  /// A stored row, compared with a row that wants in.
  struct Stored {
    var id: Int64
    var line: Int64
    /// Columns whose values differ, by position in the row's columns.
    var differing: [Int]
  }

  /// The stored row with the same key; nil when there is none, or the row has no key.
  func stored(_ row: Int, of rows: BoundRows) throws(Problem) -> Stored? {
    try prepare(for: rows)
    if !kind.fingerprint.isEmpty, rows.fingerprints[row] != RowBatch.null { return nil }
    let keyColumns = kind.key.compactMap { kind.field($0).map { kind.column(of: $0) } }
    let statement: Statement
    if let findByKey {
      statement = findByKey
    } else {
      var terms = zip(
        kind.keyExpressions { $0 }, kind.keyExpressions { ":" + $0 }
      ).map { "\($0) = \($1)" }
      if kind.keyIsPerSource { terms.append("source = :source") }
      let columns = (["id", "line"] + columnNames).joined(separator: ", ")
      statement = try database.prepare(
        "SELECT \(columns) FROM \(kind.table) WHERE \(terms.joined(separator: " AND "))")
      findByKey = statement
    }
    for name in keyColumns {
      guard let parameter = statement.parameter(":" + name) else { continue }
      bindKey(row, of: rows, column: name, to: statement, at: parameter)
    }
    if let parameter = statement.parameter(":source") { statement.bind(source, at: parameter) }
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return Stored(
      id: statement.integer(0), line: statement.integer(1),
      differing: differences(row, of: rows, from: statement, firstColumn: 2))
  }

  private func bindKey(
    _ row: Int, of rows: BoundRows, column name: String, to statement: Statement,
    at parameter: Int32
  ) {
    guard let column = rows.column(name), column.cells[row] != RowBatch.null else {
      statement.bindNull(at: parameter)
      return
    }
    if column.isText {
      statement.bind(text: rows.text(column.cells[row]), at: parameter)
    } else {
      statement.bind(column.cells[row], at: parameter)
    }
  }

  /// The columns in which a row differs from the row that `statement` stands on.
  private func differences(
    _ row: Int, of rows: BoundRows, from statement: Statement, firstColumn: Int
  ) -> [Int] {
    var differing: [Int] = []
    var scratch: [UInt8] = []
    for (index, column) in rows.columns.enumerated() {
      let cell = column.cells[row]
      let position = firstColumn + index
      if statement.isNull(position) || cell == RowBatch.null {
        if !statement.isNull(position) || cell != RowBatch.null { differing.append(index) }
      } else if column.isText {
        scratch.removeAll(keepingCapacity: true)
        _ = statement.appendText(position, to: &scratch)
        if !rows.text(cell).elementsEqual(scratch) { differing.append(index) }
      } else if statement.integer(position) != cell {
        differing.append(index)
      }
    }
    return differing
  }

  /// The stored rows that equal a keyless row in its declared fields, oldest first.
  func equals(_ row: Int, of rows: BoundRows, columns names: [String]) throws(Problem) -> [Stored] {
    try prepare(for: rows)
    let statement: Statement
    if let findByFingerprint {
      statement = findByFingerprint
    } else {
      let columns = (["id", "line"] + columnNames).joined(separator: ", ")
      statement = try database.prepare(
        """
        SELECT \(columns) FROM \(kind.table) WHERE fingerprint = ? AND source = ? ORDER BY id
        """)
      findByFingerprint = statement
    }
    statement.bind(rows.fingerprints[row], at: 1)
    statement.bind(source, at: 2)
    defer { statement.reset() }
    let declared = Set(names)
    var found: [Stored] = []
    while try statement.step() {
      let differing = differences(row, of: rows, from: statement, firstColumn: 2)
      if differing.contains(where: { declared.contains(rows.columns[$0].name) }) { continue }
      found.append(
        Stored(id: statement.integer(0), line: statement.integer(1), differing: differing))
    }
    return found
  }

  // MARK: Updating

  /// Sets the differing columns that have a value; an empty cell keeps what is there. Returns whether
  /// anything changed. The row as it was is kept for undo, unless this import made it.
  func update(_ stored: Stored, to row: Int, of rows: BoundRows, line: Int, batch: Int64)
    throws(Problem) -> Bool
  {
    let changed = stored.differing.filter { rows.columns[$0].cells[row] != RowBatch.null }
    if changed.isEmpty { return false }
    let names = changed.map { rows.columns[$0].name }
    if stored.id < firstID {
      let pairs = (["line"] + names).map { "'\($0)', \($0)" }.joined(separator: ", ")
      try database.run(
        """
        INSERT OR IGNORE INTO batch_image (batch, kind, row, previous)
        SELECT ?, ?, id, json_object(\(pairs)) FROM \(kind.table) WHERE id = ?
        """, [.integer(batch), .text(kind.name), .integer(stored.id)])
    }
    let assignments = (["line"] + names).map { "\($0) = ?" }.joined(separator: ", ")
    let statement = try database.prepare(
      "UPDATE \(kind.table) SET \(assignments) WHERE id = ?")
    statement.bind(Int64(line), at: 1)
    for (position, index) in changed.enumerated() {
      let column = rows.columns[index]
      let parameter = Int32(position + 2)
      if column.isText {
        statement.bind(text: rows.text(column.cells[row]), at: parameter)
      } else {
        statement.bind(column.cells[row], at: parameter)
      }
    }
    statement.bind(stored.id, at: Int32(changed.count + 2))
    _ = try statement.step()
    return true
  }
}
