/// Finds the prefixes of a number: a tree of digits in one array. Each prefix has a number of the caller's,
/// 0 or more, which names a list of what holds for it.
struct PrefixTable: Sendable {
  private static let none: Int32 = -1
  private static let width = 10

  /// Ten children of each node. A child is a node's number; nothing, 0; or a prefix that no longer one
  /// begins with, which is most of them and needs no node: -1 less what it means.
  private var nodes: [Int32] = Array(repeating: 0, count: PrefixTable.width)
  /// What the prefix of each node means itself. Apart from the children, since few mean anything, and to
  /// wait for the memory is most of what a number costs.
  private var meanings: [Int32] = [PrefixTable.none]

  /// What a prefix means; nil when it is none that was put in.
  subscript(prefix: some Collection<UInt8>) -> Int32? {
    get {
      var node = 0
      var value = meanings[0]
      var isEnd = false
      for byte in prefix {
        guard byte &- 48 < 10, !isEnd else { return nil }
        let child = nodes[node * Self.width + Int(byte - 48)]
        if child == 0 { return nil }
        isEnd = child < 0
        if !isEnd { node = Int(child) }
        value = isEnd ? -1 - child : meanings[node]
      }
      return value == Self.none ? nil : value
    }
    set {
      guard let value = newValue, prefix.allSatisfy({ $0 &- 48 < 10 }) else { return }
      var node = 0
      var place = -1
      for byte in prefix {
        if place >= 0 { node = makeNode(at: place) }
        place = node * Self.width + Int(byte - 48)
      }
      if place < 0 { return }
      if nodes[place] > 0 {
        meanings[Int(nodes[place])] = value
      } else {
        nodes[place] = -1 - value
      }
    }
  }

  /// The node of a child, made where there is none.
  private mutating func makeNode(at place: Int) -> Int {
    let child = nodes[place]
    if child > 0 { return Int(child) }
    let node = meanings.count
    nodes[place] = Int32(node)
    nodes.append(contentsOf: repeatElement(0, count: Self.width))
    meanings.append(child < 0 ? -1 - child : Self.none)
    return node
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
      let child = nodes[node * Self.width + Int(digits & 15)]
      if child == 0 { break }
      digits >>= 4
      node = Int(child)
      let value = child < 0 ? -1 - child : meanings[node]
      if value != Self.none {
        found.values[found.count] = value
        found.count += 1
      }
      if child < 0 { break }
    }
    return found
  }

  /// Whether any prefix of a number was put in.
  func containsPrefix(of number: Int64) -> Bool { prefixes(of: number).count > 0 }
}
