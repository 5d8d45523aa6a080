import Bytes
import Importing
import Store
import Tabular
import Testing

/// Runs a profile over a text, without a store.
enum Mapping {
  private static let context = try? MappingContext(
    source: Source(
      id: 1, name: "old", feed: nil, zone: "America/Winnipeg", country: "CA", currency: "CAD",
      area: "204"), fileName: "f.csv")

  typealias Found = (
    rows: [[String]], all: [String: [[String]]], mapped: MappedBatch, totals: [ControlTotal],
    mapper: Mapper
  )

  private static func reader(_ text: String, _ profile: Profile) -> RecordReader {
    RecordReader(
      InputSource(name: "f.csv", bytes: Array(text.utf8)[...]), layout: profile.input.layout)
  }

  /// Maps a text by a profile: the cells of the first entity as text, those of all by kind, and what
  /// was refused.
  static func map(_ text: String, by profile: Profile) throws -> Found {
    let reader = reader(text, profile)
    var records = RecordBatch()
    _ = try reader.next(&records)
    var mapper = Mapper(profile: profile, context: try #require(context))
    let header = try HeaderRecords(from: &records, profile.input.header, file: "f.csv")
    try mapper.bind(header: header.names, line: header.line)
    if mapper.needsSurvey {
      mapper.survey(records)
      try mapper.settle()
      mapper.rewind()
    }
    var other = mapper
    var mapped = mapper.emptyBatch()
    mapper.map(records, into: &mapped)
    if mapper.isByColumns {
      other.isByColumns = false
      var same = other.emptyBatch()
      other.map(records, into: &same)
      expectEqual(mapped, same)
      #expect(mapper.finalWarnings == other.finalWarnings)
    }
    let all = mapped.rows.map { ($0.kind.name, cells(of: $0)) }
    return (
      all[0].1, Dictionary(all, uniquingKeysWith: +), mapped, try mapper.finish(), mapper
    )
  }

  /// A column at a time or a record at a time, it comes to the same.
  private static func expectEqual(_ one: MappedBatch, _ two: MappedBatch) {
    #expect(one.rows.map { cells(of: $0) } == two.rows.map { cells(of: $0) })
    #expect(one.rows.map(\.records) == two.rows.map(\.records))
    #expect(one.states == two.states)
    #expect(one.rejects == two.rejects)
    #expect(one.warnings == two.warnings)
  }

  private static func cells(of batch: RowBatch) -> [[String]] {
    (0..<batch.count).map { row in
      batch.fields.indices.map { column in
        if batch.columns[column][row] == RowBatch.null { return "-" }
        if batch.kind.fields[batch.fields[column]].type.isArenaText {
          return batch.text(row, column).map { String(decoding: $0, as: UTF8.self) } ?? "-"
        }
        return String(batch.columns[column][row])
      }
    }
  }
}
