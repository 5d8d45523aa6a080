/// Finds the longest prefix of a number: a tree of digits in one array. Each prefix has a number of the
/// caller's, which names a list of what holds for it.
struct PrefixTable: Sendable {
  private static let none: Int32 = -1
  /// Ten children and what the prefix itself means: together, since a look finds both in one place of the
  /// memory.
  private static let width = 11

  private var nodes: [Int32] = Array(repeating: 0, count: 10) + [PrefixTable.none]

  /// What a prefix means; nil when it is none that was put in.
  subscript(prefix: some Collection<UInt8>) -> Int32? {
    get {
      var node = 0
      for byte in prefix {
        guard byte &- 48 < 10 else { return nil }
        node = Int(nodes[node * Self.width + Int(byte - 48)])
        if node == 0 { return nil }
      }
      let value = nodes[node * Self.width + 10]
      return value == Self.none ? nil : value
    }
    set {
      var node = 0
      for byte in prefix {
        guard byte &- 48 < 10 else { return }
        let place = node * Self.width + Int(byte - 48)
        if nodes[place] == 0 {
          nodes[place] = Int32(nodes.count / Self.width)
          nodes.append(contentsOf: repeatElement(0, count: 10))
          nodes.append(Self.none)
        }
        node = Int(nodes[place])
      }
      nodes[node * Self.width + 10] = newValue ?? Self.none
    }
  }

  /// What prefixes of a number mean: no number has more digits than these.
  struct Found {
    fileprivate(set) var values = InlineArray<16, Int32>(repeating: PrefixTable.none)
    fileprivate(set) var count = 0
  }

  /// What every prefix of a number means, the shortest first.
  func prefixes(of number: Int64) -> Found {
    var found = Found()
    guard number > 0 else { return found }
    // The digits in four bits each, the first one lowest: dividing by ten is quick, by a power that is
    // only known here it is not.
    var rest = UInt64(number)
    while rest >= 10_000_000_000_000_000 { rest /= 10 }
    var digits: UInt64 = 0
    var count = 0
    while rest > 0 {
      digits = digits << 4 | rest % 10
      rest /= 10
      count += 1
    }
    var node = 0
    for _ in 0..<count {
      node = Int(nodes[node * Self.width + Int(digits & 15)])
      if node == 0 { break }
      digits >>= 4
      let value = nodes[node * Self.width + 10]
      if value != Self.none {
        found.values[found.count] = value
        found.count += 1
      }
    }
    return found
  }

  /// Whether any prefix of a number was put in.
  func containsPrefix(of number: Int64) -> Bool { prefixes(of: number).count > 0 }
}
