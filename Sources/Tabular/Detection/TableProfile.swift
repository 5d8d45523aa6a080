/// What a whole table looks like: its columns, and how its lines end.
package struct TableProfile: Sendable {
  package private(set) var columns: [ColumnProfile] = []
  package private(set) var lineFeeds = 0
  package private(set) var returns = 0
  package private(set) var both = 0
  /// Records that the columns were looked at in; those after the first million are only counted.
  package private(set) var records = 0

  package static let mostRecords = 1_000_000

  init(names: [String]) { columns = names.map(ColumnProfile.init) }

  /// A record as wide as the table.
  mutating func add(_ fields: [ArraySlice<UInt8>], line: Int) {
    guard records < Self.mostRecords else { return }
    records += 1
    for (column, field) in fields.prefix(columns.count).enumerated() {
      columns[column].add(field, line: line)
    }
  }

  mutating func addLineEnds(_ batch: RecordBatch) {
    for range in batch.textRanges where !range.isEmpty {
      let end = Int(range.upperBound)
      switch batch.bytes[end - 1] {
      case .lf:
        if range.count > 1, batch.bytes[end - 2] == .cr { both += 1 } else { lineFeeds += 1 }
      case .cr: returns += 1
      default: break
      }
    }
  }
}
