internal import Diagnostics
internal import Store

/// A word of the language with its meaning, for the lint and the page of reference.
package struct ProfileWord: Sendable {
  package let name: String
  package let about: String
}

extension ProfileParser {
  /// What a value is for: it decides whether a type may stand in it.
  enum Use {
    case field(Field)
    /// A value of a header or trailer.
    case control
    /// A part of another value, or of a condition: always a text.
    case text
  }

  package static let sources = [
    ProfileWord(
      name: "col", about: "A column by name, by one of several names, or by number from 1."),
    ProfileWord(name: "pos", about: "[first, length] of a fixed-width record, characters from 1."),
    ProfileWord(name: "const", about: "This text."),
    ProfileWord(name: "concat", about: "Values, one after another."),
    ProfileWord(name: "coalesce", about: "The first of the values that is not empty."),
    ProfileWord(name: "let", about: "A value that 'let' has named."),
    ProfileWord(
      name: "meta",
      about: "file.name, line, source.company (its code), or a value of the file's header such as "
        + "header.date."),
    ProfileWord(
      name: "case", about: "The 'then' of the first [{ when, then }] that is true, or 'else'."),
    ProfileWord(
      name: "sum", about: "The sum of values written as plain decimals, with 'scale' decimals."),
    ProfileWord(name: "sub", about: "The first value less the others, as 'sum'."),
  ]

  /// Keys beside the source, and with which sources they may stand; none means with any.
  private static let beside: [(name: String, sources: [String])] = [
    ("steps", []), ("type", []), ("required", []), ("optional", ["col"]), ("else", ["case"]),
    ("scale", ["sum", "sub"]), ("pan", []),
  ]

  mutating func value(_ json: JSONValue, for use: Use) -> Value {
    if let text = json.string { return short(text, json, use) }
    let names = Self.sources.map(\.name)
    let parts = members(json, names + Self.beside.map(\.name), "A value")
    let given = names.filter { parts[$0] != nil }
    guard given.count == 1, let key = given.first, let source = parts[key] else {
      wrongType("A value has exactly one source: \(names.joined(separator: ", ")).", at: json)
      return Value(source: .literal([]), position: json.position)
    }
    for (name, sources) in Self.beside where !sources.isEmpty && !sources.contains(key) {
      guard let stray = parts[name] else { continue }
      wrong(
        "unknown-key", "'\(name)' stands with \(sources.joined(separator: " or ")) only.",
        at: stray.position)
    }
    var value = Value(source: self.source(key, source, parts), position: json.position)
    for step in parts["steps"].flatMap({ list($0, "'steps'") }) ?? [] {
      if let parsed = self.step(step) { value.steps.append(parsed) }
    }
    value.isRequired = parts["required"].map { flag($0, "'required'") } ?? false
    if let type = parts["type"] { setType(type, of: &value, use) }
    if let pan = parts["pan"] {
      value.cards = .init(
        rawValue: choice(pan, "'pan'", among: Value.CardRule.allCases.map(\.rawValue)))
    }
    if case .field(let field) = use {
      if field.isRequired, case .column(_, true) = value.source {
        wrongType("'\(field.name)' is needed, so its column can't be optional.", at: json)
      }
      checkText(of: value, field)
    } else {
      for name in ["required", "pan"] {
        guard let stray = parts[name] else { continue }
        wrong("unknown-key", "'\(name)' stands with the fields of 'emit' only.", at: stray.position)
      }
    }
    return value
  }

  /// `"$Name"`, `"$3"`, or a literal.
  private mutating func short(_ text: String, _ json: JSONValue, _ use: Use) -> Value {
    var value = Value(source: .literal(Array(text.utf8)), position: json.position)
    if text.hasPrefix("$") {
      let name = String(text.dropFirst())
      value.source = Int(name).map { .index($0) } ?? .column(names: [name], isOptional: false)
      checkColumn(&value.source, json)
    }
    if case .field(let field) = use { checkText(of: value, field) }
    return value
  }

  private mutating func setType(_ json: JSONValue, of value: inout Value, _ use: Use) {
    switch use {
    case .field(let field):
      value.type = cellType(json, field: field)
      if let type = value.type, !type.fits(field.type) {
        wrong(
          "type-mismatch", "The field '\(field.name)' can't be of this type.", at: json.position)
      }
    case .control: value.type = cellType(json, field: nil)
    case .text:
      wrong(
        "unknown-key",
        "A part of a value is text; the type stands with the field of 'emit' or of the trailer.",
        at: json.position)
    }
  }

  /// A literal must be a word that its field knows.
  private mutating func checkText(of value: Value, _ field: Field) {
    guard case .code(let words) = field.type, value.steps.isEmpty,
      case .literal(let bytes) = value.source, let place = value.position
    else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    if !words.contains(text) {
      wrong(
        "enum-error",
        "'\(field.name)' is one of \(words.joined(separator: ", ")), not '\(text)'."
          + NearestName.hint(text, among: words) + " A column is written '$Name'.", at: place)
    }
  }

