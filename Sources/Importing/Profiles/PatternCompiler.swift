/// Makes the program of a pattern: read to a tree, then laid out in instructions.
struct PatternCompiler {
  private indirect enum Node {
    case empty
    case byte(UInt8)
    case set(CharacterSet)
    case start, end
    case boundary(Bool)
    case sequence([Node])
    case choice([Node])
    case group(Node, number: Int)
    case repeated(Node, least: Int, most: Int?, isGreedy: Bool)
  }

  private static let longestProgram = 10_000

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var ignoresCase = false
  private var depth = 0
  private var code: [PatternInstruction] = []
  private(set) var groups = 1

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  mutating func program() throws(PatternMistake) -> [PatternInstruction] {
    if scalars.starts(with: "(?i)".unicodeScalars) {
      ignoresCase = true
      position = 4
    }
    let tree = try choice()
    if position < scalars.count { throw PatternMistake(message: "a ) has no ( before it") }
    try emit(.group(tree, number: 0))
    code.append(.match)
    return code
  }

  // MARK: Reading

  private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  private mutating func choice() throws(PatternMistake) -> Node {
    depth += 1
    defer { depth -= 1 }
    if depth > 50 { throw PatternMistake(message: "its groups are nested too deep") }
    var ways = [try sequence()]
    while take("|") { ways.append(try sequence()) }
    return ways.count == 1 ? ways[0] : .choice(ways)
  }

  private mutating func sequence() throws(PatternMistake) -> Node {
    var nodes: [Node] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      nodes.append(try repetition(of: try atom()))
    }
    return nodes.count == 1 ? nodes[0] : .sequence(nodes)
  }

  private mutating func repetition(of node: Node) throws(PatternMistake) -> Node {
    let least: Int
    var most: Int?
    switch next {
    case "*": least = 0
    case "+": least = 1
    case "?": (least, most) = (0, 1)
    case "{":
      guard let (low, high) = try counts() else { return node }
      (least, most) = (low, high)
    default: return node
    }
    position += 1
    switch node {
    case .start, .end, .boundary: throw PatternMistake(message: "an anchor can't be repeated")
    default: break
    }
    let isGreedy = !take("?")
    if let following = next, "*+?".unicodeScalars.contains(following) {
      throw PatternMistake(message: "a repetition is repeated")
    }
    return .repeated(node, least: least, most: most, isGreedy: isGreedy)
  }

  /// `{2}`, `{2,}`, `{2,5}`; leaves the place on the closing brace.
  private mutating func counts() throws(PatternMistake) -> (Int, Int?)? {
    guard let close = scalars[position...].firstIndex(of: "}") else {
      throw PatternMistake(message: "a { has no } after it; write \\{ for the character")
    }
    let inside = String(String.UnicodeScalarView(scalars[position + 1..<close]))
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
    guard let low = parts.first.flatMap({ Int($0) }), parts.count <= 2, (0...1000).contains(low)
    else { throw PatternMistake(message: "{\(inside)} is no count such as {2} or {2,5}") }
    position = close
    if parts.count == 1 { return (low, low) }
    if parts[1].isEmpty { return (low, nil) }
    guard let high = Int(parts[1]), (low...1000).contains(high) else {
      throw PatternMistake(message: "{\(inside)} is no count such as {2} or {2,5}")
    }
    return (low, high)
  }

  private mutating func atom() throws(PatternMistake) -> Node {
    guard let scalar = next else { return .empty }
    position += 1
    switch scalar {
    case ".": return .set(CharacterSet.of([10...10]).negated)
    case "^": return .start
    case "$": return .end
    case "[": return .set(try characterClass())
    case "(": return try group()
    case "\\": return try escape()
    case "*", "+", "?": throw PatternMistake(message: "'\(scalar)' has nothing before it to repeat")
    default: return literal(scalar)
    }
  }

  private func literal(_ scalar: Unicode.Scalar) -> Node {
    if ignoresCase, scalar.properties.isAlphabetic, scalar.isASCII {
      var set = CharacterSet.of([scalar.value...scalar.value])
      set.foldCase()
      return .set(set)
    }
    let bytes = Array(String(Character(scalar)).utf8).map { Node.byte($0) }
    return bytes.count == 1 ? bytes[0] : .sequence(bytes)
  }

  private mutating func group() throws(PatternMistake) -> Node {
    var number: Int?
    if take("?") {
      guard take(":") else {
        throw PatternMistake(message: "after (? only : is known, and (?i) at the beginning")
      }
    } else {
      number = groups
      groups += 1
    }
    let inside = try choice()
    if !take(")") { throw PatternMistake(message: "a ( has no ) after it") }
    return number.map { .group(inside, number: $0) } ?? inside
  }

  private mutating func escape() throws(PatternMistake) -> Node {
    guard let scalar = next else { throw PatternMistake(message: "it ends in a backslash") }
    if scalar == "b" || scalar == "B" {
      position += 1
      return .boundary(scalar == "b")
    }
    if let set = Self.classes[scalar] {
      position += 1
      return .set(set)
    }
    return literal(try escaped())
  }

  private static let classes: [Unicode.Scalar: CharacterSet] = [
    "d": .digits, "D": CharacterSet.digits.negated, "w": .word, "W": CharacterSet.word.negated,
    "s": .blanks, "S": CharacterSet.blanks.negated,
  ]

  /// The character that the escape at hand stands for.
  private mutating func escaped() throws(PatternMistake) -> Unicode.Scalar {
    guard let scalar = next else { throw PatternMistake(message: "it ends in a backslash") }
    position += 1
    switch scalar {
    case "t": return "\t"
    case "n": return "\n"
    case "r": return "\r"
    default:
      if scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
        throw PatternMistake(message: "'\\\(scalar)' is not known")
      }
      return scalar
    }
  }

  private mutating func characterClass() throws(PatternMistake) -> CharacterSet {
    var set = CharacterSet()
    let isNegated = take("^")
    var isFirst = true
    while let scalar = next, isFirst || scalar != "]" {
      isFirst = false
      position += 1
      var low = scalar
      if scalar == "\\" {
        if let kind = next.flatMap({ Self.classes[$0] }) {
          position += 1
          set.insert(kind)
          continue
        }
        low = try escaped()
      }
      var high = low
      if next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" {
        position += 1
        high = scalars[position]
        position += 1
        if high == "\\" { high = try escaped() }
        if high < low { throw PatternMistake(message: "the range \(low)-\(high) runs backwards") }
      }
      set.insert(low.value...high.value)
    }
    if !take("]") { throw PatternMistake(message: "a [ has no ] after it") }
    if ignoresCase { set.foldCase() }
    set.isNegated = isNegated
    return set
  }

  // MARK: Laying out

  private mutating func emit(_ node: Node) throws(PatternMistake) {
    if code.count > Self.longestProgram {
      throw PatternMistake(message: "its repetitions make it too long")
    }
    switch node {
    case .empty: break
    case .byte(let byte): code.append(.byte(byte))
    case .set(let set): code.append(.set(set))
    case .start: code.append(.start)
    case .end: code.append(.end)
    case .boundary(let wanted): code.append(.boundary(wanted))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .group(let inside, let number):
      code.append(.save(number * 2))
      try emit(inside)
      code.append(.save(number * 2 + 1))
    case .choice(let ways):
      var ends: [Int] = []
      for (index, way) in ways.enumerated() {
        let isLast = index == ways.count - 1
        let split = code.count
        if !isLast { code.append(.match) }
        try emit(way)
        if isLast { break }
        ends.append(code.count)
        code.append(.match)
        code[split] = .split(split + 1, code.count)
      }
      for end in ends { code[end] = .jump(code.count) }
    case .repeated(let inside, let least, let most, let isGreedy):
      for _ in 0..<least { try emit(inside) }
      guard let most else {
        let split = code.count
        code.append(.match)
        try emit(inside)
        code.append(.jump(split))
        code[split] = Self.split(split + 1, code.count, isGreedy)
        return
      }
      var splits: [Int] = []
      for _ in least..<most {
        splits.append(code.count)
        code.append(.match)
        try emit(inside)
      }
      for split in splits { code[split] = Self.split(split + 1, code.count, isGreedy) }
    }
  }

  private static func split(_ inside: Int, _ after: Int, _ isGreedy: Bool) -> PatternInstruction {
    isGreedy ? .split(inside, after) : .split(after, inside)
  }
}

