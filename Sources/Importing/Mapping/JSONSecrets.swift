internal import Billing

/// Finds what must not be seen in a line of JSON: the values of keys that are named like passwords and
/// security codes, and card numbers in all other values. The line may be broken: what a reader would
/// refuse is what reject files show.
struct JSONSecrets {
  /// Whether the values of a key may be shown: identifiers look like cards now and then.
  let isExempt: ([UInt8]) -> Bool

  /// Ranges of the line's bytes.
  func ranges(in line: ArraySlice<UInt8>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    /// For each bracket that is open: whether all in it is secret, and which key's value it is.
    var open: [(isSecret: Bool, key: [UInt8])] = []
    var key: [UInt8] = []
    var isSecret = false
    var position = line.startIndex
    while position < line.endIndex {
      switch line[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open.append((isSecret, key))
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = open.popLast()
        position += 1
      case UInt8(ascii: ","):
        // An element of an array is of the array's key.
        (isSecret, key) = open.last ?? (false, [])
        position += 1
      case UInt8(ascii: ":"), 0...32: position += 1
      default:
        let word = word(in: line, at: position)
        if isKey(line, word) {
          key = text(line[word])
          isSecret =
            open.last?.isSecret == true
            || Secrecy.isSecret(String(decoding: key, as: UTF8.self))
        } else if isSecret {
          found.append(word)
        } else if !isExempt(key) {
          found += cards(in: line, word)
        }
        position = word.upperBound
      }
    }
    return found
  }

  /// A string with its quotes, or what stands up to the next sign. One that nothing closes runs to the
  /// line's end.
  private func word(in line: ArraySlice<UInt8>, at start: Int) -> Range<Int> {
    let quote = line[start]
    var position = start + 1
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      while position < line.endIndex, !"{}[],: \t\r\n\"".utf8.contains(line[position]) {
        position += 1
      }
      return start..<position
    }
    while position < line.endIndex, line[position] != quote {
      position += line[position] == .backslash ? 2 : 1
    }
    return start..<min(line.endIndex, position + 1)
  }

  private func isKey(_ line: ArraySlice<UInt8>, _ word: Range<Int>) -> Bool {
    let next = line[word.upperBound...].first { $0 > 32 }
    return next == UInt8(ascii: ":")
  }

  /// Without quotes, its escapes resolved.
  private func text(_ word: ArraySlice<UInt8>) -> [UInt8] {
    guard let first = word.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") else {
      return Array(word)
    }
    let inner = word.dropFirst().prefix { $0 != first || $0 == .backslash }
    guard inner.contains(.backslash) else { return Array(inner) }
    let object = [UInt8(ascii: "{")] + word + Array(":0}".utf8)
    var walk = JSONWalk(bytes: object, position: 0, end: object.count)
    var resolved = Array(inner)
    try? walk.object { walk, key throws(JSONFailure) in
      resolved = key
      _ = try walk.value()
    }
    return resolved
  }

  private func cards(in line: ArraySlice<UInt8>, _ word: Range<Int>) -> [Range<Int>] {
    let plain = CardNumber.ranges(in: line[word])
    // Digits between escapes: the whole of it.
    if plain.isEmpty, line[word].contains(.backslash),
      !CardNumber.ranges(in: text(line[word])[...]).isEmpty
    {
      return [word]
    }
    return plain
  }
}

extension UInt8 {
  fileprivate static let backslash = UInt8(ascii: "\\")
}
