/// What a profile can do to a text before it is understood: text to text, in order.
enum Step: Sendable {
  case trim, upper, lower, collapse, digits, negate, unwrapExcelText, unescapeFormula, urlDecode
  case strip(Set<Unicode.Scalar>)
  case stripPrefix([UInt8])
  case stripSuffix([UInt8])
  case padLeft(Int, UInt8)
  case slice(Int, Int)
  case replace([(from: [UInt8], to: [UInt8])])
  /// Takes what the template makes of the first match.
  case regex(Pattern, PatternTemplate, otherwise: StepMiss)
  /// Puts templates in place of all matches.
  case rewrite([(Pattern, PatternTemplate)])
  case split(by: [UInt8], index: Int)
  case map(LookupTable, otherwise: StepMiss)
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
    case .unwrapExcelText:
      guard text.count >= 3, text.starts(with: Array("=\"".utf8)), text.last == UInt8(ascii: "\"")
      else { return text }
      return Self.replacing(Array("\"\"".utf8), by: [34], in: Array(text[2..<text.count - 1]))
    case .unescapeFormula:
      let rest = text.drop { $0 == UInt8(ascii: "'") }
      guard rest.startIndex > 0, let first = rest.first, Self.formulaStarts.contains(first) else {
        return text
      }
      return Array(text.dropFirst())
    case .urlDecode: return Self.urlDecoded(text)
    case .strip(let characters):
      var kept = String.UnicodeScalarView()
      kept.append(
        contentsOf: String(decoding: text, as: UTF8.self).unicodeScalars.filter {
          !characters.contains($0)
        })
      return Array(String(kept).utf8)
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
    case .regex(let pattern, let template, let otherwise):
      guard pattern.takes(text) else { throw Self.tooLong }
      if let slots = pattern.match(text[...]) { return template.filled(from: text[...], slots) }
      return try otherwise.result(
        for: text, CellFailure("regex-miss", "This does not match the pattern \(pattern.text)"))
    case .rewrite(let pairs):
      var result = text
      for (pattern, template) in pairs {
        guard pattern.takes(result) else { throw Self.tooLong }
        result = Self.rewritten(result, pattern, template)
      }
      return result
    case .map(let table, let otherwise):
      if let found = table[text] { return found }
      return try otherwise.result(
        for: text, CellFailure("lookup-miss", "The profile's table has no entry for this value"))
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

  private static let formulaStarts: Set<UInt8> = [61, 43, 45, 64, 9, 13, 10]

  private static let tooLong = CellFailure(
    "constraint-error", "This is too long for a pattern to be applied to it")

  private static func urlDecoded(_ text: [UInt8]) -> [UInt8] {
    func digit(_ index: Int) -> UInt8? {
      guard index < text.count else { return nil }
      switch text[index] {
      case 48...57: return text[index] - 48
      case 65...70, 97...102: return text[index] & 0xDF - 55
      default: return nil
      }
    }
    var result: [UInt8] = []
    var position = 0
    while position < text.count {
      if text[position] == UInt8(ascii: "%"), let high = digit(position + 1),
        let low = digit(position + 2)
      {
        result.append(high << 4 | low)
        position += 3
      } else {
        result.append(text[position])
        position += 1
      }
    }
    // What is no text as it is decoded stays as it is written.
    return String(validating: result, as: UTF8.self) == nil ? text : result
  }

  private static func rewritten(
    _ text: [UInt8], _ pattern: Pattern, _ template: PatternTemplate
  ) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position <= text.count, let slots = pattern.match(text[...], from: position) {
      result += text[position..<slots[0]]
      result += template.filled(from: text[...], slots)
      position = slots[1]
      if slots[1] == slots[0] {
        // An empty match: what follows it is kept, and the search goes on behind.
        if position < text.count { result.append(text[position]) }
        position += 1
      }
    }
    return position < text.count ? result + text[position...] : result
  }

  static func split(_ text: [UInt8], by separator: [UInt8]) -> [[UInt8]] {
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

/// What a step makes of a text that it does not know.
enum StepMiss: Sendable {
  case reject, nothing, keep
  case text([UInt8])

  func result(for text: [UInt8], _ failure: CellFailure) throws(CellFailure) -> [UInt8]? {
    switch self {
    case .reject: throw failure
    case .nothing: nil
    case .keep: text
    case .text(let text): text
    }
  }
}

/// Why a cell can't be what it should be.
package struct CellFailure: Error, Equatable {
  package var code: String
  /// A sentence without its full stop and without the value.
  package var message: String

  init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
