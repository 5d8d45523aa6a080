/// A pattern of dark modules on light ground, to be drawn as paths: a matrix, or bars.
struct BarPattern: Sendable {
  let columns: Int
  let rows: Int
  private(set) var modules: [Bool]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    modules = Array(repeating: false, count: columns * rows)
  }

  subscript(row: Int, column: Int) -> Bool {
    get { modules[row * columns + column] }
    set { modules[row * columns + column] = newValue }
  }

  /// Dark runs of each row, from the top, in modules.
  var runs: [(row: Int, column: Int, length: Int)] {
    var runs: [(row: Int, column: Int, length: Int)] = []
    for row in 0..<rows {
      var column = 0
      while column < columns {
        let start = column
        while column < columns, self[row, column] { column += 1 }
        if column > start { runs.append((row, start, column - start)) }
        column += 1
      }
    }
    return runs
  }
}
