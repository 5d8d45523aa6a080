/// Finds records and fields in text that is in memory. Knows nothing of files.
///
/// The quote rule: a field is quoted only if it starts with the quote; the closing quote must be
/// followed by a delimiter, a line end or the end of the file; a quote followed by anything else is
/// literal. If no such close exists, the opening quote is literal too; so it is if the close lies on a
/// later line and taking the quote literally gives exactly the expected number of columns on this
/// line, unless the quoted reading is faultless: no quote within it, and the expected columns.
struct RecordCutter {
  /// Where cutting stopped.
  struct Stop {
    var position: Int
    var line: Int
    /// Where the quote was opened that the text in memory doesn't close.
    var quoteLine: Int?
  }

  /// The first byte of what stands between fields, and the others.
  private var delimiter: UInt8?
  private var rest: [UInt8] = []
  private var isOneByte = true
  private let layout: Layout
  private let quote: UInt8?
  private let escape: Dialect.Escape
  private let isPadded: Bool
  private let comment: UInt8?
  private var linesToSkip: Int
  private var expectedColumns: Int?
  private let takesFirstAsExpected: Bool
  /// Fields of the batch under construction whose escapes must be resolved.
  private var escaped: [Int] = []
  /// The last search for a closing quote in this text.
  private var search: QuoteSearch?

  init(_ layout: Layout) {
    self.layout = layout
    switch layout {
    case .delimited(let dialect):
      quote = dialect.quote
      escape = dialect.escape
      isPadded = dialect.isPadded
      comment = dialect.comment
      linesToSkip = dialect.skip
      takesFirstAsExpected = dialect.columns == .asFirstRecord
      if case .exactly(let count) = dialect.columns { expectedColumns = count }
    case .lines(let skip, let comment):
      (quote, escape, isPadded) = (nil, .doubled, false)
      self.comment = comment
      linesToSkip = skip
      takesFirstAsExpected = false
    case .blocks, .elements:
      (quote, escape, isPadded, comment, linesToSkip) = (nil, .doubled, false, nil, 0)
      takesFirstAsExpected = false
    }
  }

  /// Says what stands between fields; before the first text.
  mutating func separate(by delimiter: Delimiter?) {
    self.delimiter = delimiter?.first
    rest = delimiter?.rest ?? []
    isOneByte = rest.isEmpty
  }

  mutating func cut(
    _ text: TextView, from start: Int, offset: Int, line: Int, isLast: Bool,
    encoding: TextEncoding, limit: Int, into batch: inout RecordBatch,
    control: inout ControlLines
  ) -> Stop {
    escaped.removeAll(keepingCapacity: true)
    search = nil
    if case .blocks(let length) = layout {
      return cutBlocks(
        text, from: start, offset: offset, line: line, length: length, isLast: isLast,
        encoding: encoding, limit: limit, into: &batch)
    }
    if case .elements(let name) = layout {
      return cutElements(
        text, from: start, offset: offset, line: line, name: Array(name.utf8), isLast: isLast,
        encoding: encoding, limit: limit, into: &batch, control: &control)
    }
    var cursor = Cursor(
      text: text, position: start, line: line, isLast: isLast,
      structurals: Structurals(
        text, delimiter: delimiter ?? 0, quote: quote ?? 0,
        escape: escape == .backslash ? .backslash : 0, from: start))
    var stop = Stop(position: start, line: line, quoteLine: nil)
    var bytesBefore = offset
    while batch.count < limit, cursor.position < text.count {
      let recordStart = cursor.position
      let recordLine = cursor.line
      let fieldsBefore = batch.fieldRanges.count
      let escapedBefore = escaped.count
      let repairsBefore = batch.repairs.count
      guard record(&cursor, into: &batch) else {
        batch.fieldRanges.removeLast(batch.fieldRanges.count - fieldsBefore)
        escaped.removeLast(escaped.count - escapedBefore)
        batch.repairs.removeLast(batch.repairs.count - repairsBefore)
        stop.quoteLine = cursor.openQuoteLine
        return stop
      }
      let range = recordStart..<cursor.position
      let length = encoding.originalLength(text, range)
      let isEmpty =
        batch.fieldRanges.count == fieldsBefore + 1 && batch.fieldRanges[fieldsBefore].isEmpty
      if isControl(text, recordStart, isEmpty: isEmpty, &control) {
        batch.fieldRanges.removeLast(batch.fieldRanges.count - fieldsBefore)
        escaped.removeLast(escaped.count - escapedBefore)
        batch.repairs.removeLast(batch.repairs.count - repairsBefore)
      } else {
        batch.firstField.append(Int32(batch.fieldRanges.count))
        batch.textRanges.append(Int32(range.lowerBound)..<Int32(range.upperBound))
        batch.lines.append(recordLine)
        batch.offsets.append(bytesBefore)
        batch.lengths.append(Int32(length))
        if takesFirstAsExpected, expectedColumns == nil {
          expectedColumns = batch.fieldRanges.count - fieldsBefore
        }
      }
      bytesBefore += length
      stop = Stop(position: cursor.position, line: cursor.line, quoteLine: nil)
    }
    return stop
  }