  /// Columns have numbers from 1, and names only where the file has a header.
  private mutating func checkColumn(_ source: inout Value.Source, _ json: JSONValue) {
    if isFixed {
      wrongType("A fixed-width record has no columns: write { pos: [first, length] }.", at: json)
    }
    switch source {
    case .index(let number) where !(1...100_000).contains(number):
      wrongType("Columns are numbered from 1.", at: json)
      source = .index(1)
    case .column where !hasHeader && !isFixed:
      wrongType(
        "This file has no header: write columns by number, as '$3' or { col: 3 }.", at: json)
    default: return
    }
  }

  private mutating func source(_ key: String, _ json: JSONValue, _ parts: [String: JSONValue])
    -> Value.Source
  {
    switch key {
    case "col":
      let isOptional = parts["optional"].map { flag($0, "'optional'") } ?? false
      var source = Value.Source.column(names: [], isOptional: isOptional)
      if case .number = json.content {
        source = .index(json.integer ?? 0)
      } else {
        source = .column(names: strings(json, "A column"), isOptional: isOptional)
      }
      checkColumn(&source, json)
      return source
    case "pos":
      if !isFixed {
        wrongType("'pos' is for fixed-width files; a column is written '$Name' or '$3'.", at: json)
      }
      guard let pair = list(json, "'pos'", count: 2) else { return .literal([]) }
      return .characters(
        start: integer(pair[0], "The first character", in: 1...1_000_000),
        length: integer(pair[1], "The length", in: 1...1_000_000))
    case "const": return .literal(text(json, "'const'"))
    case "concat": return .concat(values(json, "'concat'"))
    case "coalesce": return .coalesce(values(json, "'coalesce'"))
    case "let":
      let name = string(json, "'let'")
      if !lets.contains(name) {
        wrong(
          "unknown-let",
          "There is no 'let' named '\(name)' before this.\(NearestName.hint(name, among: lets))",
          at: json.position)
      }
      return .variable(name)
    case "meta":
      let name = string(json, "'meta'")
      let known =
        ["file.name", "line", "source.company"] + controlNames.filter { $0.hasPrefix("header.") }
      if !known.contains(name) {
        wrong(
          "unknown-meta",
          "There is no '\(name)'.\(NearestName.hint(name, among: known)) There are "
            + "\(known.joined(separator: ", ")).", at: json.position)
      }
      return .meta(name)
    case "case":
      var cases: [(when: Condition, then: Value)] = []
      for element in list(json, "'case'") ?? [] {
        let choice = members(element, ["when", "then"], "A case")
        if let when = choice["when"], let then = choice["then"] {
          cases.append((condition(when), value(then, for: .text)))
        } else {
          wrong("missing-key", "A case needs a 'when' and a 'then'.", at: element.position)
        }
      }
      return .choice(cases, otherwise: parts["else"].map { value($0, for: .text) })
    default:
      let values = values(json, "'\(key)'")
      let signs = values.indices.map { Int64(key == "sub" && $0 > 0 ? -1 : 1) }
      let scale = parts["scale"].map { integer($0, "'scale'", in: 0...8) } ?? 8
      return .sum(values, signs: signs, scale: scale)
    }
  }

  private mutating func values(_ json: JSONValue, _ what: String) -> [Value] {
    (list(json, what) ?? []).map { value($0, for: .text) }
  }

  // MARK: Conditions

  package static let conditions = [
    ProfileWord(name: "eq", about: "[a, b] are the same text."),
    ProfileWord(name: "ne", about: "[a, b] differ."),
    ProfileWord(name: "in", about: "[a, [b, c, …]]: a is one of them."),
    ProfileWord(name: "startsWith", about: "[a, b]: a begins with b."),
    ProfileWord(name: "empty", about: "The value is empty."),
    ProfileWord(name: "and", about: "All of the conditions."),
    ProfileWord(name: "or", about: "One of the conditions at least."),
    ProfileWord(name: "not", about: "Not this condition."),
  ]

  mutating func condition(_ json: JSONValue) -> Condition {
    let names = Self.conditions.map(\.name)
    let parts = members(json, names, "A condition")
    guard parts.count == 1, let (word, argument) = parts.first else {
      wrongType("A condition has exactly one of \(names.joined(separator: ", ")).", at: json)
      return .all([])
    }
    switch word {
    case "empty": return .empty(value(argument, for: .text))
    case "not": return .not(condition(argument))
    case "and": return .all((list(argument, "'and'") ?? []).map { condition($0) })
    case "or": return .any((list(argument, "'or'") ?? []).map { condition($0) })
    default: break
    }
    guard let pair = list(argument, "'\(word)'", count: 2) else { return .all([]) }
    let left = value(pair[0], for: .text)
    if word == "in" { return .oneOf(left, values(pair[1], "The second of 'in'")) }
    let right = value(pair[1], for: .text)
    switch word {
    case "eq": return .equal(left, right)
    case "ne": return .not(.equal(left, right))
    default: return .startsWith(left, right)
    }
  }
}
