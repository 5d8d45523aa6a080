internal import Diagnostics

/// Writes the rows of one kind: many at a time while nothing is in the way, one by one otherwise.
final class KindLoader {
  /// How many rows an INSERT brings. Rows of a group have a key, or all have fingerprints.
  private enum Form {
    case single, group, keylessGroup

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
  /// Rows that were there before and that this import's file has, too.
  var seen = IDSet()
  /// Rows of the batch that this import continues: they came in this very file.
  var own = IDSet()
  /// Whether rows without a key were there before: only then can one of them come again.
  let hasEarlierKeylessRows: Bool
  /// Gets the rows of calls, where their table by number isn't kept row by row.
  var numbers: CallNumbers?
  /// Whether the next rows are probably new, so that it is worth inserting many at once.
  private(set) var expectsNew = true
  private var newInARow = 0

  private var columnNames: [String] = []
  /// The columns of times, durations and amounts, by position.
  private var told: [Int] = []
  private var inserts: [Form: Statement] = [:]
  private var updates: [[String]: Statement] = [:]
  private var keepImage: Statement?
  private var findByKey: Statement?
  private var findByFingerprint: Statement?
  private var findNext: Statement?
  private var findSpan: Statement?
  /// The span that was found last: neighbours are mostly of the same batch.
  private var span: (batch: Int64, first: Int64, last: Int64) = (0, 0, -1)

  init(kind: Kind, database: Database, source: Int64) throws(Problem) {
    self.kind = kind
    self.database = database
    self.source = source
    nextID = (try database.integer("SELECT max(id) FROM \(kind.table)") ?? 0) + 1
    firstID = nextID
    let first =
      kind.fingerprint.isEmpty
      ? nil
      : try database.integer("SELECT 1 FROM \(kind.table) WHERE fingerprint IS NOT NULL LIMIT 1")
    hasEarlierKeylessRows = first != nil
  }

  /// Gives back the ids from `id` on: their rows were rolled back.
  func rewind(to id: Int64) {
    nextID = id
    numbers?.rewind(to: id)
  }

  /// Counts a row that something else than `insert` put in.
  func countRow() { nextID += 1 }

  /// Learns from how a row turned out whether more of its sort are to be expected: of a file that
  /// comes again every row is there.
  func learn(isNew: Bool) {
    newInARow = isNew ? newInARow + 1 : 0
    expectsNew = newInARow >= Form.group.rows
  }

  // MARK: Inserting

  private func prepare(for rows: BoundRows) throws(Problem) {
    if rows.columns.elementsEqual(columnNames, by: { $0.name == $1 }) { return }
    let names = rows.columns.map(\.name)
    columnNames = names
    inserts = [:]
    updates = [:]
    (findByKey, findByFingerprint, findNext) = (nil, nil, nil)
    told = names.indices.filter { tells(names[$0]) }
  }

  /// Whether a column is of a time, a duration or an amount: a duplicate that has another one is told.
  private func tells(_ column: String) -> Bool {
    kind.fields.contains { field in
      if case .reference = field.type { return false }
      return kind.column(of: field) == column && BatchTotals.sums(field, of: kind)
    }
  }

  /// Whether a row states a time, a duration or an amount that is another than is stored.
  func saysOtherwise(_ row: Int, of rows: BoundRows, than stored: Stored) -> Bool {
    stored.differing.contains { column in
      told.contains(column) && !RowBatch.isEmpty(rows.columns[column].cells[row])
    }
  }

  private func hasFingerprint(_ form: Form) -> Bool {
    switch form {
    case .single: !kind.fingerprint.isEmpty
    case .group: false
    case .keylessGroup: true
    }
  }

