internal import Diagnostics

// Reads the plain values of JSON; a wrong one is told, and something harmless stands in for it.

extension JSONValue {
  var isNull: Bool {
    if case .null = content { return true }
    return false
  }
}

extension ProfileParser {
  /// The members of an object by name; unknown names are mistakes.
  mutating func members(
    _ value: JSONValue, _ known: [String], _ what: String, entry: String = "key"
  ) -> [String: JSONValue] {
    guard let members = value.members else {
      wrongType("\(what) is an object, not \(value.description).", at: value)
      return [:]
    }
    var found: [String: JSONValue] = [:]
    for member in members {
      // Keys that begin with x- or _ are the user's own.
      if member.key.hasPrefix("x-") || member.key.hasPrefix("_") { continue }
      if known.contains(member.key) {
        found[member.key] = member.value
      } else {
        let has = known.isEmpty ? "It has none." : "It has \(known.joined(separator: ", "))."
        wrong(
          entry == "field" ? "unknown-field" : "unknown-key",
          "\(what) has no \(entry) '\(member.key)'.\(NearestName.hint(member.key, among: known)) "
            + has, at: member.keyPosition)
      }
    }
    return found
  }

  /// The members of an object whose names are the user's own.
  mutating func entryList(_ value: JSONValue, _ what: String) -> [JSONValue.Member] {
    if let members = value.members { return members }
    wrongType("\(what) is an object, not \(value.description).", at: value)
    return []
  }

  mutating func entries(_ value: JSONValue?, _ what: String) -> [(key: String, value: JSONValue)] {
    guard let value else { return [] }
    return entryList(value, what).map { ($0.key, $0.value) }
  }

  mutating func list(_ value: JSONValue, _ what: String, count: Int? = nil) -> [JSONValue]? {
    guard let elements = value.elements else {
      wrongType("\(what) is a list in [ ], not \(value.description).", at: value)
      return nil
    }
    if let count, elements.count != count {
      wrongType("\(what) has \(count) elements, not \(elements.count).", at: value)
      return nil
    }
    if elements.isEmpty { wrongType("\(what) is empty; leave it out.", at: value) }
    return elements
  }

  mutating func string(_ value: JSONValue, _ what: String) -> String {
    if let text = value.string { return text }
    wrongType("\(what) is a string, not \(value.description).", at: value)
    return ""
  }

  /// One of some words.
  mutating func choice(_ value: JSONValue, _ what: String, among words: [String]) -> String {
    let word = string(value, what)
    if value.string != nil, !words.contains(word) {
      wrongType("\(what) is \(words.joined(separator: " or ")).", at: value)
    }
    return word
  }

  /// A string or a list of them.
  mutating func strings(_ value: JSONValue, _ what: String) -> [String] {
    if let text = value.string { return [text] }
    return (list(value, what) ?? []).map { string($0, what) }
  }

  mutating func text(_ value: JSONValue, _ what: String) -> [UInt8] {
    Array(string(value, what).utf8)
  }

  /// A text that is not empty.
  mutating func bytes(_ value: JSONValue, _ what: String) -> [UInt8] {
    let bytes = text(value, what)
    if bytes.isEmpty, value.string != nil { wrongType("\(what) is empty.", at: value) }
    return bytes
  }

  mutating func character(_ value: JSONValue, _ what: String) -> UInt8 {
    if let text = value.string, text.utf8.count == 1, let byte = text.utf8.first { return byte }
    wrongType("\(what) is one character of ASCII.", at: value)
    return 32
  }

  mutating func integer(_ value: JSONValue, _ what: String, in range: ClosedRange<Int>) -> Int {
    if let number = value.integer, range.contains(number) { return number }
    wrongType(
      "\(what) is a whole number from \(range.lowerBound) to \(range.upperBound).", at: value)
    return range.lowerBound
  }

  mutating func flag(_ value: JSONValue, _ what: String) -> Bool {
    if let flag = value.bool { return flag }
    wrongType("\(what) is true or false, not \(value.description).", at: value)
    return false
  }

  /// A table of words: an object, or the name of one of the `lookups`.
  mutating func table(_ json: JSONValue) -> [[UInt8]: [UInt8]] {
    if let name = json.string {
      if let found = tables[name] { return found }
      wrong(
        "unknown-lookup",
        "There is no lookup '\(name)'.\(NearestName.hint(name, among: tables.keys.sorted()))",
        at: json.position)
      return [:]
    }
    var table: [[UInt8]: [UInt8]] = [:]
    for (key, value) in entries(json, "A table") {
      table[Array(key.utf8)] = text(value, "An entry")
    }
    return table
  }
}
