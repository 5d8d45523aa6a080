internal import Bytes
package import Diagnostics
package import Store
internal import Tabular

/// A draft of a profile for a file, made from its header and its cells.
package struct Suggestion: Sendable {
  /// The draft, in JSON5, with comments for the person who checks it.
  package var text: String
  /// Needed fields that no column was found for.
  package var missing: [String]
  /// Columns that have no place.
  package var unplaced: [String]
  /// Questions that only a person can answer; each stands as a comment in the draft.
  package var doubts: [String]

  /// More records tell nothing new.
  static let enough = 200_000

  /// Reads a file and drafts a profile that makes rows of a kind of it.
  ///
  /// - Throws: What is wrong with the file; `empty-file`.
  package init(path: String, kind: Kind) throws(Problem) {
    let sample = try SampledFile(path: path, limit: Self.enough)
    let placing = ColumnPlacing(sample.columns, into: kind)
    let draft = ProfileDraft(sample: sample, placing: placing)
    (text, missing, doubts) = (draft.text, draft.missing, draft.doubts)
    unplaced = draft.unplaced.map(\.header)
  }
}

/// What a file looks like, and what its columns hold.
struct SampledFile {
  let path: String
  private(set) var columns: [ColumnEvidence] = []
  private(set) var records = 0
  private(set) var isWhole = true
  /// Whether the first record names the columns.
  private(set) var hasHeader = true
  /// The last record, where it is a total: its cells, and the line that it stands on.
  private(set) var total: [String]?
  private(set) var encoding = TextEncoding.utf8
  /// Nil where the reader finds it by itself every time: a comma.
  private(set) var delimiter: UInt8?

  /// The reader finds out the encoding by itself where none is declared.
  init(path: String, limit: Int) throws(Problem) {
    self.path = path
    try read(limit)
  }

  private mutating func read(_ limit: Int) throws(Problem) {
    let reader = RecordReader(
      try InputSource(path: path), layout: .delimited(Dialect()),
      tolerance: Tolerance(recognisesWindows1252: true))
    var batch = RecordBatch()
    guard try reader.next(&batch) else { throw .emptyFile(path) }
    let first = (0..<batch.fieldCount(0)).map { batch.string(0, $0) ?? "" }
    hasHeader = !Self.isData(first)
    columns = first.indices.map { ColumnEvidence(header: hasHeader ? first[$0] : "", index: $0) }
    if hasHeader { batch.removeFirst() }
    // A record is looked at when the next one has come: the last may be a total.
    var last: (cells: [ArraySlice<UInt8>?], line: Int)?
    repeat {
      for record in 0..<batch.count {
        if let last { add(last.cells, last.line) }
        last = (columns.indices.map { batch.field(record, $0) }, batch.lines[record])
      }
      if records >= limit {
        isWhole = false
        break
      }
    } while try reader.next(&batch)
    if let last {
      let cells = last.cells.map { String(decoding: $0 ?? [], as: UTF8.self) }
      if isWhole, Self.isTotal(cells) { total = cells } else { add(last.cells, last.line) }
    }
    self.encoding = reader.encoding
    delimiter = reader.delimiter == UInt8(ascii: ",") ? nil : reader.delimiter
  }

  private mutating func add(_ cells: [ArraySlice<UInt8>?], _ line: Int) {
    for index in columns.indices { columns[index].add(cells[index], line: line) }
    records += 1
  }

  /// Names of columns are words. A record with a number, a day or several empty cells in it is none.
  private static func isData(_ cells: [String]) -> Bool {
    if cells.allSatisfy({ $0.allSatisfy { !$0.isNumber } }) { return cells.allSatisfy(\.isEmpty) }
    let known = Kinds.all.contains { !HeaderSynonyms.matches(cells, of: $0).isEmpty }
    if known { return false }
    let numbers = cells.filter { cell in
      cell.contains(where: \.isNumber) && cell.allSatisfy { !$0.isLetter || $0 == "T" || $0 == "Z" }
    }
    return !numbers.isEmpty
  }

  private static func isTotal(_ cells: [String]) -> Bool {
    let words = ["total", "totals", "grandtotal", "sum", "summe", "gesamt"]
    return words.contains(HeaderName.normalize(cells.first ?? ""))
  }
}
