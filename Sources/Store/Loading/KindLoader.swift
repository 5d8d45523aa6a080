internal import Diagnostics

/// Writes the rows of one kind: many at a time while nothing is in the way, one by one otherwise.
final class KindLoader {
  /// How many rows an INSERT brings.
  private enum Form {
    case single, group

    /// Starting a statement costs as much as a row; larger groups gain nothing.
    var rows: Int { self == .single ? 1 : 32 }
  }

  let kind: Kind
  private let database: Database
  private let source: Int64
  /// The id that SQLite gives the next row: one more than the largest, so that a batch's rows are one
  /// span.
  private(set) var nextID: Int64
  /// Rows from this id on came in this import.
  let firstID: Int64

  private var columnNames: [String] = []
  private var inserts: [Form: Statement] = [:]
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
    inserts = [:]
    (findByKey, findByFingerprint) = (nil, nil)
  }

  /// The id is left to SQLite, which gives the next one without looking whether it is taken. OR FAIL
  /// keeps the rows before the one whose key is taken: SQLite need not remember pages for undoing.
  private func insertStatement(_ form: Form, _ shape: BoundRows) throws(Problem) -> Statement {
    var columns = ["line"]
    var marks = ["?"]
    if kind.isSourced {
      columns.append("source")
      marks.append("\(source)")
    }
    if form == .single, !kind.fingerprint.isEmpty {
      columns.append("fingerprint")
      marks.append("?")
    }
    columns += shape.columns.map(\.name)
    marks += shape.columns.map { _ in "?" }
    let row = "(" + marks.joined(separator: ", ") + ")"
    let values = Array(repeating: row, count: form.rows).joined(separator: ", ")
    let list = columns.joined(separator: ", ")
    return try database.prepare("INSERT OR FAIL INTO \(kind.table) (\(list)) VALUES \(values)")
  }

  /// Binds a whole row; returns the next free parameter.
  private func bind(
    _ row: Int, of rows: BoundRows, line: Int, to statement: Statement, as form: Form,
    from first: Int32, texts: UnsafeRawPointer?
  ) -> Int32 {
    var parameter = first
    statement.bind(Int64(line), at: parameter)
    parameter += 1
    if form == .single, !kind.fingerprint.isEmpty {
      unsafe bind(rows.fingerprints[row], isText: false, to: statement, at: parameter, texts: nil)
      parameter += 1
    }
    for column in rows.columns {
      unsafe bind(
        column.cells[row], isText: column.isText, to: statement, at: parameter, texts: texts)
      parameter += 1
    }
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

  /// Inserts rows from `first` on, many at a time, up to the first whose key is taken. None of them
  /// may lack a key.
  ///
  /// - Returns: The first row that was not inserted; `rows.count` when all were.
  func insertMany(_ rows: BoundRows, from first: Int, lines: [Int]) throws(Problem) -> Int {
    try prepare(for: rows)
    var row = first
    var failure: Problem?
    unsafe rows.texts.withUnsafeBytes { texts in
      do throws(Problem) {
        while row < rows.count {
          let form = rows.count - row >= Form.group.rows ? Form.group : .single
          let statement = try insert(form, rows)
          var parameter: Int32 = 1
          for next in row..<row + form.rows {
            parameter = unsafe bind(
              next, of: rows, line: lines[Int(rows.records[next])], to: statement, as: form,
              from: parameter, texts: texts.baseAddress)
          }
          let isDone = try statement.stepUnlessTaken()
          let inserted = isDone ? form.rows : database.changedRows
          row += inserted
          nextID += Int64(inserted)
          if !isDone { return }
        }
      } catch { failure = error }
    }
    if let failure { throw failure }
    return row
  }

  private func insert(_ form: Form, _ rows: BoundRows) throws(Problem) -> Statement {
    if let known = inserts[form] { return known }
    let statement = try insertStatement(form, rows)
    inserts[form] = statement
    return statement
  }

  /// Inserts one row whose key is known to be free.
  func insert(_ row: Int, of rows: BoundRows, line: Int) throws(Problem) {
    try prepare(for: rows)
    let statement = try insert(.single, rows)
    var failure: Problem?
    unsafe rows.texts.withUnsafeBytes { texts in
      _ = unsafe bind(
        row, of: rows, line: line, to: statement, as: .single, from: 1, texts: texts.baseAddress)
      do throws(Problem) { _ = try statement.step() } catch { failure = error }
    }
    if let failure { throw failure }
    nextID += 1
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
