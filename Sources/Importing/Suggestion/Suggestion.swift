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
    columns = (0..<batch.fieldCount(0)).map {
      ColumnEvidence(header: batch.string(0, $0) ?? "", index: $0)
    }
    batch.removeFirst()
    repeat {
      for record in 0..<batch.count {
        for index in columns.indices {
          columns[index].add(batch.field(record, index), line: batch.lines[record])
        }
      }
      records += batch.count
      if records >= limit {
        isWhole = false
        break
      }
    } while try reader.next(&batch)
    self.encoding = reader.encoding
    delimiter = reader.delimiter == UInt8(ascii: ",") ? nil : reader.delimiter
  }
}