  /// Blank lines, comments and lines to skip are no records.
  private mutating func isControl(
    _ text: TextView, _ start: Int, isEmpty: Bool, _ control: inout ControlLines
  ) -> Bool {
    if linesToSkip > 0 {
      linesToSkip -= 1
      control.skipped += 1
      return true
    }
    if let comment, text[start] == comment {
      control.comments += 1
      return true
    }
    if isEmpty, text[start] == .lf || text[start] == .cr {
      control.blank += 1
      return true
    }
    return false
  }

  // MARK: Delimited

  private struct Cursor {
    let text: TextView
    var position: Int
    var line: Int
    let isLast: Bool
    var structurals: Structurals
    var openQuoteLine: Int?

    /// Moves over the line end at `end`; false when the text in memory doesn't say where it ends.
    mutating func endLine(at end: Int) -> Bool {
      var after = end
      if end < text.count {
        after += 1
        if text[end] == .cr {
          if after == text.count, !isLast { return false }
          if after < text.count, text[after] == .lf {
            after += 1
            _ = structurals.next()
          }
        }
      } else if !isLast {
        return false
      }
      line += 1
      position = after
      return true
    }
  }

  /// Reads one record; false when it is not whole in memory.
  private mutating func record(_ cursor: inout Cursor, into batch: inout RecordBatch) -> Bool {
    let text = cursor.text
    let firstField = batch.fieldRanges.count
    while true {
      if isPadded { cursor.position = pastBlanks(text, cursor.position) }
      let start = cursor.position
      var end: Int
      if let quote, start < text.count, text[start] == quote,
        let closed = quoted(&cursor, column: batch.fieldRanges.count - firstField, &batch)
      {
        if closed < 0 { return false }
        // What closes the field is the next of the structural bytes: it is dealt with here.
        end = cursor.structurals.next()
        assert(end == closed)
      } else {
        end = cursor.structurals.next()
        var hasEscapes = false
        while end < text.count, !isDelimiter(text, end), text[end] != .lf, text[end] != .cr {
          // Without quotes a backslash stands before what would part cells.
          if quote == nil, text[end] == .backslash, end + 1 < text.count, !text.isLineEnd(end + 1) {
            hasEscapes = true
            cursor.structurals.seek(end + 2)
          }
          end = cursor.structurals.next()
        }
        if end == text.count, !cursor.isLast { return false }
        if hasEscapes { escaped.append(batch.fieldRanges.count) }
        batch.fieldRanges.append(Int32(start)..<Int32(end))
      }
      if end < text.count, isDelimiter(text, end) {
        cursor.position = end + 1
        if !isOneByte {
          cursor.position += rest.count
          cursor.structurals.seek(cursor.position)
        }
        continue
      }
      return cursor.endLine(at: end)
    }
  }

