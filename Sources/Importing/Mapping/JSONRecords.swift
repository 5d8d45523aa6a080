internal import Tabular

/// Makes columns of JSON objects, one a line: each path that a profile uses is a column.
struct JSONRecords: Sendable {
  /// What a key or index leads to.
  private struct Node: Sendable {
    var column: Int?
    var keys: [[UInt8]: Int] = [:]
    var indexes: [Int: Int] = [:]
  }

  private var nodes = [Node()]
  private let columns: Int

  init(paths: [String]) {
    columns = paths.count
    for (column, path) in paths.enumerated() {
      var node = 0
      for step in Self.steps(path) { node = child(of: node, step) }
      nodes[node].column = column
    }
  }

  private enum PathStep { case key([UInt8]), index(Int) }

  /// `lines[0].amount` is the key lines, the index 0, the key amount.
  private static func steps(_ path: String) -> [PathStep] {
    var steps: [PathStep] = []
    for part in path.split(separator: ".") {
      let pieces = part.split(separator: "[")
      for (position, piece) in pieces.enumerated() {
        if position > 0 || part.hasPrefix("["), piece.hasSuffix("]"),
          let index = Int(piece.dropLast())
        {
          steps.append(.index(index))
        } else {
          steps.append(.key(Array(piece.utf8)))
        }
      }
    }
    return steps
  }

  private mutating func child(of node: Int, _ step: PathStep) -> Int {
    let next = nodes.count
    switch step {
    case .key(let key):
      if let known = nodes[node].keys[key] { return known }
      nodes[node].keys[key] = next
    case .index(let index):
      if let known = nodes[node].indexes[index] { return known }
      nodes[node].indexes[index] = next
    }
    nodes.append(Node())
    return next
  }

  /// The same records with a field for each path; those that are no JSON objects are named, with
  /// what is wrong.
  func table(of lines: RecordBatch) -> (records: RecordBatch, failures: [Int: String]) {
    var table = lines
    table.fieldRanges.removeAll(keepingCapacity: true)
    table.firstField = [0]
    var failures: [Int: String] = [:]
    var unescaped: [UInt8] = []
    for record in 0..<lines.count {
      let line = lines.fieldRanges[Int(lines.firstField[record])]
      var found = Array(repeating: Int32(0)..<Int32(0), count: columns)
      do throws(JSONFailure) {
        var walk = JSONWalk(
          bytes: lines.bytes, position: Int(line.lowerBound), end: Int(line.upperBound))
        walk.skipBlanks()
        guard walk.peek == UInt8(ascii: "{") else {
          throw JSONFailure(message: "This line is no JSON object")
        }
        try read(&walk, node: 0, into: &found, depth: 0)
        try walk.finish()
        let base = Int32(lines.bytes.count + unescaped.count)
        unescaped += walk.unescaped
        for column in found.indices where found[column].lowerBound < 0 {
          // What was unescaped lies behind the text of the batch.
          let range = found[column]
          found[column] = base - range.upperBound - 1..<base - range.lowerBound - 1
        }
      } catch {
        failures[record] = error.message
        found = Array(repeating: 0..<0, count: columns)
      }
      table.fieldRanges += found
      table.firstField.append(Int32(table.fieldRanges.count))
    }
    table.bytes += unescaped
    return (table, failures)
  }

  /// The values of each element of an array, by paths in it; for `each`.
  func elements(of array: ArraySlice<UInt8>) throws(JSONFailure) -> [[ArraySlice<UInt8>?]] {
    let bytes = Array(array)
    var walk = JSONWalk(bytes: bytes, position: 0, end: bytes.count)
    var rounds: [[ArraySlice<UInt8>?]] = []
    try walk.array { walk, _ throws(JSONFailure) in
      var found = Array(repeating: Int32(0)..<Int32(0), count: columns)
      try read(&walk, node: 0, into: &found, depth: 1)
      let texts = walk.unescaped
      rounds.append(
        found.map { range -> ArraySlice<UInt8>? in
          if range.isEmpty { return nil }
          if range.lowerBound >= 0 { return bytes[Int(range.lowerBound)..<Int(range.upperBound)] }
          return texts[Int(-range.upperBound - 1)..<Int(-range.lowerBound - 1)]
        })
    }
    try walk.finish()
    return rounds
  }

  private func read(
    _ walk: inout JSONWalk, node: Int, into found: inout [Range<Int32>], depth: Int
  ) throws(JSONFailure) {
    if depth > 60 { throw JSONFailure(message: "This JSON is nested too deep") }
    walk.skipBlanks()
    if let column = nodes[node].column {
      let start = walk
      var probe = start
      found[column] = try probe.value()
      if nodes[node].keys.isEmpty, nodes[node].indexes.isEmpty {
        walk = probe
        return
      }
    }
    switch walk.peek {
    case UInt8(ascii: "{"):
      try walk.object { walk, key throws(JSONFailure) in
        if let next = nodes[node].keys[key] {
          try read(&walk, node: next, into: &found, depth: depth + 1)
        } else {
          _ = try walk.value()
        }
      }
    case UInt8(ascii: "["):
      try walk.array { walk, index throws(JSONFailure) in
        if let next = nodes[node].indexes[index] {
          try read(&walk, node: next, into: &found, depth: depth + 1)
        } else {
          _ = try walk.value()
        }
      }
    default: _ = try walk.value()
    }
  }
}

