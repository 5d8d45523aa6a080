/// A set of row ids, one bit each: twenty million rows take two and a half megabytes.
package struct IDSet {
  private var words: [UInt64] = []

  package init() {}

  package func contains(_ id: Int64) -> Bool {
    let word = Int(id >> 6)
    return word < words.count && words[word] & (1 << UInt64(id & 63)) != 0
  }

  /// Adds an id; false when it was in already.
  @discardableResult
  package mutating func insert(_ id: Int64) -> Bool {
    let word = Int(id >> 6)
    if word >= words.count {
      words.append(contentsOf: repeatElement(0, count: word + 1 - words.count))
    }
    let bit: UInt64 = 1 << UInt64(id & 63)
    defer { words[word] |= bit }
    return words[word] & bit == 0
  }

  /// Calls `body` with each longest run of ids between the two that are not in the set.
  package func forEachGap(
    from first: Int64, to last: Int64, _ body: (ClosedRange<Int64>) throws -> Void
  ) rethrows {
    var start: Int64?
    var id = first
    while id <= last {
      if id & 63 == 0, id + 63 <= last, start == nil, Int(id >> 6) < words.count,
        words[Int(id >> 6)] == .max
      {
        id += 64
        continue
      }
      if contains(id) {
        if let from = start { try body(from...id - 1) }
        start = nil
      } else if start == nil {
        start = id
      }
      id += 1
    }
    if let from = start { try body(from...last) }
  }
}
