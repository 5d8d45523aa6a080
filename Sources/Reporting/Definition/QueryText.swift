/// The text of a query, as far as its parameters and its end go: what stands in quotes and comments is
/// passed over.
struct QueryText {
  struct Place: Equatable {
    var line: Int
    var column: Int
  }

  struct Parameter: Equatable {
    var name: String
    var line: Int
    var column: Int
  }

  private(set) var parameters: [Parameter] = []
  /// A `?`, which no header can declare.
  private(set) var unnamedParameter: Place?
  /// Where something follows the `;` of the first statement.
  private(set) var secondStatement: Place?
  /// The query without the `;` at its end.
  private(set) var statement: String

  init(_ sql: String, firstLine: Int = 1) {
    let bytes = Array(sql.utf8)
    var scanner = Scanner(bytes: bytes, line: firstLine)
    var end: Int?
    while let byte = scanner.peek {
      if scanner.skipQuotedOrComment() { continue }
      let place = scanner.place
      switch byte {
      case UInt8(ascii: ";"):
        if end == nil { end = scanner.position }
      case UInt8(ascii: "?"):
        if unnamedParameter == nil { unnamedParameter = place }
      case UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"):
        scanner.advance()
        let name = scanner.name()
        if !name.isEmpty {
          parameters.append(Parameter(name: name, line: place.line, column: place.column))
        }
        continue
      default:
        if end != nil, secondStatement == nil, byte > 32 { secondStatement = place }
      }
      scanner.advance()
    }
    statement = end.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? sql
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0
    var line: Int
    var column = 1

    init(bytes: [UInt8], line: Int) {
      self.bytes = bytes
      self.line = line
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }
    var next: UInt8? { position + 1 < bytes.count ? bytes[position + 1] : nil }
    var place: Place { Place(line: line, column: column) }

    mutating func advance() {
      if bytes[position] == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else if bytes[position] & 0xC0 != 0x80 {
        column += 1
      }
      position += 1
    }

    mutating func name() -> String {
      let start = position
      while let byte = peek,
        (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
      { advance() }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    mutating func skipQuotedOrComment() -> Bool {
      switch (peek, next) {
      case (UInt8(ascii: "'"), _), (UInt8(ascii: "\""), _), (UInt8(ascii: "`"), _):
        skip(to: bytes[position])
      case (UInt8(ascii: "["), _): skip(to: UInt8(ascii: "]"))
      case (UInt8(ascii: "-"), UInt8(ascii: "-")):
        while let byte = peek, byte != UInt8(ascii: "\n") { advance() }
      case (UInt8(ascii: "/"), UInt8(ascii: "*")):
        advance()
        advance()
        while peek != nil, !(peek == UInt8(ascii: "*") && next == UInt8(ascii: "/")) { advance() }
        for _ in 0..<2 where peek != nil { advance() }
      default: return false
      }
      return true
    }

    private mutating func skip(to quote: UInt8) {
      advance()
      while let byte = peek, byte != quote { advance() }
      if peek != nil { advance() }
    }
  }
}

extension ReportDefinition {
  /// The place in the report's file of a byte of its query.
  func place(ofByte offset: Int) -> (line: Int, column: Int) {
    let before = Array(sql.utf8).prefix(offset)
    let line = before.count { $0 == UInt8(ascii: "\n") }
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return (sqlLine + line, before[start...].count { $0 & 0xC0 != 0x80 } + 1)
  }
}
