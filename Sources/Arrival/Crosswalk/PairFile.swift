internal import Bytes
internal import Diagnostics
internal import Tabular

/// Small CSV files of two columns: what maps one thing to another.
enum PairFile {
  struct Pair: Sendable {
    var first: String
    var second: String
    /// Where the first begins, and where the second does.
    var place: SourcePosition
    var secondPlace: SourcePosition
  }

  /// Reads them all; a header of these names is passed over, and blank lines are.
  ///
  /// - Throws: what reading throws; `pair-columns` for another number of columns.
  static func read(
    _ path: String, header: [String], onRawBytes: ((ArraySlice<UInt8>) -> Void)? = nil
  )
    throws(Problem) -> [Pair]
  {
    let input = try InputSource(path: path)
    input.onRawBytes = onRawBytes
    var dialect = Dialect()
    dialect.columns = .various
    let reader = RecordReader(input, layout: .delimited(dialect))
    var batch = RecordBatch()
    var pairs: [Pair] = []
    var isFirst = true
    while try reader.next(&batch) {
      for record in 0..<batch.count {
        let place = SourcePosition(file: path, line: batch.lines[record])
        let cells = (0..<batch.fieldCount(record)).map { trimmed(batch.string(record, $0) ?? "") }
        defer { isFirst = false }
        if cells.allSatisfy(\.isEmpty) { continue }
        guard cells.count >= 2, cells.dropFirst(2).allSatisfy(\.isEmpty) else {
          throw Problem(
            "pair-columns", .input,
            "A line here has two columns, \(header[0]) and \(header[1]), and this one has "
              + "\(cells.count).", at: place)
        }
        if isFirst, normalized(cells[0]) == normalized(header[0]) { continue }
        var pair = Pair(first: cells[0], second: cells[1], place: place, secondPlace: place)
        pair.place.column = column(of: 0, record, batch)
        pair.secondPlace.column = column(of: 1, record, batch)
        pairs.append(pair)
      }
    }
    return pairs
  }

  /// In characters, from 1; nil where the cell had to be unescaped, so that it stands elsewhere.
  private static func column(of cell: Int, _ record: Int, _ batch: RecordBatch) -> Int? {
    let field = batch.fieldRanges[Int(batch.firstField[record]) + cell]
    let text = batch.textRanges[record]
    guard text.contains(field.lowerBound) || text.upperBound == field.lowerBound else { return nil }
    let before = batch.bytes[Int(text.lowerBound)..<Int(field.lowerBound)]
    return String(decoding: before, as: UTF8.self).count + 1
  }

  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  private static func normalized(_ text: String) -> String {
    text.lowercased().filter { $0 != " " && $0 != "_" }
  }
}
