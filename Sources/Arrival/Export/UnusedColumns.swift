internal import Diagnostics
internal import Importing

/// Columns of rows that no file of a target makes a cell of: what they say does not go.
struct UnusedColumns {
  private var ofRows: [String: Set<Int>] = [:]

  init(_ target: Target, parameters: [String: String]) throws(Problem) {
    for file in target.written {
      var reader = try RowReader(
        columns: file.rows.columns, file: target.name, parameters: parameters)
      try reader.bind(lets: file.lets)
      for column in file.columns { _ = try reader.bind(column.value) }
      ofRows[file.rows.name, default: Set(file.rows.facts)].subtract(reader.usedColumns)
    }
  }

  /// Those of a file that is of a kind; sums of rows lose nothing.
  func columns(of file: TargetFile) -> [Int] {
    file.kind == nil ? [] : (ofRows[file.rows.name] ?? []).sorted()
  }
}
