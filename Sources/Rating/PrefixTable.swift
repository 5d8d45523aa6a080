/// Finds the longest prefix of a number: a tree of digits in one array. Each prefix has a number of the
/// caller's, which names a list of what holds for it.
struct PrefixTable: Sendable {
  private static let none: Int32 = -1

  /// Ten children a node, and what its prefix means.
  private var children: [Int32] = Array(repeating: 0, count: 10)
  private var values: [Int32] = [PrefixTable.none]

  /// What a prefix means; nil when it is none that was put in.
  subscript(prefix: some Collection<UInt8>) -> Int32? {
    get {
      var node = 0
      for byte in prefix {
        guard byte &- 48 < 10 else { return nil }
        node = Int(children[node * 10 + Int(byte - 48)])
        if node == 0 { return nil }
      }
      return values[node] == Self.none ? nil : values[node]
    }
    set {
      var node = 0
      for byte in prefix {
        guard byte &- 48 < 10 else { return }
        let place = node * 10 + Int(byte - 48)
        if children[place] == 0 {
          children[place] = Int32(values.count)
          values.append(Self.none)
          children.append(contentsOf: repeatElement(0, count: 10))
        }
        node = Int(children[place])
      }
      values[node] = newValue ?? Self.none
    }
  }

  /// Calls `body` with what every prefix of a number means, the shortest first.
  func forEachPrefix(of number: Int64, _ body: (Int32) -> Void) {
    guard number > 0 else { return }
    var power: Int64 = 1
    while power <= number / 10 { power *= 10 }
    var rest = number
    var node = 0
    while power > 0 {
      node = Int(children[node * 10 + Int(rest / power)])
      if node == 0 { return }
      if values[node] != Self.none { body(values[node]) }
      rest %= power
      power /= 10
    }
  }

  /// Whether any prefix of a number was put in.
  func containsPrefix(of number: Int64) -> Bool {
    var isFound = false
    forEachPrefix(of: number) { _ in isFound = true }
    return isFound
  }
}
