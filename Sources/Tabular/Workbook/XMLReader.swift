import Bytes
import Diagnostics

/// Reads XML piece by piece: as much of it as the parts of a workbook use. UTF-8 only; a document type,
/// with the entities that it could declare, is refused.
struct XMLReader {
  enum Event { case start, end, text, finished }

  private let source: InputSource
  private var bytes: [UInt8] = []
  private var cursor = 0
  private var isAtEnd = false
  private var hasBegun = false
  /// The tag that `next` gave closes itself, so its end comes next.
  private var endsNow = false
  private var nameRange = 0..<0
  private var attributes: [(name: Range<Int>, value: Range<Int>)] = []
  /// The text of a text event, entities resolved. Long texts come in several events.
  private(set) var text: [UInt8] = []

  private static let pieceSize = 128 << 10
  /// The longest tag, and the longest piece of text.
  private static let longestToken = 1 << 20

  init(_ source: InputSource) { self.source = source }

  mutating func next() throws(Problem) -> Event {
    if !hasBegun { try begin() }
    if endsNow {
      endsNow = false
      return .end
    }
    while true {
      try compact()
      if cursor == bytes.count { return .finished }
      if bytes[cursor] != UInt8(ascii: "<") {
        try readText()
        return .text
      }
      try need(4)
      if starts(with: "<!--") {
        try skip(past: "-->")
      } else if starts(with: "<![CDATA[") {
        try readCDATA()
        return .text
      } else if starts(with: "<?") {
        try skip(past: "?>")
      } else if starts(with: "<!") {
        throw failure("it has a document type, which no workbook needs")
      } else {
        return try readTag()
      }
    }
  }

  /// The name of the element without its prefix; of one that closes itself also at its end.
  var name: String { String(decoding: bytes[nameRange], as: UTF8.self) }

  /// Whether the element has this name, whatever its prefix.
  func isNamed(_ name: StaticString) -> Bool { isEqual(nameRange, name) }

  /// The value of an attribute of the element, whatever its prefix.
  func attribute(_ name: StaticString) throws(Problem) -> [UInt8]? {
    for attribute in attributes where isEqual(attribute.name, name) {
      return try resolved(attribute.value)
    }
    return nil
  }

  func string(_ name: StaticString) throws(Problem) -> String? {
    try attribute(name).map { String(decoding: $0, as: UTF8.self) }
  }

  /// An attribute that is a whole number.
  func number(_ name: StaticString) throws(Problem) -> Int? {
    guard let digits = try attribute(name) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private func isEqual(_ range: Range<Int>, _ name: StaticString) -> Bool {
    name.withUTF8Buffer { wanted in
      wanted.count == range.count
        && wanted.indices.allSatisfy { unsafe wanted[$0] == bytes[range.lowerBound + $0] }
    }
  }

  // MARK: Tokens

  private mutating func begin() throws(Problem) {
    hasBegun = true
    try need(3)
    if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) {
      throw failure("its text is UTF-16, where UTF-8 is expected")
    }
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { cursor = 3 }
  }

  private mutating func readText() throws(Problem) {
    var end = cursor
    while true {
      while end < bytes.count, bytes[end] != UInt8(ascii: "<") { end += 1 }
      if end < bytes.count || isAtEnd { break }
      if end - cursor > Self.longestToken / 2 {
        // An entity is not to be cut in two.
        let tail = bytes[max(cursor, end - 16)..<end]
        if let ampersand = tail.lastIndex(of: UInt8(ascii: "&")),
          !bytes[ampersand..<end].contains(UInt8(ascii: ";"))
        {
          end = ampersand
        }
        break
      }
      let length = end - cursor
      try more()
      end = cursor + length
    }
    text = try resolved(cursor..<end)
    cursor = end
  }

  private mutating func readCDATA() throws(Problem) {
    cursor += 9
    let start = cursor
    let length = try find("]]>", from: start)
    text = Array(bytes[cursor..<cursor + length])
    cursor += length + 3
  }

  private mutating func readTag() throws(Problem) -> Event {
    // The end of the tag, outside the quotes of values.
    var end = cursor + 1
    var quote: UInt8?
    while true {
      if end == bytes.count {
        let length = end - cursor
        if isAtEnd { throw failure("it ends inside a tag") }
        if length > Self.longestToken { throw failure("a tag is longer than 1 MB") }
        try more()
        end = cursor + length
        if end == bytes.count { continue }
      }
      let byte = bytes[end]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == .quote || byte == UInt8(ascii: "'") {
        quote = byte
      } else if byte == UInt8(ascii: ">") {
        break
      }
      end += 1
    }
    var place = cursor + 1
    let isEnd = bytes[place] == UInt8(ascii: "/")
    if isEnd { place += 1 }
    nameRange = localName(&place, end)
    attributes.removeAll(keepingCapacity: true)
    if !isEnd {
      endsNow = bytes[end - 1] == UInt8(ascii: "/")
      try readAttributes(place..<(endsNow ? end - 1 : end))
    }
    cursor = end + 1
    return isEnd ? .end : .start
  }

