/// Reads JSON5 (spec.json5.org): JSON with comments, trailing commas, unquoted keys and single quotes.
/// Strict where JSON5 is lenient by silence: a key given twice is an error.
public struct JSON5Parser {
  private let text: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  /// - Throws: `json-syntax` with line and column.
  public static func parse(_ text: String, file: String) throws(Problem) -> JSONValue {
    var parser = JSON5Parser(text: Array(text.utf8), file: file)
    try parser.skipBlanks()
    let value = try parser.value()
    try parser.skipBlanks()
    if parser.position < parser.text.count {
      throw parser.failure("Something follows the end of the document; remove it.")
    }
    return value
  }

  private init(text: [UInt8], file: String) {
    self.text = text
    self.file = file
    if text.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  private var here: SourcePosition {
    let column = text[lineStart..<position].count { $0 & 0xC0 != 0x80 } + 1
    return SourcePosition(file: file, line: line, column: column, byte: position)
  }

  private func failure(_ message: String) -> Problem {
    Problem("json-syntax", .input, message, at: here)
  }

  private var peek: UInt8? { position < text.count ? text[position] : nil }

  private mutating func advance() {
    if text[position] == UInt8(ascii: "\n") {
      line += 1
      lineStart = position + 1
    }
    position += 1
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek == byte else { return false }
    advance()
    return true
  }

  private mutating func skipBlanks() throws(Problem) {
    while let byte = peek {
      if byte == 32 || (9...13).contains(byte) {
        advance()
      } else if byte == 0xC2, position + 1 < text.count, text[position + 1] == 0xA0 {
        position += 2
      } else if byte == UInt8(ascii: "/") {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(Problem) {
    let start = failure("A comment begins with // or /* and this is neither.")
    advance()
    if take(UInt8(ascii: "/")) {
      while let byte = peek, byte != UInt8(ascii: "\n") {
        _ = byte
        advance()
      }
    } else if take(UInt8(ascii: "*")) {
      while true {
        guard peek != nil else { throw failure("A comment is not closed: add */.") }
        if take(UInt8(ascii: "*")) {
          if take(UInt8(ascii: "/")) { return }
        } else {
          advance()
        }
      }
    } else {
      throw start
    }
  }

  private mutating func value() throws(Problem) -> JSONValue {
    let start = here
    depth += 1
    defer { depth -= 1 }
    if depth > 64 { throw failure("Values are nested too deep.") }
    guard let byte = peek else { throw failure("A value is missing at the end.") }
    switch byte {
    case UInt8(ascii: "{"): return JSONValue(content: .object(try object()), position: start)
    case UInt8(ascii: "["): return JSONValue(content: .array(try array()), position: start)
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return JSONValue(content: .string(try string()), position: start)
    default: return JSONValue(content: try word(), position: start)
    }
  }

  private mutating func object() throws(Problem) -> [JSONValue.Member] {
    advance()
    var members: [JSONValue.Member] = []
    while true {
      try skipBlanks()
      if take(UInt8(ascii: "}")) { return members }
      let place = here
      let key = try key()
      if members.contains(where: { $0.key == key }) {
        throw Problem(
          "json-syntax", .input, "The key '\(key)' stands here twice; remove one.", at: place)
      }
      try skipBlanks()
      guard take(UInt8(ascii: ":")) else { throw failure("A colon must follow the key '\(key)'.") }
      try skipBlanks()
      members.append(.init(key: key, keyPosition: place, value: try value()))
      try skipBlanks()
      if take(UInt8(ascii: ",")) { continue }
      guard peek == UInt8(ascii: "}") else {
        throw failure("A comma or } must follow the value of '\(key)'.")
      }
    }
  }

  private mutating func array() throws(Problem) -> [JSONValue] {
    advance()
    var elements: [JSONValue] = []
    while true {
      try skipBlanks()
      if take(UInt8(ascii: "]")) { return elements }
      elements.append(try value())
      try skipBlanks()
      if take(UInt8(ascii: ",")) { continue }
      guard peek == UInt8(ascii: "]") else { throw failure("A comma or ] must follow here.") }
    }
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte & 0xDF) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "$") || byte >= 0x80
  }

  private mutating func key() throws(Problem) -> String {
    guard let byte = peek else { throw failure("An object is not closed: add }.") }
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return try string() }
    let start = position
    while let byte = peek, Self.isNamePart(byte) { advance() }
    if start == position { throw failure("A key must stand here: a name or a quoted string.") }
    return String(decoding: text[start..<position], as: UTF8.self)
  }

  private mutating func word() throws(Problem) -> JSONValue.Content {
    let start = position
    let problem = failure("This is no value: quote it if it is text.")
    while let byte = peek, Self.isNamePart(byte) || "+-.".utf8.contains(byte) { advance() }
    let word = String(decoding: text[start..<position], as: UTF8.self)
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    default:
      guard let first = word.utf8.first, (48...57).contains(first) || "+-.".utf8.contains(first),
        Double(word) != nil || word.hasPrefix("0x")
      else { throw problem }
      return .number(word)
    }
  }

  private mutating func string() throws(Problem) -> String {
    let start = here
    let quote = text[position]
    advance()
    var bytes: [UInt8] = []
    while true {
      guard let byte = peek, byte != UInt8(ascii: "\n") else {
        throw Problem(
          "json-syntax", .input, "A string is not closed on its line: add the quote.", at: start)
      }
      if byte == quote {
        advance()
        return String(decoding: bytes, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        advance()
        try escape(into: &bytes)
      } else {
        bytes.append(byte)
        advance()
      }
    }
  }

  private mutating func escape(into bytes: inout [UInt8]) throws(Problem) {
    guard let byte = peek else { throw failure("A string is not closed: add the quote.") }
    switch byte {
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "v"): bytes.append(11)
    case UInt8(ascii: "0"): bytes.append(0)
    case UInt8(ascii: "\n"): break
    case UInt8(ascii: "x"), UInt8(ascii: "u"):
      advance()
      try unicode(digits: byte == UInt8(ascii: "x") ? 2 : 4, into: &bytes)
      return
    default: bytes.append(byte)
    }
    advance()
  }

  private mutating func hexadecimal(_ count: Int) throws(Problem) -> UInt32 {
    let digits = text[position..<min(text.count, position + count)]
    guard digits.count == count,
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw failure("\(count) hexadecimal digits must follow here.") }
    position += count
    return value
  }

  private mutating func unicode(digits: Int, into bytes: inout [UInt8]) throws(Problem) {
    var value = try hexadecimal(digits)
    if (0xD800..<0xDC00).contains(value), text[position...].starts(with: Array("\\u".utf8)) {
      position += 2
      value = 0x10000 + (value & 0x3FF) << 10 + (try hexadecimal(4)) & 0x3FF
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw failure("This escape is half of a pair; write the character itself.")
    }
    bytes.append(contentsOf: String(Character(scalar)).utf8)
  }
}
