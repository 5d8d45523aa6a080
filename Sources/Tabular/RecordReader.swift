package import Bytes
package import Diagnostics

/// Cuts a text file into records, a batch at a time, by the rules of its layout.
///
/// Fields without escapes are slices of the text as it was read; nothing is allocated per record.
/// Not for two threads at once; it may be handed from one thread to another.
package final class RecordReader {
  /// The longest record: more is a quote that never closes, or no text table at all.
  static let longestRecord = 16 << 20
  /// How much of a file tells its delimiter.
  private static let sampleSize = 64 << 10

  /// Lines that were no records.
  package private(set) var control = ControlLines()
  package var encoding: TextEncoding { window.encoding }
  /// The byte order mark, if there was one: reject files repeat it.
  package var byteOrderMark: [UInt8] { window.mark }
  /// NUL bytes that were left out, where the reader puts up with them.
  package var leftOut: LeftOutNULs { window.leftOut }

  private let layout: Layout
  private let batchSize: Int
  private var window: TextWindow
  private var cutter: RecordCutter
  private var hasBegun = false

  /// - Parameters:
  ///   - encoding: nil means by byte order mark, else UTF-8.
  ///   - pieceSize: bytes read at a time; tests make it small.
  package init(
    _ source: InputSource, layout: Layout, encoding: TextEncoding? = nil,
    tolerance: Tolerance = Tolerance(), pieceSize: Int = 512 << 10,
    batchSize: Int = RecordBatch.capacity
  ) {
    self.layout = layout
    self.batchSize = batchSize
    window = TextWindow(
      source, encoding: encoding, pieceSize: pieceSize, tolerance: tolerance)
    cutter = RecordCutter(layout)
  }

  /// Fills a batch; false when there are no more records.
  package func next(_ batch: inout RecordBatch) throws(Problem) -> Bool {
    if !hasBegun { try begin() }
    batch.removeAll()
    var wanted = 1
    while true {
      try Interrupt.check()
      try window.fill(wanted)
      if window.available == 0 { return false }
      let stop = cut(into: &batch)
      if batch.count > 0 {
        batch.encoding = window.encoding
        window.exchange(for: &batch.bytes)
        cutter.unescape(&batch)
        return true
      }
      window.dropBeforeCursor()
      if window.isAtEnd {
        if window.available == 0 { return false }
        if case .blocks(let length) = layout {
          throw .incompleteBlock(
            window.position(window.cursor), length: length, found: window.available)
        }
      }
      if window.available >= Self.longestRecord {
        throw .recordTooLong(
          window.source.name, line: window.line, quoteLine: stop.quoteLine, byte: window.offset,
          limit: Self.longestRecord)
      }
      wanted = window.available + max(1, window.available)
    }
  }

  private func begin() throws(Problem) {
    try window.begin()
    hasBegun = true
    guard case .delimited(let dialect) = layout else { return }
    try window.fill(Self.sampleSize)
    let hint = TextView.with(window.bytes, count: window.valid) {
      SeparatorHint($0, from: window.cursor)
    }
    if let hint {
      control.separatorHints += 1
      window.advance(to: hint.end, line: window.line + 1)
    }
    cutter.separate(by: dialect.delimiter ?? hint?.delimiter ?? detectedDelimiter(dialect))
  }

  /// By the first records; nothing else of the dialect is found out here.
  private func detectedDelimiter(_ dialect: Dialect) -> Delimiter? {
    let text = window.bytes[window.cursor..<min(window.valid, window.cursor + Self.sampleSize)]
    let detector = DialectDetector(text: Array(text), isWhole: window.isAtEnd)
    return detector.detect(
      DialectDetector.Known(quote: .some(dialect.quote), escape: dialect.escape)
    ).dialect.delimiter
  }

  /// Cuts as many records as the text in memory holds whole.
  private func cut(into batch: inout RecordBatch) -> RecordCutter.Stop {
    let (start, offset, line) = (window.cursor, window.offset, window.line)
    let (isLast, encoding, size) = (window.isAtEnd, window.encoding, batchSize)
    let stop = TextView.with(window.bytes, count: window.valid) { text in
      cutter.cut(
        text, from: start, offset: offset, line: line, isLast: isLast, encoding: encoding,
        limit: size, into: &batch, control: &control)
    }
    window.advance(to: stop.position, line: stop.line)
    return stop
  }
}