/// What is put in place of a match: text with `$1` for a group, `$0` for all of it, `$$` for a dollar.
struct PatternTemplate: Sendable {
  private enum Part: Sendable {
    case text([UInt8])
    case group(Int)
  }
  private var parts: [Part] = []

  /// - Throws: a group that the pattern does not have.
  init(_ text: String, groups: Int) throws(PatternMistake) {
    var bytes = Array(text.utf8)[...]
    while let byte = bytes.popFirst() {
      guard byte == UInt8(ascii: "$"), let following = bytes.first else {
        append(byte)
        continue
      }
      bytes.removeFirst()
      if following == UInt8(ascii: "$") {
        append(following)
      } else if (48...57).contains(following) {
        let number = Int(following - 48)
        if number >= groups {
          throw PatternMistake(message: "'$\(number)' names a group that the pattern lacks")
        }
        parts.append(.group(number))
      } else {
        append(byte)
        append(following)
      }
    }
  }

  private mutating func append(_ byte: UInt8) {
    if case .text(let bytes) = parts.last {
      parts[parts.count - 1] = .text(bytes + [byte])
    } else {
      parts.append(.text([byte]))
    }
  }

  func filled(from text: ArraySlice<UInt8>, _ slots: [Int]) -> [UInt8] {
    var bytes: [UInt8] = []
    for part in parts {
      switch part {
      case .text(let text): bytes += text
      case .group(let number):
        let (start, end) = (slots[number * 2], slots[number * 2 + 1])
        if start >= 0, end >= start { bytes += text[start..<end] }
      }
    }
    return bytes
  }
}
