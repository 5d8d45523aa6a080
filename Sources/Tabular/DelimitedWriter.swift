/// Writes records as CSV (RFC 4180) or TSV into a buffer, quoting only where it must.
public struct DelimitedWriter: Sendable {
  public enum Purpose: Sendable {
    /// For machines and for reading back: every text as it is.
    case data
    /// For opening in a spreadsheet: text that would be a formula gets an apostrophe in front, in a
    /// way that loses nothing (see `guarded`); numbers stay as they are.
    case spreadsheet
  }

  public let delimiter: UInt8
  public let purpose: Purpose
  private let lineEnd: [UInt8]
  /// What was written and not yet taken.
  public private(set) var bytes: [UInt8] = []
  private var isAtLineStart = true

  public init(
    delimiter: UInt8 = UInt8(ascii: ","), purpose: Purpose = .data, lineEnd: String = "\n"
  ) {
    self.delimiter = delimiter
    self.purpose = purpose
    self.lineEnd = Array(lineEnd.utf8)
  }

  /// Takes away what was written so far.
  public mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  /// Adds a field of text.
  public mutating func text(_ text: some Sequence<UInt8>) {
    field(Array(text), isText: true)
  }

  /// Adds a field that is part of a larger text.
  mutating func text(_ bytes: [UInt8], _ range: Range<Int>) {
    guard purpose == .data, !isAtLineStart || !Self.isMistakable(bytes[range]),
      !mustQuote(bytes, range)
    else {
      text(bytes[range])
      return
    }
    if !isAtLineStart { self.bytes.append(delimiter) }
    isAtLineStart = false
    self.bytes.append(contentsOf: bytes[range])
  }

  private func mustQuote(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.isEmpty { return false }
    let text = bytes.span.extracting(range)
    if text[0] == 32 || text[text.count - 1] == 32 { return true }
    for index in 0..<text.count {
      let byte = text[index]
      // Letters and digits come after all of these.
      if byte <= .quote, byte == .quote || byte == .lf || byte == .cr { return true }
      if byte == delimiter { return true }
    }
    return false
  }

  public mutating func text(_ string: String) { field(Array(string.utf8), isText: true) }

  /// Adds a field that we made ourselves: a number, a date. Never guarded.
  public mutating func plain(_ string: String) { field(Array(string.utf8), isText: false) }

  public mutating func endRecord() {
    // A record of one empty field would be a blank line, which readers pass over.
    if bytes.last == UInt8(ascii: "\n") || bytes.isEmpty { bytes += Array("\"\"".utf8) }
    bytes += lineEnd
    isAtLineStart = true
  }

  /// Adds a field whose bytes `append` adds to the buffer: nothing is copied unless it must be quoted.
  package mutating func field(isText: Bool, _ append: (inout [UInt8]) -> Void) {
    let wasAtLineStart = isAtLineStart
    if !isAtLineStart { bytes.append(delimiter) }
    isAtLineStart = false
    let start = bytes.count
    append(&bytes)
    guard isText, bytes.count > start,
      purpose == .spreadsheet || mustQuote(from: start, wasAtLineStart)
    else { return }
    let content = Array(bytes[start...])
    bytes.removeLast(content.count + (wasAtLineStart ? 0 : 1))
    isAtLineStart = wasAtLineStart
    field(content, isText: true)
  }

  private func mustQuote(from start: Int, _ isAtLineStart: Bool) -> Bool {
    mustQuote(bytes, start..<bytes.count) || isAtLineStart && Self.isMistakable(bytes[start...])
  }

  /// Adds text that is clean CSV already.
  mutating func raw(_ text: some Collection<UInt8>) { bytes.append(contentsOf: text) }

  /// A line without anything, which is no record.
  mutating func blankLine() { bytes.append(.lf) }

  /// One whole record of texts.
  public mutating func record(_ fields: [String]) {
    for field in fields { text(field) }
    endRecord()
  }

  private mutating func field(_ raw: [UInt8], isText: Bool) {
    var mustQuote = isAtLineStart && Self.isMistakable(raw[...])
    if !isAtLineStart { bytes.append(delimiter) }
    isAtLineStart = false
    var content = raw
    if isText, purpose == .spreadsheet {
      let guarded = Self.guarded(raw)
      mustQuote = mustQuote || guarded.count != raw.count
      content = guarded
    }
    mustQuote =
      mustQuote
      || content.contains {
        $0 == delimiter || $0 == .quote || $0 == .lf || $0 == .cr
      }
      || content.first == 32 || content.last == 32
    guard mustQuote else {
      bytes.append(contentsOf: content)
      return
    }
    bytes.append(.quote)
    for byte in content {
      if byte == .quote { bytes.append(.quote) }
      bytes.append(byte)
    }
    bytes.append(.quote)
  }

  /// At the beginning of a file this would be taken for a spreadsheet's hint or a byte order mark.
  private static func isMistakable(_ raw: ArraySlice<UInt8>) -> Bool {
    raw.first == 0xEF && raw.starts(with: [0xEF, 0xBB, 0xBF])
      || raw.count > 3 && zip(raw, "sep=".utf8).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  private static let triggers: [UInt8] = Array("=+-@\t\r\n".utf8)

  /// A text that is apostrophes and then something a spreadsheet would run gets one more apostrophe.
  /// Taking exactly one away from such texts gives every text back (CWE-1236; the rule is injective).
  public static func guarded(_ text: [UInt8]) -> [UInt8] {
    let apostrophe = UInt8(ascii: "'")
    guard let first = text.first(where: { $0 != apostrophe }), triggers.contains(first) else {
      return text
    }
    return [apostrophe] + text
  }

  /// What `guarded` was given.
  public static func unguarded(_ text: [UInt8]) -> [UInt8] {
    let apostrophe = UInt8(ascii: "'")
    guard text.first == apostrophe, let first = text.first(where: { $0 != apostrophe }),
      triggers.contains(first)
    else { return text }
    return Array(text.dropFirst())
  }
}
