import Bytes
import Diagnostics

/// Takes the records of a table one batch after another and makes clean text of them.
struct TableConverter {
  private(set) var summary: ConversionSummary
  private let width: Int
  private let isNamed: Bool
  private var writer: CleanWriter
  private var headerLeft: Int
  /// The line after the last record seen, if nothing stands between.
  private var nextLine = 0
  /// The last records, until it is known that more follow.
  private var held: [HeldRecord] = []
  /// The columns of a short row just before, and the line after it.
  private var shortBefore: (columns: Int, nextLine: Int)?
  /// Another table has begun.
  private var isOver = false

  /// - Parameter looks: whether to look at the columns, too.
  init(_ summary: ConversionSummary, format: CleanFormat, looks: Bool = false) {
    self.summary = summary
    let sketch = summary.sketch
    isNamed = sketch.headerRows > 0
    width = sketch.width
    let columns = ColumnNames(
      Array(sketch.names.prefix(width)), width: width, isNamed: isNamed)
    headerLeft = sketch.headerRows
    writer = CleanWriter(format, names: columns.names, dialect: sketch.dialect)
    self.summary.names = columns.names
    if looks { self.summary.profile = TableProfile(names: columns.names) }
    if columns.blank > 0 {
      self.summary.add(.blankLabel, line: sketch.firstLine, count: columns.blank)
    }
    if columns.duplicate > 0 {
      self.summary.add(.duplicateLabel, line: sketch.firstLine, count: columns.duplicate)
    }
    if sketch.dialect.skip > 0 {
      self.summary.add(.preamble, line: 1, count: sketch.dialect.skip)
    }
  }

  /// Passes on what is written.
  mutating func give(to sink: any ByteSink) throws(Problem) {
    let bytes = writer.take()
    if !bytes.isEmpty { try sink.write(bytes) }
  }

  /// Forgets what is written: when the table is only looked at.
  mutating func drop() { _ = writer.take() }

  mutating func take(_ batch: RecordBatch) {
    if isOver { return }
    summary.profile?.addLineEnds(batch)
    var record = min(headerLeft, batch.count)
    if headerLeft > 0, record > 0 {
      headerLeft -= record
      if headerLeft == 0, summary.sketch.headerRows == 1 {
        writer.header = Array(batch.line(record - 1))
      }
    }
    for repair in batch.repairs {
      summary.add(repair.kind == .strayQuote ? .strayQuote : .unclosedQuote, line: repair.line)
    }
    let kept = max(record, batch.count - Footer.longest)
    releaseHeld(keeping: Footer.longest - (batch.count - record))
    let hasQuotes = batch.textRanges.first.map {
      batch.bytes[Int($0.lowerBound)..<Int(batch.textRanges[batch.count - 1].upperBound)]
        .contains(.quote)
    }
    while record < kept, !isOver {
      let (copied, isHeader) = writer.copy(batch, record..<kept, hasQuotes: hasQuotes ?? false)
      summary.records += copied
      if copied > 0 { shortBefore = nil }
      if summary.profile != nil {
        for copy in record..<record + copied {
          let fields = fields(batch, copy)
          summary.profile?.add(fields, line: batch.lines[copy])
        }
      }
      record += copied
      if isHeader {
        summary.add(.repeatedHeader, line: batch.lines[record])
        record += 1
      } else if record < kept {
        judge(
          fields(batch, record), line: batch.lines[record], followsGap: followsGap(batch, record),
          next: record + 1 < batch.count ? batch.fieldCount(record + 1) : nil,
          nextLine: lineAfter(batch, record))
        record += 1
      }
    }
    while record < batch.count {
      held.append(
        HeldRecord(
          fields: fields(batch, record).map { Array($0) }, line: batch.lines[record],
          nextLine: lineAfter(batch, record), followsGap: followsGap(batch, record),
          isHeader: writer.isHeader(batch, record),
          clean: writer.clean(batch, record, hasQuotes: hasQuotes ?? false)))
      record += 1
    }
    nextLine = batch.count > 0 ? lineAfter(batch, batch.count - 1) : nextLine
  }

  /// To be called after the last batch.
  mutating func finish(_ reader: RecordReader) {
    let footer = isOver ? 0 : Footer.length(held, width: width)
    releaseHeld(keeping: footer)
    if !isOver {
      for record in held { summary.add(.footer, line: record.line) }
    }
    summary.encoding = reader.encoding
    summary.control = reader.control
    if reader.leftOut.count > 0 {
      summary.add(.nul, line: reader.leftOut.firstLine, count: reader.leftOut.count)
    }
  }

  private mutating func releaseHeld(keeping count: Int) {
    while held.count > max(0, count), !isOver {
      let record = held.removeFirst()
      if record.isHeader {
        summary.add(.repeatedHeader, line: record.line)
        continue
      }
      if let clean = record.clean {
        writer.cleanRecord(clean)
        summary.records += 1
        summary.profile?.add(record.fields.map { $0[...] }, line: record.line)
        shortBefore = nil
        continue
      }
      judge(
        record.fields.map { $0[...] }, line: record.line, followsGap: record.followsGap,
        next: held.first?.fields.count, nextLine: record.nextLine)
    }
  }

  /// Writes a record that can't just be copied, and notes what is wrong with it.
  private mutating func judge(
    _ fields: [ArraySlice<UInt8>], line: Int, followsGap: Bool, next: Int?, nextLine: Int
  ) {
    if followsGap, fields.count != width, fields.count > 1, next == fields.count,
      fields.allSatisfy({ !$0.isEmpty && !CellShape($0).isValue })
    {
      summary.add(.otherTable, line: line)
      isOver = true
      return
    }
    var written = fields
    let wasShort = shortBefore
    shortBefore = nil
    if fields.count < width {
      summary.add(.shortRow, line: line)
      if let wasShort, wasShort.nextLine == line, wasShort.columns + fields.count - 1 == width {
        summary.add(.brokenRow, line: line)
      } else {
        shortBefore = (fields.count, nextLine)
      }
    } else if fields.count > width {
      if fields[width...].allSatisfy(\.isEmpty) {
        written.removeLast(fields.count - width)
        summary.add(.emptyCells, line: line)
      } else {
        summary.add(.longRow, line: line)
      }
    }
    writer.record(written)
    summary.records += 1
    if fields.count == width { summary.profile?.add(fields, line: line) }
  }

  // MARK: Records of a batch

  private func fields(_ batch: RecordBatch, _ record: Int) -> [ArraySlice<UInt8>] {
    (0..<batch.fieldCount(record)).map { batch.field(record, $0) ?? [] }
  }

  private func lineAfter(_ batch: RecordBatch, _ record: Int) -> Int {
    let range = batch.textRanges[record]
    let inner = batch.bytes.withView(count: Int(range.upperBound)) {
      $0.lineEnds(Int(range.lowerBound)..<Int(range.upperBound))
    }
    return batch.lines[record] + max(1, inner)
  }

  private func followsGap(_ batch: RecordBatch, _ record: Int) -> Bool {
    let before = record > 0 ? lineAfter(batch, record - 1) : nextLine
    return before > 0 && batch.lines[record] > before
  }
}

extension [UInt8] {
  /// The first bytes, without checks of bounds.
  fileprivate func withView<Result>(count: Int, _ body: (TextView) -> Result) -> Result {
    TextView.with(self, count: count, body)
  }
}
