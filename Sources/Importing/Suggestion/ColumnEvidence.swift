/// What the cells of one column say of it.
struct ColumnEvidence {
  let header: String
  /// From 0.
  let index: Int
  private(set) var filled = 0
  private(set) var empty = 0
  /// The first few different values.
  private(set) var examples: [String] = []
  private(set) var dates = DateEvidence()
  private(set) var numbers = NumberEvidence()
  /// How often each value stands there, while there are few of them.
  private(set) var words: [String: Int]? = [:]
  /// Numbers that a spreadsheet rewrote: `1.4E+10`, `########`.
  private(set) var damaged = 0
  private(set) var firstDamage: (text: String, line: Int)?

  static let manyWords = 40

  init(header: String, index: Int) {
    self.header = header
    self.index = index
  }

  mutating func add(_ cell: ArraySlice<UInt8>?, line: Int) {
    let text = cell.map { Step.trimmed(Array($0)) } ?? []
    if text.isEmpty {
      empty += 1
      return
    }
    filled += 1
    dates.add(text[...])
    numbers.add(text[...])
    if examples.count < 3 || words != nil {
      let word = String(decoding: text, as: UTF8.self)
      if examples.count < 3, !examples.contains(word) { examples.append(word) }
      words?[word, default: 0] += 1
      if let known = words, known.count > Self.manyWords { words = nil }
    }
    if Self.isDamage(text) {
      damaged += 1
      if firstDamage == nil { firstDamage = (String(decoding: text, as: UTF8.self), line) }
    }
  }

  /// `1.4E+10`, or a cell too narrow for its content when it was saved.
  private static func isDamage(_ text: [UInt8]) -> Bool {
    if text.count > 2, text.allSatisfy({ $0 == UInt8(ascii: "#") }) { return true }
    guard let exponent = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      exponent > 0, exponent + 2 < text.count, text[exponent + 1] == UInt8(ascii: "+")
    else { return false }
    let isDigit = { (byte: UInt8) in byte &- 48 < 10 }
    return text[..<exponent].allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") || $0 == 44 }
      && text[(exponent + 2)...].allSatisfy(isDigit)
  }
}