  /// The id is left to SQLite, which gives the next one without looking whether it is taken. OR FAIL
  /// keeps the rows before the one whose key is taken: SQLite need not remember pages for undoing.
  ///
  /// Columns are listed as the table has them, with NULL where nothing comes between two that do: of a
  /// table whose id is its last column, such as `cdr`, SQLite is quickest with that. Parameters keep the
  /// order in which `bind` counts them.
  private func insertStatement(_ form: Form, _ shape: BoundRows) throws(Problem) -> Statement {
    let bound =
      ["line"] + (hasFingerprint(form) ? ["fingerprint"] : []) + shape.columns.map(\.name)
    var columns = try database.columns(of: kind.table)
    let last = columns.lastIndex { bound.contains($0) || $0 == "source" && kind.isSourced }
    columns.removeSubrange(((last ?? -1) + 1)...)
    let values = (0..<form.rows).map { row in
      let marks = columns.map { column in
        if column == "source", kind.isSourced { return "\(source)" }
        return bound.firstIndex(of: column).map { "?\(row * bound.count + $0 + 1)" } ?? "NULL"
      }
      return "(" + marks.joined(separator: ", ") + ")"
    }
    return try database.prepare(
      """
      INSERT OR FAIL INTO \(kind.table) (\(columns.joined(separator: ", ")))
      VALUES \(values.joined(separator: ", "))
      """)
  }

  /// Binds rows that follow each other, a column after another.
  private func bind(
    _ first: Int, of rows: BoundRows, lines: (Int) -> Int, to statement: Statement, as form: Form,
    texts: UnsafeRawPointer?
  ) {
    let lead: Int32 = hasFingerprint(form) ? 2 : 1
    let width = lead + Int32(rows.columns.count)
    for place in 0..<form.rows {
      let parameter = Int32(place) * width + 1
      statement.bind(Int64(lines(first + place)), at: parameter)
      if lead == 2 {
        unsafe bind(
          rows.fingerprints[first + place], isText: false, to: statement, at: parameter + 1,
          texts: nil)
      }
    }
    for (index, column) in rows.columns.enumerated() {
      var parameter = lead + Int32(index) + 1
      for row in first..<first + form.rows {
        unsafe bind(
          column.cells[row], isText: column.isText, to: statement, at: parameter, texts: texts)
        parameter += width
      }
    }
  }

  private func bind(
    _ cell: Int64, isText: Bool, to statement: Statement, at parameter: Int32,
    texts: UnsafeRawPointer?
  ) {
    if RowBatch.isEmpty(cell) {
      statement.bindNull(at: parameter)
    } else if isText, let texts = unsafe texts {
      unsafe statement.bindStatic(
        texts + Int(cell >> 32), count: Int(cell & 0xFFFF_FFFF), at: parameter)
    } else {
      statement.bind(cell, at: parameter)
    }
  }

