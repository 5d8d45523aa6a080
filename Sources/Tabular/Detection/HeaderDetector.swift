/// Finds the lines that name the columns, and what stands before them.
struct HeaderDetector {
  struct Finding {
    /// Records before the header.
    var preamble = 0
    /// Records that the header has; 0 when there is none.
    var rows = 0
    var names: [String] = []
    /// Why it is one, or why there is none.
    var reason = ""
  }

  private let rows: [[ArraySlice<UInt8>]]
  private let shapes: [[CellShape]]
  private let width: Int
  /// The middle of what rows of the usual width have filled.
  private let typicallyFilled: Int
  /// Whether rows of the usual width end with a delimiter.
  private let endsEmpty: Bool

  /// - Parameter width: how many columns most records have.
  init(_ batch: RecordBatch, width: Int) {
    rows = (0..<min(batch.count, 200)).map { record in
      (0..<batch.fieldCount(record)).map { batch.field(record, $0) ?? [] }
    }
    shapes = rows.map { $0.map(CellShape.init) }
    self.width = width
    endsEmpty = width > 1 && rows.allSatisfy { $0.count != width || $0.last?.isEmpty == true }
    let counts = shapes.filter { $0.count == width }.map { $0.count { $0 != .empty } }.sorted()
    typicallyFilled = counts.isEmpty ? width : counts[counts.count / 2]
  }

  func detect() -> Finding {
    guard let first = rows.indices.first(where: isFull) else {
      return Finding(reason: "no record fills its columns")
    }
    for row in rows.indices.prefix(40) where row >= first && isFull(row) && isNaming(row) {
      let below = shapesBelow(row)
      if row > first, !(below.typed > 0 && differs(first, from: below.values)) { continue }
      if row == first, below.typed == 0, comesAgain(row) { break }
      return header(at: row, typed: below)
    }
    return Finding(preamble: first, reason: "the first record holds values, not names")
  }

  /// How many cells of a row say something.
  private func filled(_ row: Int) -> Int { shapes[row].count { $0 != .empty } }

  /// Whether a row is one of the table: as wide as most, a delimiter at the end apart, and not mostly
  /// empty.
  private func isFull(_ row: Int) -> Bool {
    let isWide =
      rows[row].count == width
      || rows[row].count == width + 1 && rows[row].last?.isEmpty == true
      || rows[row].count == width - 1 && endsEmpty
    guard isWide else { return false }
    return filled(row) * 10 >= typicallyFilled * 6 && filled(row) >= min(2, width)
  }

  private func isNaming(_ row: Int) -> Bool {
    guard shapes[row].allSatisfy({ !$0.isValue }) else { return false }
    let names = rows[row].filter { !$0.isEmpty }.map { Array($0) }
    return Set(names).count * 2 >= names.count
      && names.allSatisfy { $0.count <= 80 && !$0.contains(.lf) }
  }

  /// For each column, whether most cells below are values, and which kind.
  private func shapesBelow(_ row: Int) -> (values: [CellShape?], typed: Int) {
    let below = rows.indices.filter { $0 > row && rows[$0].count == width && isFull($0) }
    let values = (0..<width).map { column -> CellShape? in
      let cells = below.map { shapes[$0][column] }.filter { $0 != .empty }
      let valued = cells.filter { $0.isValue || $0 == .flag }
      return valued.count * 10 > cells.count * 6 ? valued.first : nil
    }
    return (values, values.count { $0 != nil })
  }

  /// Whether the row isn't like the columns: no value where they have some.
  private func differs(_ row: Int, from below: [CellShape?]) -> Bool {
    let typed = below.indices.filter { below[$0] != nil }
    let alike = typed.count { $0 < shapes[row].count && shapes[row][$0].isValue }
    return alike * 2 < typed.count
  }

  /// Whether a text of the row stands again in its column: names don't.
  private func comesAgain(_ row: Int) -> Bool {
    rows[row].indices.contains { column in
      !rows[row][column].isEmpty
        && rows.indices.contains {
          $0 > row && rows[$0].count > column && rows[$0][column] == rows[row][column]
        }
    }
  }

  private func header(at row: Int, typed: (values: [CellShape?], typed: Int)) -> Finding {
    var first = row
    var last = row
    // Groups of columns above: `Customer,,Invoice,,`.
    if row > 0, rows[row - 1].count == rows[row].count, filled(row - 1) >= 2,
      filled(row - 1) < filled(row), isNaming(row - 1),
      !rows[row - 1].contains(where: { $0.last == UInt8(ascii: ":") })
    {
      first = row - 1
    }
    // Units or second words below: a row of words where the columns have values.
    while last + 1 < rows.count, last < row + 2, isContinuation(last + 1) { last += 1 }
    var reason = "names without numbers or dates"
    if typed.typed > 0 {
      reason += " above \(typed.typed) \(typed.typed == 1 ? "column" : "columns") of values"
    } else if rows.count > row + 1 {
      reason += ", and none of them comes again below"
    }
    // A database writes the types of its columns below their names.
    let hasTypes = last > row && isOfTypes(last)
    if hasTypes { reason += ", and the types of these below the names" }
    return Finding(
      preamble: first, rows: last - first + 1, names: names(first...(hasTypes ? last - 1 : last)),
      reason: reason)
  }

  private static let typeNames: Set<String> = [
    "BIGINT", "BIT", "BLOB", "BOOL", "BOOLEAN", "CHAR", "DATE", "DATETIME", "DECIMAL", "DOUBLE",
    "FLOAT", "INT", "INTEGER", "LONG", "MONEY", "NUMERIC", "NVARCHAR", "REAL", "SMALLINT", "STRING",
    "TEXT", "TIME", "TIMESTAMP", "TINYINT", "UNIQUEIDENTIFIER", "UUID", "VARCHAR",
  ]

  /// Whether all that a row says are types of columns: `INTEGER`, `VARCHAR(50)`.
  private func isOfTypes(_ row: Int) -> Bool {
    rows[row].allSatisfy { cell in
      let word = Self.trimmed(cell).prefix { $0 != "(" }
      return word.isEmpty || Self.typeNames.contains(word.uppercased())
    }
  }

  private func isContinuation(_ row: Int) -> Bool {
    guard rows[row].count == rows[row - 1].count, filled(row) > 0,
      shapes[row].allSatisfy({ !$0.isValue })
    else { return false }
    let below = shapesBelow(row)
    let typed = below.values.indices.filter { below.values[$0] != nil && $0 < rows[row].count }
    let words = typed.count { shapes[row][$0] == .text }
    return !typed.isEmpty && words * 2 >= typed.count
  }

  /// The words of each column from above to below; a group's word goes on to the right.
  private func names(_ range: ClosedRange<Int>) -> [String] {
    var names = [String](repeating: "", count: rows[range.upperBound].count)
    for row in range {
      var group = ""
      for column in names.indices {
        var word = column < rows[row].count ? Self.trimmed(rows[row][column]) : ""
        if row < range.upperBound {
          if word.isEmpty { word = group } else { group = word }
        }
        if !word.isEmpty { names[column] += (names[column].isEmpty ? "" : " ") + word }
      }
    }
    return names
  }

  private static func trimmed(_ cell: ArraySlice<UInt8>) -> String {
    var cell = cell
    while cell.first == 32 { cell.removeFirst() }
    while cell.last == 32 { cell.removeLast() }
    return String(decoding: cell, as: UTF8.self)
  }
}
