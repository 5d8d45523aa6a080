internal import Tabular

/// What the cells of one column say of it: their shapes, and what a draft wants to know besides.
struct ColumnEvidence {
  /// From 0.
  let index: Int
  private(set) var shapes: ColumnProfile
  /// The first few different values.
  private(set) var examples: [String] = []
  private(set) var numbers = NumberEvidence()
  /// How often each value stands there, while there are few of them.
  private(set) var words: [String: Int]? = [:]
  var header: String { shapes.name }
  var filled: Int { shapes.filled }
  var empty: Int { shapes.empty }

  /// How its times of day are written, as a format of a profile; nil where that differs, or is none.
  var timePattern: String? {
    let patterns = Set(examples.map { DateShape.time(Array($0.utf8)[...]) })
    return patterns.count == 1 ? patterns.first ?? nil : nil
  }

  static let manyWords = 40

  init(header: String, index: Int) {
    self.index = index
    shapes = ColumnProfile(name: header)
  }

  mutating func add(_ cell: ArraySlice<UInt8>?, line: Int) {
    let text = cell.map { Step.trimmed(Array($0)) } ?? []
    shapes.add(text[...], line: line)
    if text.isEmpty { return }
    numbers.add(text[...])
    if examples.count < 3 || words != nil {
      let word = String(decoding: text, as: UTF8.self)
      if examples.count < 3, !examples.contains(word) { examples.append(word) }
      words?[word, default: 0] += 1
      if let known = words, known.count > Self.manyWords { words = nil }
    }
  }
}