  /// Inserts a run of rows, many at a time, up to the first whose key is taken.
  ///
  /// - Parameter keyless: whether some of them have a fingerprint in place of a key.
  /// - Returns: The first row that was not inserted; the end of the run when all were.
  func insertMany(_ rows: BoundRows, _ run: Range<Int>, lines: [Int], keyless: Bool)
    throws(Problem) -> Int
  {
    try prepare(for: rows)
    var row = run.lowerBound
    var failure: Problem?
    unsafe rows.texts.withUnsafeBytes { texts in
      do throws(Problem) {
        while row < run.upperBound {
          let isGroup = run.upperBound - row >= Form.group.rows
          let form: Form = !isGroup ? .single : keyless ? .keylessGroup : .group
          let statement = try insert(form, rows)
          unsafe bind(
            row, of: rows, lines: { lines[Int(rows.records[$0])] }, to: statement, as: form,
            texts: texts.baseAddress)
          let isDone = try statement.stepUnlessTaken()
          let inserted = isDone ? form.rows : database.changedRows
          numbers?.add(rows, row..<row + inserted, first: nextID)
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
      unsafe bind(
        row, of: rows, lines: { _ in line }, to: statement, as: .single, texts: texts.baseAddress)
      do throws(Problem) { _ = try statement.step() } catch { failure = error }
    }
    if let failure { throw failure }
    numbers?.add(rows, row..<row + 1, first: nextID)
    nextID += 1
  }

  // MARK: Finding

  /// A stored row, compared with a row that wants in.
  struct Stored {
    var id: Int64
    var line: Int64
    /// Columns whose values differ, by position in the row's columns.
    var differing: [Int] = []
    /// Those of them in which the stored row has nothing.
    var empty: [Int] = []
  }

  /// The stored row with the same key; nil when there is none, or the row has no key.
  func stored(_ row: Int, of rows: BoundRows) throws(Problem) -> Stored? {
    try prepare(for: rows)
    if !kind.fingerprint.isEmpty, rows.fingerprints[row] != RowBatch.null { return nil }
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
    for name in kind.keyColumns {
      guard let parameter = statement.parameter(":" + name) else { continue }
      bindKey(row, of: rows, column: name, to: statement, at: parameter)
    }
    if let parameter = statement.parameter(":source") { statement.bind(source, at: parameter) }
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let differing = differences(row, of: rows, from: statement, firstColumn: 2)
    return Stored(
      id: statement.integer(0), line: statement.integer(1), differing: differing,
      empty: differing.filter { statement.isNull(2 + $0) })
  }

  /// How far rows are the stored ones that follow each other from an id on, without a gap, and say nothing
  /// otherwise: so most of a file that comes again is found, and each of its keys need not be looked for.
  /// Only rows that were there before this import count.
  ///
  /// - Returns: The first row that is not the next stored one.
  func follow(_ rows: BoundRows, _ run: Range<Int>, from id: Int64) throws(Problem) -> Int {
    try prepare(for: rows)
    let columns = kind.keyColumns + told.map { columnNames[$0] }
    let statement: Statement
    if let findNext {
      statement = findNext
    } else {
      let own = kind.keyIsPerSource ? " AND source = \(source)" : ""
      statement = try database.prepare(
        """
        SELECT \((["id"] + columns).joined(separator: ", ")) FROM \(kind.table)
        WHERE id >= ? AND id < \(firstID)\(own) ORDER BY id
        """)
      findNext = statement
    }
    statement.bind(id, at: 1)
    defer { statement.reset() }
    let cells = columns.map { rows.column($0) }
    let keys = kind.keyColumns.count
    func isNext(_ row: Int) -> Bool {
      cells.indices.allSatisfy { place in
        Self.isEqual(cells[place], row, rows, to: statement, place + 1)
          || place >= keys && RowBatch.isEmpty(cells[place]?.cells[row] ?? RowBatch.null)
      }
    }
    var row = run.lowerBound
    while row < run.upperBound, kind.fingerprint.isEmpty || rows.fingerprints[row] == RowBatch.null,
      try statement.step(), statement.integer(0) == id + Int64(row - run.lowerBound), isNext(row)
    {
      row += 1
    }
    return row
  }

  private func bindKey(
    _ row: Int, of rows: BoundRows, column name: String, to statement: Statement,
    at parameter: Int32
  ) {
    guard let column = rows.column(name), !RowBatch.isEmpty(column.cells[row]) else {
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
    rows.columns.indices.filter {
      !Self.isEqual(rows.columns[$0], row, rows, to: statement, firstColumn + $0)
    }
  }

  private static func isEqual(
    _ column: BoundRows.Column?, _ row: Int, _ rows: BoundRows, to statement: Statement,
    _ position: Int
  ) -> Bool {
    guard let column, !RowBatch.isEmpty(column.cells[row]) else {
      return statement.isNull(position)
    }
    if statement.isNull(position) { return false }
    let cell = column.cells[row]
    if !column.isText { return statement.integer(position) == cell }
    return unsafe statement.withText(position) { unsafe rows.text(cell).elementsEqual($0) } ?? false
  }

  /// The stored rows that equal a keyless row in its declared fields, oldest first. The hash only
  /// proposes them (rules §8).
  func equals(_ row: Int, of rows: BoundRows) throws(Problem) -> [Stored] {
    try prepare(for: rows)
    let names = kind.fingerprintColumns
    let statement: Statement
    if let findByFingerprint {
      statement = findByFingerprint
    } else {
      let columns = (["id", "line"] + names).joined(separator: ", ")
      // What its carrier took back can come again.
      let more =
        kind.name == "cdr"
        ? " AND NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id)" : ""
      statement = try database.prepare(
        """
        SELECT \(columns) FROM \(kind.table) WHERE fingerprint = ? AND source = ?\(more) ORDER BY id
        """)
      findByFingerprint = statement
    }
    statement.bind(rows.fingerprints[row], at: 1)
    statement.bind(source, at: 2)
    defer { statement.reset() }
    let columns = names.map { rows.column($0) }
    var found: [Stored] = []
    while try statement.step() {
      let isEqual = columns.indices.allSatisfy {
        Self.isEqual(columns[$0], row, rows, to: statement, 2 + $0)
      }
      if isEqual { found.append(Stored(id: statement.integer(0), line: statement.integer(1))) }
    }
    return found
  }

  /// The batch that brought an earlier row; 0 when none did.
  func batch(of id: Int64) throws(Problem) -> Int64 {
    if span.first <= id, id <= span.last { return span.batch }
    let statement: Statement
    if let findSpan {
      statement = findSpan
    } else {
      statement = try database.prepare(
        """
        SELECT batch, first_id, last_id FROM batch_span
        WHERE kind = ? AND last_id >= ? ORDER BY last_id LIMIT 1
        """)
      findSpan = statement
    }
    statement.bind([.text(kind.name), .integer(id)])
    defer { statement.reset() }
    guard try statement.step(), statement.integer(1) <= id else { return 0 }
    span = (statement.integer(0), statement.integer(1), statement.integer(2))
    return span.batch
  }

  // MARK: Updating

  /// Keeps a row as it is, for undo: once a batch, and not when this import made it.
  func keepImage(of id: Int64, batch: Int64) throws(Problem) {
    if id >= firstID { return }
    let statement: Statement
    if let keepImage {
      statement = keepImage
    } else {
      let pairs = try database.columns(of: kind.table).map { "'\($0)', \($0)" }
      statement = try database.prepare(
        """
        INSERT OR IGNORE INTO batch_image (batch, kind, row, previous)
        SELECT ?, '\(kind.name)', id, json_object(\(pairs.joined(separator: ", ")))
        FROM \(kind.table) WHERE id = ?
        """)
      keepImage = statement
    }
    statement.bind([.integer(batch), .integer(id)])
    _ = try statement.step()
  }

  /// Sets the differing columns that have a value, and takes away those to be cleared; any other empty
  /// cell keeps what is there. Returns whether anything changed.
  func update(_ stored: Stored, to row: Int, of rows: BoundRows, line: Int, batch: Int64)
    throws(Problem) -> Bool
  {
    let changed = stored.differing.filter { rows.columns[$0].cells[row] != RowBatch.null }
    return try set(changed, of: stored, to: row, of: rows, line: line, batch: batch)
  }

  /// Sets columns of a stored row, and the line that says so. Returns whether there was anything to set.
  func set(
    _ changed: [Int], of stored: Stored, to row: Int, of rows: BoundRows, line: Int, batch: Int64
  ) throws(Problem) -> Bool {
    if changed.isEmpty { return false }
    try keepImage(of: stored.id, batch: batch)
    let names = changed.map { rows.columns[$0].name }
    let statement: Statement
    if let known = updates[names] {
      statement = known
    } else {
      let assignments = (["line"] + names).map { "\($0) = ?" }.joined(separator: ", ")
      statement = try database.prepare("UPDATE \(kind.table) SET \(assignments) WHERE id = ?")
      if updates.count > 100 { updates = [:] }
      updates[names] = statement
    }
    statement.bind(Int64(line), at: 1)
    for (position, index) in changed.enumerated() {
      bindKey(
        row, of: rows, column: rows.columns[index].name, to: statement, at: Int32(position + 2))
    }
    statement.bind(stored.id, at: Int32(changed.count + 2))
    _ = try statement.step()
    return true
  }
}
