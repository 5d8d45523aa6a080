/// What a profile can do to a text before it is understood: text to text, in order.
enum Step: Sendable {
  case trim, upper, lower, collapse, digits, negate
  case strip([UInt8])
  case stripPrefix([UInt8])
  case stripSuffix([UInt8])
  case padLeft(Int, UInt8)
  case slice(Int, Int)
  case replace([(from: [UInt8], to: [UInt8])])
  case split(by: [UInt8], index: Int)
  case map([[UInt8]: [UInt8]], otherwise: [UInt8]?)
  case nullIf(Set<[UInt8]>)
  case initial([UInt8])

  /// Applies it; nil means "nothing there".
  ///
  /// - Throws: `lookup-miss` when a table has no such entry.
  func apply(_ text: [UInt8]) throws(CellFailure) -> [UInt8]? {
    switch self {
    case .trim: return Self.trimmed(text)
    case .upper: return Array(String(decoding: text, as: UTF8.self).uppercased().utf8)
    case .lower: return Array(String(decoding: text, as: UTF8.self).lowercased().utf8)
    case .collapse:
      let words = text.split { $0 == 32 || (9...13).contains($0) }
      return Array(words.joined(separator: [32]))
    case .digits: return text.filter { (48...57).contains($0) }
    case .negate:
      if text.first == UInt8(ascii: "-") { return Array(text.dropFirst()) }
      return text.isEmpty ? text : [UInt8(ascii: "-")] + text
    case .strip(let characters): return text.filter { !characters.contains($0) }
    case .stripPrefix(let prefix):
      return text.starts(with: prefix) ? Array(text.dropFirst(prefix.count)) : text
    case .stripSuffix(let suffix):
      return text.suffix(suffix.count).elementsEqual(suffix)
        ? Array(text.dropLast(suffix.count)) : text
    case .padLeft(let width, let byte):
      return Array(repeating: byte, count: max(0, width - text.count)) + text
    case .slice(let start, let length):
      let characters = Array(String(decoding: text, as: UTF8.self).unicodeScalars)
      let from = min(max(0, start - 1), characters.count)
      var part = String.UnicodeScalarView()
      part.append(contentsOf: characters[from..<min(characters.count, from + length)])
      return Array(String(part).utf8)
    case .replace(let pairs):
      return pairs.reduce(text) { Self.replacing($1.from, by: $1.to, in: $0) }
    case .split(let separator, let index):
      let parts = Self.split(text, by: separator)
      let position = index > 0 ? index - 1 : parts.count + index
      return parts.indices.contains(position) ? parts[position] : nil
    case .map(let table, let otherwise):
      if let found = table[text] { return found }
      guard let otherwise else {
        throw CellFailure("lookup-miss", "The profile's table has no entry for this value")
      }
      return otherwise
    case .nullIf(let nulls): return nulls.contains(text) ? nil : text
    case .initial: return text
    }
  }

  static func trimmed(_ text: [UInt8]) -> [UInt8] {
    let isBlank = { (byte: UInt8) in byte == 32 || (9...13).contains(byte) }
    guard let first = text.firstIndex(where: { !isBlank($0) }),
      let last = text.lastIndex(where: { !isBlank($0) })
    else { return [] }
    return Array(text[first...last])
  }

  private static func split(_ text: [UInt8], by separator: [UInt8]) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var current: [UInt8] = []
    var position = 0
    while position < text.count {
      if text[position...].starts(with: separator) {
        parts.append(current)
        current = []
        position += separator.count
      } else {
        current.append(text[position])
        position += 1
      }
    }
    return parts + [current]
  }

  private static func replacing(_ from: [UInt8], by to: [UInt8], in text: [UInt8]) -> [UInt8] {
    Array(split(text, by: from).joined(separator: to))
  }
}

/// Why a cell can't be what it should be.
struct CellFailure: Error, Equatable {
  var code: String
  /// A sentence without its full stop and without the value.
  var message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
