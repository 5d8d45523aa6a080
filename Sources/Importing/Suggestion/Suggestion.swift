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
  /// - Parameter sheet: the sheet of a workbook; nil for the first.
  /// - Throws: What is wrong with the file; `empty-file`.
  package init(path: String, kind: Kind, sheet: String? = nil) throws(Problem) {
    let sample = try SampledFile(path: path, sheet: sheet, limit: Self.enough)
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
  /// Whether it is JSON Lines.
  private(set) var isJSON = false
  private(set) var isWhole = true
  /// Records that name the columns.
  private(set) var headerRows = 1
  /// The last record, where it is a total.
  private(set) var total: [String]?
  /// How the file is written, the lines before the header as those to skip.
  private(set) var dialect = Dialect()
  private(set) var encoding = TextEncoding.utf8

  init(path: String, sheet: String? = nil, limit: Int) throws(Problem) {
    self.path = path
    let table = try TableFile(path: path, sheet: sheet)
    let sample = try TableSample(table.source)
    let sketch = TableSketch(sample, declared: table.declared(.init()))
    switch TextForm(sketch.beginning) {
    case .table: break
    case .jsonLines:
      isJSON = true
      try readObjects(sample)
      return
    case .jsonArray, .xml: throw .noTable(path)
    }
    (dialect, headerRows) = (sketch.dialect, sketch.headerRows)
    let reader = RecordReader(
      sample.replayed(before: table.source), layout: .delimited(dialect), encoding: sketch.encoding,
      tolerance: Tolerance(recognisesWindows1252: true))
    let names = headerRows > 0 ? sketch.names : []
    columns = (0..<sketch.width).map {
      ColumnEvidence(header: names.indices.contains($0) ? names[$0] : "", index: $0)
    }
    try read(reader, limit)
    encoding = reader.encoding
  }

  private mutating func read(_ reader: RecordReader, _ limit: Int) throws(Problem) {
    var batch = RecordBatch()
    guard try reader.next(&batch) else { throw .emptyFile(path) }
    for _ in 0..<headerRows { batch.removeFirst() }
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
    guard let last else { return }
    let cells = last.cells.map { String(decoding: $0 ?? [], as: UTF8.self) }
    if isWhole, headerRows > 0, Self.isTotal(cells) {
      total = cells
    } else {
      add(last.cells, last.line)
    }
  }

  /// JSON Lines: each name in the objects is a column, of objects within them as `outer.inner`.
  private mutating func readObjects(_ sample: TableSample) throws(Problem) {
    var lines = sample.bytes.split(separator: UInt8(ascii: "\n"))
    // The last line of a part of a file is a part of a line.
    if !sample.isWhole, lines.count > 1 { lines.removeLast() }
    isWhole = sample.isWhole
    headerRows = 1
    var objects: [[String: String]] = []
    var names: [String] = []
    for (index, line) in lines.enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      if text.allSatisfy(\.isWhitespace) { continue }
      var cells: [String: String] = [:]
      Self.flatten(
        try JSON5Parser.parse(text, file: "\(path), line \(index + 1)"), "", &cells, &names)
      objects.append(cells)
    }
    columns = names.enumerated().map { ColumnEvidence(header: $1, index: $0) }
    for (line, object) in objects.enumerated() {
      add(names.map { object[$0].map { Array($0.utf8)[...] } }, line + 1)
    }
  }

  private static func flatten(
    _ value: JSONValue, _ name: String, _ cells: inout [String: String], _ names: inout [String]
  ) {
    if let members = value.members {
      for member in members {
        flatten(member.value, name.isEmpty ? member.key : "\(name).\(member.key)", &cells, &names)
      }
      return
    }
    let text: String
    switch value.content {
    case .string(let string): text = string
    case .number(let number): text = number
    case .bool(let flag): text = flag ? "true" : "false"
    case .null: text = ""
    case .array, .object: return
    }
    if name.isEmpty { return }
    if !names.contains(name) { names.append(name) }
    cells[name] = text
  }

  private mutating func add(_ cells: [ArraySlice<UInt8>?], _ line: Int) {
    for index in columns.indices { columns[index].add(cells[index], line: line) }
    records += 1
  }

  private static func isTotal(_ cells: [String]) -> Bool {
    let words = ["total", "totals", "grandtotal", "sum", "summe", "gesamt"]
    return words.contains(HeaderName.normalize(cells.first ?? ""))
  }
}
