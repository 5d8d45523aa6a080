internal import Tabular

/// Writes records as a target's import wants them.
struct TargetWriter {
  private let dialect: TargetDialect
  private var bytes: [UInt8] = []

  init(_ dialect: TargetDialect) { self.dialect = dialect }

  /// Takes away what was written so far.
  mutating func take() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  mutating func record(_ cells: [String]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(dialect.delimiter) }
      write(Array(cell.utf8), isAlone: cells.count == 1)
    }
    bytes += dialect.lineEnd == .crlf ? [13, 10] : [10]
  }

  private mutating func write(_ cell: [UInt8], isAlone: Bool) {
    let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
    let needed =
      cell.contains { $0 == dialect.delimiter || $0 == quote || $0 == 10 || $0 == 13 }
      || cell.first == 32 || cell.last == 32 || (isAlone && cell.isEmpty)
      || (dialect.escapesWithBackslash && cell.contains(backslash))
    guard dialect.quoting == .always || needed else {
      bytes += encoded(cell)
      return
    }
    bytes.append(quote)
    var text: [UInt8] = []
    for byte in cell {
      if dialect.escapesWithBackslash, byte == quote || byte == backslash {
        text.append(backslash)
      } else if byte == quote {
        text.append(quote)
      }
      text.append(byte)
    }
    bytes += encoded(text)
    bytes.append(quote)
  }

  private func encoded(_ text: [UInt8]) -> [UInt8] {
    dialect.encoding == .windows1252
      ? CellCharacters.windows1252(String(decoding: text, as: UTF8.self)) : text
  }
}

/// Characters that a target's files can have.
struct CellCharacters: Sendable {
  private let encoding: TextEncoding
  private let without: Set<Character>

  init(_ dialect: TargetDialect) {
    encoding = dialect.encoding
    without = dialect.without
  }

  /// The text as it can be written; the same text where nothing had to change.
  func fitted(_ text: String) -> String {
    if encoding == .utf8, without.isEmpty { return text }
    var result = ""
    for character in text {
      if without.contains(character) {
        result.append(" ")
      } else if encoding == .utf8 || character.unicodeScalars.allSatisfy(fits) {
        result.append(character)
      } else {
        result.append("?")
      }
    }
    return result
  }

  private func fits(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII || (encoding == .windows1252 && Windows1252.exactByte(of: scalar) != nil)
  }

  static func windows1252(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { Windows1252.exactByte(of: $0) ?? UInt8(ascii: "?") }
  }
}
