/// How a text table is written, as far as its beginning tells; the rest of the file may tell otherwise.
package struct TableSketch: Sendable {
  /// What the user said; the rest is found out.
  package struct Declared: Sendable {
    package var encoding: TextEncoding?
    package var delimiter: Delimiter?
    /// `.some(nil)`: nothing quotes.
    package var quote: UInt8??
    package var escape: Dialect.Escape?
    /// Records that name the columns.
    package var headerRows: Int?
    /// Lines before them.
    package var skip: Int?

    package init() {}
  }

  /// Nil: all of the sample is ASCII, so that the rest may still be UTF-8 or Windows-1252.
  package var encoding: TextEncoding?
  package var evidence: EncodingEvidence
  /// The first bytes of the text, without a byte order mark.
  package var beginning: [UInt8]
  /// With the lines before the header as those to skip.
  package var dialect: Dialect
  /// Whether the first line is `sep=;`.
  package var hasSeparatorHint = false
  /// Records of the sample, how many of them have the commonest number of columns, and that number.
  package var records: Int
  package var regular: Int
  package var columns: Int
  package var quotedFields: Int
  package var headerRows: Int
  /// The line on which the header, or else the first record, begins.
  package var firstLine: Int
  /// What the columns are called: empty where there is no header or it leaves one out.
  package var names: [String]
  /// Why the header is one.
  package var headerReason: String
  /// How many columns the table has: those with a name, and those without one that hold something.
  package var width: Int

  package static let beginningSize = 256

  package init(_ sample: TableSample, declared: Declared = Declared()) {
    evidence = EncodingEvidence(sample.bytes[...])
    encoding = declared.encoding ?? evidence.encoding
    var text = sample.text(encoding)
    beginning = Array(text.prefix(Self.beginningSize))
    var hintLines = 0
    var known = DialectDetector.Known(
      delimiter: declared.delimiter, quote: declared.quote, escape: declared.escape)
    let hint = TextView.with(text, count: text.count) {
      SeparatorHint($0, from: 0)
    }
    if let hint {
      hasSeparatorHint = true
      hintLines = 1
      known.delimiter = known.delimiter ?? hint.delimiter
      text.removeSubrange(..<hint.end)
    }
    let skipped = declared.skip ?? 0
    text.removeSubrange(..<Self.end(ofLines: skipped, text))
    let detector = DialectDetector(text: text, isWhole: sample.isWhole)
    let finding = detector.detect(known)
    dialect = finding.dialect
    (records, regular) = (finding.records, finding.regular)
    (columns, quotedFields) = (finding.columns, finding.quotedFields)
    let batch = SampleRecords.read(text, dialect, isWhole: sample.isWhole, limit: 400)
    var header = HeaderDetector(batch, width: columns).detect()
    if declared.skip != nil, declared.headerRows == nil, header.preamble > 0 {
      // What the user wants to be first is first.
      header = HeaderDetector.Finding(
        preamble: 0, rows: 1, names: Self.names(batch, 0..<1), reason: "the first after --skip")
    }
    if let rows = declared.headerRows {
      let first = declared.skip == nil ? min(header.preamble, batch.count) : 0
      header = HeaderDetector.Finding(
        preamble: first, rows: rows, names: Self.names(batch, first..<first + rows),
        reason: "declared")
    }
    headerRows = header.rows
    names = header.names
    headerReason = header.reason
    firstLine =
      header.preamble < batch.count ? batch.lines[header.preamble] + hintLines + skipped : 1
    dialect.skip = skipped
    if declared.skip == nil, header.preamble > 0 {
      // Lines are skipped one by one, blank ones too; a quoted line end doesn't make two of one.
      let text = batch.bytes
      let inner = (0..<header.preamble).map { record in
        let range = batch.textRanges[record]
        return TextView.with(text, count: text.count) {
          max(0, $0.lineEnds(Int(range.lowerBound)..<Int(range.upperBound)) - 1)
        }
      }.reduce(0, +)
      dialect.skip = firstLine - 1 - hintLines - inner
    }
    dialect.columns = columns > 1 ? .exactly(columns) : .asFirstRecord
    // A delimiter at the end of each row, or of the header, makes no column.
    while names.count > columns, names.last?.isEmpty == true { names.removeLast() }
    let named = names.count
    let first = header.preamble + header.rows
    let hasSurplus = (min(first, batch.count)..<batch.count).contains { record in
      batch.fieldCount(record) == finding.columns && finding.columns > named
        && (named..<finding.columns).contains { batch.field(record, $0)?.isEmpty == false }
    }
    width = hasSurplus || named == 0 ? max(1, named, columns) : named
  }

  /// Where the line after so many lines begins.
  private static func end(ofLines count: Int, _ text: [UInt8]) -> Int {
    var position = 0
    var lines = 0
    while lines < count, position < text.count {
      if text[position] == .lf
        || text[position] == .cr && (position + 1 == text.count || text[position + 1] != .lf)
      {
        lines += 1
      }
      position += 1
    }
    return position
  }

  /// The words of some records, column by column.
  private static func names(_ batch: RecordBatch, _ records: Range<Int>) -> [String] {
    let records = records.clamped(to: 0..<batch.count)
    let width = records.map(batch.fieldCount).max() ?? 0
    return (0..<width).map { column in
      records.compactMap { batch.string($0, column) }.filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}