  private mutating func readAttributes(_ range: Range<Int>) throws(Problem) {
    var place = range.lowerBound
    while true {
      while place < range.upperBound, isBlank(bytes[place]) { place += 1 }
      if place >= range.upperBound { return }
      let name = localName(&place, range.upperBound)
      while place < range.upperBound, isBlank(bytes[place]) { place += 1 }
      guard place < range.upperBound, bytes[place] == UInt8(ascii: "=") else {
        throw failure("an attribute has no value")
      }
      place += 1
      while place < range.upperBound, isBlank(bytes[place]) { place += 1 }
      guard place < range.upperBound, bytes[place] == .quote || bytes[place] == UInt8(ascii: "'")
      else { throw failure("an attribute's value has no quotes") }
      let quote = bytes[place]
      let start = place + 1
      place = start
      while place < range.upperBound, bytes[place] != quote { place += 1 }
      if place >= range.upperBound { throw failure("an attribute's value has no end") }
      attributes.append((name, start..<place))
      place += 1
    }
  }

  /// A name without its prefix; moves `place` behind it.
  private func localName(_ place: inout Int, _ end: Int) -> Range<Int> {
    var start = place
    while place < end, !isBlank(bytes[place]), bytes[place] != UInt8(ascii: "="),
      bytes[place] != UInt8(ascii: "/"), bytes[place] != UInt8(ascii: ">")
    {
      if bytes[place] == UInt8(ascii: ":") { start = place + 1 }
      place += 1
    }
    return start..<place
  }

  private func isBlank(_ byte: UInt8) -> Bool {
    byte == 32 || byte == 9 || byte == 10 || byte == 13
  }

  // MARK: Entities

  private func resolved(_ range: Range<Int>) throws(Problem) -> [UInt8] {
    let ampersand = UInt8(ascii: "&")
    guard bytes[range].contains(ampersand) else { return Array(bytes[range]) }
    var result: [UInt8] = []
    var place = range.lowerBound
    while place < range.upperBound {
      if bytes[place] != ampersand {
        result.append(bytes[place])
        place += 1
        continue
      }
      guard
        let end = bytes[place..<min(range.upperBound, place + 12)].firstIndex(
          of: UInt8(ascii: ";"))
      else { throw failure("an '&' begins no entity") }
      let name = String(decoding: bytes[place + 1..<end], as: UTF8.self)
      guard let character = Self.character(name) else {
        throw failure("the entity '&\(name);' means nothing")
      }
      result.append(contentsOf: character.utf8)
      place = end + 1
    }
    return result
  }

  private static func character(_ name: String) -> Character? {
    switch name {
    case "lt": return "<"
    case "gt": return ">"
    case "amp": return "&"
    case "quot": return "\""
    case "apos": return "'"
    default:
      let number =
        name.hasPrefix("#x")
        ? UInt32(name.dropFirst(2), radix: 16)
        : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
      return number.flatMap(Unicode.Scalar.init).map(Character.init)
    }
  }

  // MARK: Bytes

  private func starts(with text: StaticString) -> Bool {
    cursor + text.utf8CodeUnitCount <= bytes.count
      && isEqual(cursor..<cursor + text.utf8CodeUnitCount, text)
  }

  private mutating func need(_ count: Int) throws(Problem) {
    while bytes.count - cursor < max(count, 9), !isAtEnd { try more() }
  }

  private mutating func skip(past text: StaticString) throws(Problem) {
    cursor += try find(text, from: cursor) + text.utf8CodeUnitCount
  }

  /// How far behind the cursor a text stands.
  private mutating func find(_ text: StaticString, from start: Int) throws(Problem) -> Int {
    var length = start - cursor
    while true {
      while cursor + length + text.utf8CodeUnitCount <= bytes.count {
        let place = cursor + length
        if isEqual(place..<place + text.utf8CodeUnitCount, text) { return length }
        length += 1
      }
      if isAtEnd { throw failure("it ends too early") }
      if length > Self.longestToken { throw failure("a comment or text is longer than 1 MB") }
      try more()
    }
  }

  /// Reads on when all is used up, and forgets what lies behind.
  private mutating func compact() throws(Problem) {
    if cursor == bytes.count, !isAtEnd {
      bytes.removeAll(keepingCapacity: true)
      cursor = 0
      try more()
    }
  }

  private mutating func more() throws(Problem) {
    if cursor > 0 {
      bytes.removeSubrange(..<cursor)
      cursor = 0
    }
    isAtEnd = try source.read(into: &bytes, upTo: Self.pieceSize) == 0
  }

  func failure(_ reason: String) -> Problem { .damagedWorkbook(source.name, reason) }
}
