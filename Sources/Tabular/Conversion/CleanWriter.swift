/// What a table is converted into.
package enum CleanFormat: String, Sendable, CaseIterable { case csv, jsonl }

/// Writes records as clean CSV or JSON Lines. A record that is clean already is copied as it stands,
/// and so is a row of them.
struct CleanWriter {
  /// The header as it stands in the file: a record like it is the header again.
  var header: [UInt8]?
  private let format: CleanFormat
  private let width: Int
  /// Whether records of the file can be clean CSV at all.
  private let canCopy: Bool
  private var csv = DelimitedWriter()
  private var json: [UInt8] = []
  /// What stands before each value: `{"id":`, `,"name":`.
  private let members: [[UInt8]]

  init(_ format: CleanFormat, names: [String], dialect: Dialect) {
    self.format = format
    width = names.count
    canCopy =
      format == .csv && dialect.delimiter == .comma
      && (dialect.quote == .quote && dialect.escape == .doubled) && !dialect.isPadded
    members = names.enumerated().map { index, name in
      var member: [UInt8] = [UInt8(ascii: index == 0 ? "{" : ",")]
      JSONLinesWriter.quote(name, into: &member)
      return member + [UInt8(ascii: ":")]
    }
    if format == .csv { csv.record(names) }
  }

  mutating func take() -> [UInt8] {
    switch format {
    case .csv: return csv.take()
    case .jsonl:
      defer { json.removeAll(keepingCapacity: true) }
      return json
    }
  }

  /// One record; cells that are missing are empty, those beyond the names are written, too.
  mutating func record(_ fields: [ArraySlice<UInt8>]) {
    switch format {
    case .csv:
      for field in fields { csv.text(field) }
      for _ in min(fields.count, width)..<width { csv.text([]) }
      csv.endRecord()
    case .jsonl:
      for (column, member) in members.enumerated() {
        json += member
        if column < fields.count {
          JSONLinesWriter.quote(fields[column], into: &json)
        } else {
          json += Array("null".utf8)
        }
      }
      for column in width..<max(width, fields.count) {
        json += Array(",\"column\(column + 1)\":".utf8)
        JSONLinesWriter.quote(fields[column], into: &json)
      }
      json += [UInt8(ascii: "}"), .lf]
    }
  }

  /// Writes those records of a range that are as wide as the table, from its beginning on; what is
  /// clean as it stands is copied.
  ///
  /// - Returns: how many records were written, and whether the next one is the header again.
  mutating func copy(_ batch: RecordBatch, _ range: Range<Int>, hasQuotes: Bool) -> (
    count: Int, isHeader: Bool
  ) {
    var record = range.lowerBound
    while record < range.upperBound {
      if canCopy {
        // As many as follow one another without anything between.
        let start = batch.textRanges[record].lowerBound
        var end = start
        while record < range.upperBound, batch.textRanges[record].lowerBound == end,
          isClean(batch, record, hasQuotes: hasQuotes), endsPlainly(batch, record),
          !isHeader(batch, record)
        {
          end = batch.textRanges[record].upperBound
          record += 1
        }
        csv.raw(batch.bytes[Int(start)..<Int(end)])
        if record == range.upperBound { break }
        if batch.textRanges[record].lowerBound != end, end > start { continue }
      }
      if isHeader(batch, record) { return (record - range.lowerBound, true) }
      guard batch.fieldCount(record) == width else { break }
      if canCopy, isClean(batch, record, hasQuotes: hasQuotes) {
        cleanRecord(batch.line(record))
      } else {
        translate(batch, record)
      }
      record += 1
    }
    return (record - range.lowerBound, false)
  }

  /// One record of the usual width, field by field.
  private mutating func translate(_ batch: RecordBatch, _ record: Int) {
    let first = Int(batch.firstField[record])
    switch format {
    case .csv:
      for index in first..<first + width {
        let range = batch.fieldRanges[index]
        csv.text(batch.bytes, Int(range.lowerBound)..<Int(range.upperBound))
      }
      csv.endRecord()
    case .jsonl:
      for column in 0..<width {
        let range = batch.fieldRanges[first + column]
        json.append(contentsOf: members[column])
        JSONLinesWriter.quote(
          batch.bytes[Int(range.lowerBound)..<Int(range.upperBound)], into: &json)
      }
      json.append(UInt8(ascii: "}"))
      json.append(.lf)
    }
  }

  /// One record that is clean as it stands.
  mutating func cleanRecord(_ line: some Collection<UInt8>) {
    csv.raw(line)
    csv.endRecord()
  }

  /// The record as it stands, if it can be copied.
  func clean(_ batch: RecordBatch, _ record: Int, hasQuotes: Bool) -> [UInt8]? {
    canCopy && isClean(batch, record, hasQuotes: hasQuotes) ? Array(batch.line(record)) : nil
  }

  /// Whether the record is the header again.
  func isHeader(_ batch: RecordBatch, _ record: Int) -> Bool {
    guard let header else { return false }
    let text = batch.textRanges[record]
    let length = text.count - header.count
    return 0...2 ~= length && batch.bytes[Int(text.lowerBound)] == header.first
      && batch.bytes[Int(text.lowerBound)..<Int(text.upperBound) - length].elementsEqual(header)
  }

  private func isClean(_ batch: RecordBatch, _ record: Int, hasQuotes: Bool) -> Bool {
    batch.fieldCount(record) == width && (!hasQuotes || hasCleanQuotes(batch, record))
  }

  private func endsPlainly(_ batch: RecordBatch, _ record: Int) -> Bool {
    let end = Int(batch.textRanges[record].upperBound)
    return batch.bytes[end - 1] == .lf && (end < 2 || batch.bytes[end - 2] != .cr)
  }

  /// Whether all quotes of the record are those around its fields.
  private func hasCleanQuotes(_ batch: RecordBatch, _ record: Int) -> Bool {
    let text = batch.textRanges[record]
    var around = 0
    for index in Int(batch.firstField[record])..<Int(batch.firstField[record + 1]) {
      let field = batch.fieldRanges[index]
      // A field whose escapes were resolved stands elsewhere.
      if field.lowerBound >= text.upperBound { return false }
      if field.lowerBound > text.lowerBound, batch.bytes[Int(field.lowerBound) - 1] == .quote {
        around += 2
      }
    }
    let all = batch.bytes[Int(text.lowerBound)..<Int(text.upperBound)].count { $0 == .quote }
    return all == around
  }
}

extension RecordBatch {
  /// The record as it stands, without its line end.
  func line(_ record: Int) -> ArraySlice<UInt8> {
    let range = textRanges[record]
    var line = bytes[Int(range.lowerBound)..<Int(range.upperBound)]
    while line.last == .lf || line.last == .cr { line.removeLast() }
    return line
  }
}
