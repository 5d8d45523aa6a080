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

  /// Maps a text by a profile: the cells of the first entity as text, and what was refused.
  static func map(_ text: String, by profile: Profile) throws -> (
    rows: [[String]], mapped: MappedBatch, totals: [ControlTotal]
  ) {
    var rest = Array(text.utf8)[...]
    let source = InputSource(name: "f.csv") { (buffer: inout [UInt8], limit: Int) in
      let piece = rest.prefix(limit)
      buffer.append(contentsOf: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
    let reader = RecordReader(source, layout: profile.input.layout)
    var records = RecordBatch()
    _ = try reader.next(&records)
    var mapper = Mapper(profile: profile, context: try #require(context))
    if profile.input.headerRows > 0 {
      try mapper.bind(header: (0..<records.fieldCount(0)).map { records.string(0, $0) ?? "" })
      records.removeFirst()
    } else {
      try mapper.bind(header: [])
    }
    var mapped = mapper.emptyBatch()
    mapper.map(records, into: &mapped)
    let batch = mapped.rows[0]
    let rows = (0..<batch.count).map { row in
      batch.fields.indices.map { column in
        if batch.columns[column][row] == RowBatch.null { return "-" }
        if batch.kind.fields[batch.fields[column]].type.isArenaText {
          return batch.text(row, column).map { String(decoding: $0, as: UTF8.self) } ?? "-"
        }
        return String(batch.columns[column][row])
      }
    }
    return (rows, mapped, try mapper.finish())
  }
}