  /// Reads a field that starts with a quote: the place after it; -1 when more text is needed; nil
  /// when the quote is literal, and nothing was read.
  private mutating func quoted(
    _ cursor: inout Cursor, column: Int, _ batch: inout RecordBatch
  ) -> Int? {
    let text = cursor.text
    let start = cursor.position
    if isKnownToBeLiteral(cursor, column: column) {
      takeLiterally(&cursor, column: column, &batch)
      return nil
    }
    var lines = 0
    var hasEscapes = false
    var strays = 0
    var lastStray = start
    var position = cursor.structurals.next()
    if position == start { position = cursor.structurals.next() }
    while position < text.count {
      let byte = text[position]
      if escape == .backslash, byte == .backslash {
        hasEscapes = true
        cursor.structurals.seek(min(text.count, position + 2))
        if position + 1 < text.count, text.isLineEnd(position + 1) { lines += 1 }
      } else if byte == .lf || byte == .cr {
        if text.isLineEnd(position) { lines += 1 }
      } else if byte == quote {
        let next = isPadded ? pastBlanks(text, position + 1) : position + 1
        if isCutOff(text, next), !cursor.isLast {
          cursor.openQuoteLine = cursor.line
          return -1
        }
        if next == text.count || isEnd(text, next) {
          search = QuoteSearch(start: start, close: position, lastStray: lastStray)
          return close(
            &cursor, column: column, at: position, next: next, lines: lines,
            hasEscapes: hasEscapes, strays: strays, &batch)
        }
        if escape == .doubled, text[position + 1] == quote {
          hasEscapes = true
          cursor.structurals.seek(position + 2)
        } else {
          strays += 1
          lastStray = position
        }
      }
      position = cursor.structurals.next()
    }
    if !cursor.isLast {
      cursor.openQuoteLine = cursor.line
      return -1
    }
    search = QuoteSearch(start: start, close: nil, lastStray: lastStray)
    takeLiterally(&cursor, column: column, &batch)
    return nil
  }

  /// Where the search from a quote ended. A search that starts at a later quote runs into its track, so
  /// that a text full of quotes that nothing closes is not searched from each of them.
  private struct QuoteSearch {
    var start: Int
    /// Nil: nothing closes.
    var close: Int?
    var lastStray: Int
  }

  /// Whether an earlier search says already that the quote here is literal.
  private func isKnownToBeLiteral(_ cursor: Cursor, column: Int) -> Bool {
    guard let search, search.start < cursor.position, cursor.position < search.close ?? .max else {
      return false
    }
    // The earlier search took quotes by pairs from the first of a row; this one begins behind the
    // first, so an even row may close where the earlier one saw a pair.
    let text = cursor.text
    var after = cursor.position
    while after < text.count, text[after] == quote { after += 1 }
    if after - cursor.position != 1 { return false }
    guard let close = search.close else { return true }
    var lineEnd = after
    while lineEnd < close, text[lineEnd] != .lf, text[lineEnd] != .cr { lineEnd += 1 }
    guard let expectedColumns, lineEnd < close, search.lastStray > cursor.position else {
      return false
    }
    return literalColumns(text, from: cursor.position, before: column) == expectedColumns
  }

  private mutating func close(
    _ cursor: inout Cursor, column: Int, at position: Int, next: Int, lines: Int, hasEscapes: Bool,
    strays: Int, _ batch: inout RecordBatch
  ) -> Int? {
    if lines > 0, let expectedColumns,
      literalColumns(cursor.text, from: cursor.position, before: column) == expectedColumns
    {
      guard isWholeLine(cursor.text, from: position, isLast: cursor.isLast) else {
        cursor.openQuoteLine = cursor.line
        return -1
      }
      let quoted = literalColumns(cursor.text, from: position + 1, before: column)
      if strays > 0 || quoted != expectedColumns {
        takeLiterally(&cursor, column: column, &batch)
        return nil
      }
    }
    let record = batch.count
    for _ in 0..<strays {
      batch.repairs.append(
        Repair(.strayQuote, record: record, field: column, line: cursor.line))
    }
    if hasEscapes { escaped.append(batch.fieldRanges.count) }
    batch.fieldRanges.append(Int32(cursor.position + 1)..<Int32(position))
    cursor.line += lines
    cursor.structurals.seek(position + 1)
    return next
  }

  private mutating func takeLiterally(
    _ cursor: inout Cursor, column: Int, _ batch: inout RecordBatch
  ) {
    batch.repairs.append(
      Repair(.unclosedQuote, record: batch.count, field: column, line: cursor.line))
    cursor.structurals.seek(cursor.position)
  }

