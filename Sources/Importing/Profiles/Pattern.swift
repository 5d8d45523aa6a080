/// A regular expression that takes time in proportion to pattern × text, whatever the pattern is: a
/// profile from elsewhere can slow an import down, but never stop it.
///
/// Literals, `.`, `[a-z]`, `[^…]`, `\d \w \s` and their capitals, `^ $ \b`, groups `( )` and `(?: )`,
/// `|`, `* + ? {m,n}`, each with `?` for as few as possible, and `(?i)` in front. The leftmost match
/// wins, as in Perl. It works on the bytes of UTF-8; classes and `.` on whole characters.
final class Pattern: Sendable {
  let text: String
  /// How many groups it has, the whole match (group 0) included.
  let groups: Int
  private let program: [PatternInstruction]

  /// Whether a text is short enough for it: more is no cell but a document.
  func takes(_ text: some Collection<UInt8>) -> Bool { text.count * program.count <= 64 << 20 }

  /// - Throws: what is wrong with it, as a sentence.
  init(_ text: String) throws(PatternMistake) {
    var compiler = PatternCompiler(text)
    program = try compiler.program()
    groups = compiler.groups
    self.text = text
  }

  /// Where the groups of the leftmost match lie, as pairs of offsets, -1 for a group that took no
  /// part; nil when nothing matches.
  ///
  /// Backtracking that visits no place of the program twice at the same place of the text.
  func match(_ text: ArraySlice<UInt8>, from start: Int? = nil) -> [Int]? {
    let first = start ?? text.startIndex
    let width = text.endIndex - first + 1
    var visited = [UInt64](repeating: 0, count: (program.count * width + 63) / 64)
    var stack: [Frame] = []
    for begin in first...text.endIndex {
      if begin < text.endIndex, begin > first, text[begin] & 0xC0 == 0x80 { continue }
      var slots = Array(repeating: -1, count: groups * 2)
      stack.removeAll(keepingCapacity: true)
      stack.append(.run(pc: 0, position: begin))
      while let frame = stack.popLast() {
        switch frame {
        case .restore(let slot, let old): slots[slot] = old
        case .run(var pc, var position):
          running: while true {
            let bit = pc * width + (position - first)
            if visited[bit >> 6] & (1 << UInt64(bit & 63)) != 0 { break }
            visited[bit >> 6] |= 1 << UInt64(bit & 63)
            switch program[pc] {
            case .byte(let byte):
              guard position < text.endIndex, text[position] == byte else { break running }
              position += 1
              pc += 1
            case .set(let set):
              guard let length = set.matches(text, at: position) else { break running }
              position += length
              pc += 1
            case .start:
              guard position == text.startIndex else { break running }
              pc += 1
            case .end:
              guard position == text.endIndex else { break running }
              pc += 1
            case .boundary(let wanted):
              let before = position > text.startIndex && CharacterSet.isWord(text[position - 1])
              let after = position < text.endIndex && CharacterSet.isWord(text[position])
              guard (before != after) == wanted else { break running }
              pc += 1
            case .save(let slot):
              stack.append(.restore(slot: slot, old: slots[slot]))
              slots[slot] = position
              pc += 1
            case .jump(let target): pc = target
            case .split(let preferred, let other):
              stack.append(.run(pc: other, position: position))
              pc = preferred
            case .match: return slots
            }
          }
        }
      }
    }
    return nil
  }

  private enum Frame {
    case run(pc: Int, position: Int)
    /// A group's place, put back when the way that set it leads nowhere.
    case restore(slot: Int, old: Int)
  }
}

/// Why a pattern is none.
struct PatternMistake: Error {
  var message: String
}

enum PatternInstruction: Sendable {
  case byte(UInt8)
  case set(CharacterSet)
  case start, end
  case boundary(Bool)
  case save(Int)
  case jump(Int)
  /// Two ways on; the first is tried first.
  case split(Int, Int)
  case match
}

/// A set of characters: those of ASCII as bits, others as ranges.
struct CharacterSet: Sendable, Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var others: [ClosedRange<UInt32>] = []
  var isNegated = false

  mutating func insert(_ range: ClosedRange<UInt32>) {
    if range.lowerBound < 128 {
      for scalar in range.lowerBound...min(range.upperBound, 127) {
        if scalar < 64 { low |= 1 << UInt64(scalar) } else { high |= 1 << UInt64(scalar - 64) }
      }
    }
    if range.upperBound > 127 { others.append(max(range.lowerBound, 128)...range.upperBound) }
  }

  mutating func insert(_ other: CharacterSet) {
    // What a negated class such as \D lacks is of ASCII.
    low |= other.isNegated ? ~other.low : other.low
    high |= other.isNegated ? ~other.high : other.high
    others += other.isNegated ? [128...0x10FFFF] : other.others
  }

  /// Letters of ASCII in both cases.
  mutating func foldCase() {
    for letter in UInt32(65)...90 where has(letter) || has(letter + 32) {
      insert(letter...letter)
      insert(letter + 32...letter + 32)
    }
  }

  private func has(_ scalar: UInt32) -> Bool {
    if scalar < 64 { return low & (1 << UInt64(scalar)) != 0 }
    if scalar < 128 { return high & (1 << UInt64(scalar - 64)) != 0 }
    return others.contains { $0.contains(scalar) }
  }

  /// How many bytes the character there has, if it is one of these.
  func matches(_ text: ArraySlice<UInt8>, at position: Int) -> Int? {
    guard position < text.endIndex else { return nil }
    let first = text[position]
    if first < 0x80 { return has(UInt32(first)) != isNegated ? 1 : nil }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard position + length <= text.endIndex else { return nil }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for index in position + 1..<position + length {
      scalar = scalar << 6 | UInt32(text[index] & 0x3F)
    }
    return has(scalar) != isNegated ? length : nil
  }

  static func isWord(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 95
  }

  static let digits = of([48...57])
  static let word = of([48...57, 65...90, 97...122, 95...95])
  static let blanks = of([9...13, 32...32, 0xA0...0xA0])

  static func of(_ ranges: [ClosedRange<UInt32>]) -> CharacterSet {
    var set = CharacterSet()
    for range in ranges { set.insert(range) }
    return set
  }

  var negated: CharacterSet {
    var copy = self
    copy.isNegated.toggle()
    return copy
  }
}
