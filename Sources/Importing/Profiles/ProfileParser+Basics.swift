internal import Diagnostics

// Reads the plain values of JSON; a wrong one is told, and something harmless stands in for it.

extension JSONValue {
  var isNull: Bool {
    if case .null = content { return true }
    return false
  }
}

extension ProfileParser {
  /// The members of an object whose words a table has; unknown and missing ones are mistakes.
  mutating func members(_ value: JSONValue, _ table: WordTable) -> [String: JSONValue] {
    let found = members(value, table.names, table.subject)
    if value.members == nil { return found }
    let missing = table.words.filter { $0.isNeeded && found[$0.name] == nil }
    if !missing.isEmpty {
      let needed = missing.map { "'\($0.name)'" }.joined(separator: " and ")
      wrong("missing-key", "\(table.subject) needs \(needed).", at: value.position)
    }
    return found
  }

  /// One of the words of an enumeration.
  mutating func choice<Word: RawRepresentable<String>>(
    _ value: JSONValue, _ what: String, among words: [Word]
  ) -> Word? {
    let names = words.map(\.rawValue)
    let name = string(value, what)
    if let word = Word(rawValue: name) { return word }
    if value.string != nil {
      wrongType(
        "\(what) is \(names.dropLast().joined(separator: ", ")) or \(names.last ?? ""), not "
          + "'\(name)'.\(NearestName.hint(name, among: names))", at: value)
    }
    return nil
  }

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

  /// A pattern; one that is none is told, with the reason.
  mutating func pattern(_ value: JSONValue, _ what: String) -> Pattern? {
    do throws(PatternMistake) { return try Pattern(string(value, what)) } catch {
      wrong(
        "bad-pattern", "\(what) is no pattern: \(error.message).", at: value.position)
      return nil
    }
  }

  mutating func template(_ value: JSONValue, _ what: String, for pattern: Pattern)
    -> PatternTemplate?
  {
    do throws(PatternMistake) {
      return try PatternTemplate(string(value, what), groups: pattern.groups)
    } catch {
      wrong("bad-pattern", "In \(what) \(error.message).", at: value.position)
      return nil
    }
  }

  /// A table of words: an object, or the name of one of the `lookups`.
  mutating func table(_ json: JSONValue) -> LookupTable {
    if let name = json.string {
      if let found = tables[name] { return found }
      wrong(
        "unknown-lookup",
        "There is no lookup '\(name)'.\(NearestName.hint(name, among: tables.keys.sorted()))",
        at: json.position)
      return LookupTable([:])
    }
    var table: [[UInt8]: [UInt8]] = [:]
    for (key, value) in entries(json, "A table") {
      table[Array(key.utf8)] = text(value, "An entry")
    }
    return LookupTable(table)
  }

  /// A table of `lookups`: written here, or in a CSV file beside the profile.
  mutating func lookup(_ json: JSONValue) -> LookupTable {
    guard json.member("csv") != nil else { return table(json) }
    let parts = members(json, WordTable.lookup)
    guard let csv = parts["csv"], let key = parts["key"], let value = parts["value"] else {
      return LookupTable([:])
    }
    let name = string(csv, "'csv'")
    guard let folder else {
      wrongType("A profile that came with the command has no files beside it.", at: csv)
      return LookupTable([:])
    }
    do throws(Problem) {
      let path = name.hasPrefix("/") ? name : folder + name
      let (table, sha256) = try LookupTable.read(
        path, key: string(key, "'key'"), value: string(value, "'value'"))
      files.append(sha256)
      return table
    } catch {
      // The mistake is pointed at where the profile names the file.
      problems.append(
        Problem(
          error.code, .input, "The lookup can't be read. \(error.message)", at: csv.position,
          cause: error.position.map { "\($0)" }))
      return LookupTable([:])
    }
  }
}