  /// How many columns the line has if the quote at `start` is literal; other fields keep their
  /// quotes as far as those close on this line.
  private func literalColumns(_ text: TextView, from start: Int, before: Int) -> Int {
    var columns = before + 1
    var position = start
    var isFieldStart = false
    while position < text.count, text[position] != .lf, text[position] != .cr {
      if isFieldStart, isPadded { position = pastBlanks(text, position) }
      if position == text.count || text[position] == .lf || text[position] == .cr { break }
      let byte = text[position]
      if isFieldStart, byte == quote {
        var end = position + 1
        while end < text.count, text[end] != .lf, text[end] != .cr {
          if text[end] == quote {
            let next = isPadded ? pastBlanks(text, end + 1) : end + 1
            if next == text.count || isEnd(text, next) { break }
          }
          end += 1
        }
        if end < text.count, text[end] == quote { position = end }
      }
      isFieldStart = byte == delimiter && isDelimiter(text, position)
      if isFieldStart {
        columns += 1
        position += rest.count
      }
      position += 1
    }
    return columns
  }

  /// Whether the text in memory holds the rest of the line.
  private func isWholeLine(_ text: TextView, from start: Int, isLast: Bool) -> Bool {
    if isLast { return true }
    var position = start
    while position < text.count, text[position] != .lf, text[position] != .cr { position += 1 }
    return position < text.count
  }

  private func pastBlanks(_ text: TextView, _ start: Int) -> Int {
    var position = start
    while position < text.count, text[position] == UInt8(ascii: " ") { position += 1 }
    return position
  }

  private func isEnd(_ text: TextView, _ position: Int) -> Bool {
    text[position] == .lf || text[position] == .cr || isDelimiter(text, position)
  }

  @inline(__always)
  private func isDelimiter(_ text: TextView, _ position: Int) -> Bool {
    text[position] == delimiter && (isOneByte || hasRest(text, position + 1))
  }

  private func hasRest(_ text: TextView, _ start: Int) -> Bool {
    start + rest.count <= text.count && rest.indices.allSatisfy { text[start + $0] == rest[$0] }
  }

  /// Whether the text in memory ends before or within what might be a delimiter here.
  private func isCutOff(_ text: TextView, _ position: Int) -> Bool {
    position == text.count
      || !isOneByte && text[position] == delimiter && position + rest.count >= text.count
  }

  /// Resolves the escapes of the batch that was just cut: those fields move to the end of its bytes.
  func unescape(_ batch: inout RecordBatch) {
    for index in escaped {
      let range = batch.fieldRanges[index]
      let start = Int32(batch.bytes.count)
      var position = Int(range.lowerBound)
      while position < Int(range.upperBound) {
        let byte = batch.bytes[position]
        let isEscape =
          escape == .doubled
          ? byte == quote && position + 1 < Int(range.upperBound)
            && batch.bytes[position + 1] == quote
          : byte == .backslash && position + 1 < Int(range.upperBound)
        if isEscape { position += 1 }
        batch.bytes.append(batch.bytes[position])
        position += 1
      }
      batch.fieldRanges[index] = start..<Int32(batch.bytes.count)
    }
  }

  // MARK: Blocks

  private func cutBlocks(
    _ text: TextView, from start: Int, offset: Int, line: Int, length: Int, isLast: Bool,
    encoding: TextEncoding, limit: Int, into batch: inout RecordBatch
  ) -> Stop {
    var position = start
    var bytesBefore = offset
    var number = line
    while batch.count < limit {
      var end = position
      // Line ends after the last record are passed over.
      while end < text.count, text[end] == .lf || text[end] == .cr { end += 1 }
      if end == text.count { return Stop(position: isLast ? end : position, line: number) }
      end = position
      var characters = 0
      while end < text.count {
        if text[end] & 0xC0 != 0x80 {
          if characters == length { break }
          characters += 1
        }
        end += 1
      }
      guard characters == length, end < text.count || isLast else { break }
      let size = encoding.originalLength(text, position..<end)
      batch.fieldRanges.append(Int32(position)..<Int32(end))
      batch.firstField.append(Int32(batch.fieldRanges.count))
      batch.textRanges.append(Int32(position)..<Int32(end))
      batch.lines.append(number)
      batch.offsets.append(bytesBefore)
      batch.lengths.append(Int32(size))
      bytesBefore += size
      number += 1
      position = end
    }
    return Stop(position: position, line: number)
  }
}