/// Why a line is no JSON.
struct JSONFailure: Error {
  var message: String
}

/// Goes over JSON text without building values.
struct JSONWalk {
  private let bytes: [UInt8]
  private var position: Int
  private let end: Int
  /// Texts whose escapes were resolved.
  private(set) var unescaped: [UInt8] = []

  init(bytes: [UInt8], position: Int, end: Int) {
    self.bytes = bytes
    self.position = position
    self.end = end
  }

  var peek: UInt8? { position < end ? bytes[position] : nil }

  mutating func skipBlanks() {
    while let byte = peek, byte == 32 || byte == 9 || byte == 13 { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    skipBlanks()
    guard peek == byte else { return false }
    position += 1
    return true
  }

  mutating func finish() throws(JSONFailure) {
    skipBlanks()
    if position < end { throw JSONFailure(message: "Something follows the JSON of this line") }
  }

  mutating func object(
    _ body: (inout JSONWalk, [UInt8]) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    guard take(UInt8(ascii: "{")) else { throw JSONFailure(message: "A { is missing") }
    if take(UInt8(ascii: "}")) { return }
    repeat {
      skipBlanks()
      guard peek == UInt8(ascii: "\"") else { throw JSONFailure(message: "A key is missing") }
      let before = unescaped.count
      let range = try string()
      let key =
        range.lowerBound >= 0
        ? Array(bytes[Int(range.lowerBound)..<Int(range.upperBound)]) : Array(unescaped[before...])
      guard take(UInt8(ascii: ":")) else { throw JSONFailure(message: "A colon is missing") }
      skipBlanks()
      try body(&self, key)
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "}")) else { throw JSONFailure(message: "A } is missing") }
  }

  mutating func array(
    _ body: (inout JSONWalk, Int) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    guard take(UInt8(ascii: "[")) else { throw JSONFailure(message: "This is no JSON array") }
    if take(UInt8(ascii: "]")) { return }
    var index = 0
    repeat {
      skipBlanks()
      try body(&self, index)
      index += 1
    } while take(UInt8(ascii: ","))
    guard take(UInt8(ascii: "]")) else { throw JSONFailure(message: "A ] is missing") }
  }

  /// Goes over a value. The range of its text: of a string without its quotes, of nothing for null; a
  /// text that had escapes has a negative range, -1 - index into `unescaped`.
  mutating func value() throws(JSONFailure) -> Range<Int32> {
    skipBlanks()
    let start = position
    switch peek {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      try skipNested()
      return Int32(start)..<Int32(position)
    case nil: throw JSONFailure(message: "A value is missing")
    default:
      while let byte = peek, !",]} \t\r".utf8.contains(byte) { position += 1 }
      let word = bytes[start..<position]
      if word.elementsEqual("null".utf8) { return 0..<0 }
      guard
        word.elementsEqual("true".utf8) || word.elementsEqual("false".utf8)
          || word.first.map({ $0 == UInt8(ascii: "-") || $0 &- 48 < 10 }) == true
      else { throw JSONFailure(message: "A value is no JSON") }
      return Int32(start)..<Int32(position)
    }
  }

  /// Goes over an object or array whose inside nobody wants: brackets and strings suffice.
  private mutating func skipNested() throws(JSONFailure) {
    var depth = 0
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        let before = unescaped.count
        _ = try string()
        unescaped.removeLast(unescaped.count - before)
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      position += 1
      if depth == 0 { return }
    }
    throw JSONFailure(message: "A bracket is not closed")
  }

  private mutating func string() throws(JSONFailure) -> Range<Int32> {
    position += 1
    let start = position
    while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { position += 1 }
    if peek == UInt8(ascii: "\"") {
      position += 1
      return Int32(start)..<Int32(position - 1)
    }
    let from = unescaped.count
    unescaped += bytes[start..<position]
    while let byte = peek, byte != UInt8(ascii: "\"") {
      position += 1
      if byte == UInt8(ascii: "\\") { try escape() } else { unescaped.append(byte) }
    }
    guard peek != nil else { throw JSONFailure(message: "A string is not closed") }
    position += 1
    return Int32(-unescaped.count - 1)..<Int32(-from - 1)
  }

  private mutating func escape() throws(JSONFailure) {
    guard let byte = peek else { throw JSONFailure(message: "A string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): unescaped.append(10)
    case UInt8(ascii: "t"): unescaped.append(9)
    case UInt8(ascii: "r"): unescaped.append(13)
    case UInt8(ascii: "b"): unescaped.append(8)
    case UInt8(ascii: "f"): unescaped.append(12)
    case UInt8(ascii: "u"):
      var value = try hexadecimal()
      if (0xD800..<0xDC00).contains(value), position + 1 < end, bytes[position] == 92,
        bytes[position + 1] == UInt8(ascii: "u")
      {
        position += 2
        value = 0x10000 + (value & 0x3FF) << 10 + (try hexadecimal()) & 0x3FF
      }
      guard let scalar = Unicode.Scalar(value), value != 0 else {
        throw JSONFailure(message: "An escape is half of a pair, or a NUL")
      }
      unescaped += Array(String(Character(scalar)).utf8)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): unescaped.append(byte)
    default: throw JSONFailure(message: "An escape is not known")
    }
  }

  private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
    guard position + 4 <= end,
      let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw JSONFailure(message: "Four hexadecimal digits are missing") }
    position += 4
    return value
  }
}
