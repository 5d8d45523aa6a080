internal import Diagnostics
internal import Store

// Values: where a text comes from, what is done to it, what it is, what it must be.

extension ProfileParser {
  /// What a value is for: it decides whether a type may stand in it.
  enum Use {
    case field(Field)
    /// A value of a header or trailer.
    case control
    /// A part of arithmetic: a number, of a type or a plain decimal.
    case number
    /// A part of another value, or of a condition: always a text.
    case text
  }

  /// With which sources a key beside them may stand; those that are not named stand with any.
  private static let beside: [String: [String]] = [
    "optional": ["col"], "else": ["case", "lookup"], "scale": ["sum", "sub", "mul", "div"],
    "in": ["lookup"], "longestPrefix": ["lookup"], "onMiss": ["lookup"],
  ]

  mutating func value(_ json: JSONValue, for use: Use) -> Value {
    if let text = json.string { return short(text, json, use) }
    let names = WordTable.sources.names
    let parts = members(json, names + WordTable.value.names, WordTable.value.subject)
    let given = names.filter { parts[$0] != nil }
    guard given.count == 1, let key = given.first, let source = parts[key] else {
      if json.members?.count == parts.count || !given.isEmpty {
        wrongType("A value has exactly one source: \(names.joined(separator: ", ")).", at: json)
      }
      return Value(source: .literal([]), position: json.position)
    }
    for word in WordTable.value.names {
      guard let sources = Self.beside[word], !sources.contains(key), let stray = parts[word] else {
        continue
      }
      wrong(
        "unknown-key", "'\(word)' stands with \(sources.joined(separator: " or ")) only.",
        at: stray.position)
    }
    var value = Value(source: self.source(key, source, parts, json), position: json.position)
    for step in parts["steps"].flatMap({ list($0, "'steps'") }) ?? [] {
      if let parsed = self.step(step) { value.steps.append(parsed) }
    }
    value.isRequired = parts["required"].map { flag($0, "'required'") } ?? false
    value.clears = parts["clear"].map { flag($0, "'clear'") } ?? false
    if let type = parts["type"] { setType(type, of: &value, use) }
    value.cards = parts["pan"].flatMap {
      choice($0, "'pan'", among: Value.CardRule.allCases)
    }
    if case .field(let field) = use {
      if field.isRequired, case .column(_, true) = value.source {
        wrongType("'\(field.name)' is needed, so its column can't be optional.", at: json)
      }
      checkText(of: value, field)
      value.check = parts["check"].flatMap { check($0, field) }
    } else {
      for word in ["required", "clear", "check", "pan"] {
        guard let stray = parts[word] else { continue }
        wrong(
          "unknown-key", "'\(word)' stands with the fields of 'emit' only.", at: stray.position)
      }
    }
    return value
  }

  /// `"$Name"`, `"$3"`, or a literal.
  mutating func short(_ text: String, _ json: JSONValue, _ use: Use) -> Value {
    var value = Value(source: .literal(Array(text.utf8)), position: json.position)
    if text.hasPrefix("$"), text != "$" {
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
      value.type = cellType(json, field: field.type)
      if let type = value.type, !type.fits(field.type) {
        wrong(
          "type-mismatch", "The field '\(field.name)' can't be of this type.", at: json.position)
      }
    case .control: value.type = cellType(json, field: nil)
    case .number:
      value.type = cellType(json, field: nil)
      switch value.type {
      case .flag, .phone, .text:
        wrong("type-mismatch", "Nothing can be computed with this type.", at: json.position)
      default: break
      }
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

  private mutating func check(_ json: JSONValue, _ field: Field) -> Check? {
    let parts = members(json, WordTable.check)
    let isText = field.type.isArenaText
    for word in ["oneOf", "pattern", "length", "minLength", "maxLength"] where !isText {
      guard let stray = parts[word] else { continue }
      wrong(
        "unknown-key", "'\(word)' is for texts, and '\(field.name)' is none; use min and max.",
        at: stray.position)
    }
    for word in ["min", "max"] where isText {
      guard let stray = parts[word] else { continue }
      wrong(
        "unknown-key", "'\(word)' is for numbers and days, and '\(field.name)' is a text.",
        at: stray.position)
    }
    var length: ClosedRange<Int>?
    if let exact = parts["length"] {
      let count = integer(exact, "'length'", in: 1...1000)
      length = count...count
    } else if parts["minLength"] != nil || parts["maxLength"] != nil {
      let least = parts["minLength"].map { integer($0, "'minLength'", in: 0...100_000) } ?? 0
      let most = parts["maxLength"].map { integer($0, "'maxLength'", in: 1...100_000) } ?? Int.max
      if least > most { wrongType("'minLength' is more than 'maxLength'.", at: json) }
      length = least...max(least, most)
    }
    return Check(
      words: Set((parts["oneOf"].map { strings($0, "'oneOf'") } ?? []).map { Array($0.utf8) }),
      pattern: parts["pattern"].flatMap { pattern($0, "'pattern'") }, length: length,
      isFixedLength: parts["length"] != nil, least: parts["min"].map { bound($0, "'min'") },
      most: parts["max"].map { bound($0, "'max'") },
      onFail: parts["onFail"].flatMap {
        choice($0, "'onFail'", among: Check.Failure.allCases)
      } ?? .reject)
  }

  private mutating func bound(_ json: JSONValue, _ what: String) -> [UInt8] {
    if case .number(let text) = json.content { return Array(text.utf8) }
    return bytes(json, what)
  }

  /// Columns have numbers from 1, and names only where the file has a header.
  private mutating func checkColumn(_ source: inout Value.Source, _ json: JSONValue) {
    switch (format, source) {
    case (.fixed, _):
      wrongType("A fixed-width record has no columns: write { pos: [first, length] }.", at: json)
    case (.jsonl, .index), (.xml, .index):
      wrongType(
        "\(format == .xml ? "XML has" : "JSON Lines have") no numbers of columns: write a path, as "
          + "'$call.id'.", at: json)
    case (.jsonl, .column(let names, _)), (.xml, .column(let names, _)):
      for name in names where !paths.contains(name) { paths.append(name) }
    case (_, .index(let number)) where !(1...100_000).contains(number):
      wrongType("Columns are numbered from 1.", at: json)
      source = .index(1)
    case (_, .column) where !hasHeader:
      wrongType(
        "This file has no header: write columns by number, as '$3' or { col: 3 }.", at: json)
    default: return
    }
  }

  private mutating func source(
    _ key: String, _ json: JSONValue, _ parts: [String: JSONValue], _ whole: JSONValue
  ) -> Value.Source {
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
      if format != .fixed {
        wrongType("'pos' is for fixed-width files; a column is written '$Name' or '$3'.", at: json)
      }
      guard let pair = list(json, "'pos'", count: 2) else { return .literal([]) }
      return .characters(
        start: integer(pair[0], "The first character", in: 1...1_000_000),
        length: integer(pair[1], "The length", in: 1...1_000_000))
    case "const": return .literal(text(json, "'const'"))
    case "concat": return .concat(values(json, "'concat'"))
    case "coalesce": return .coalesce(values(json, "'coalesce'"))
    case "let": return variable(json)
    case "each": return roundValue(json)
    case "ref": return reference(json)
    case "meta": return meta(json)
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
    case "lookup":
      guard let table = parts["in"] else {
        wrong("missing-key", "'lookup' needs 'in', the name of its table.", at: whole.position)
        return .literal([])
      }
      return .lookup(
        self.table(table), key: value(json, for: .text),
        byPrefix: parts["longestPrefix"].map { flag($0, "'longestPrefix'") } ?? false,
        otherwise: miss(parts))
    default:
      let values = (list(json, "'\(key)'") ?? []).map { value($0, for: .number) }
      let operation = Value.Operation(rawValue: key) ?? .sum
      if values.count < 2, operation != .sum, json.elements != nil {
        wrongType("'\(key)' needs two values at least.", at: json)
      }
      let scale = parts["scale"].map { integer($0, "'scale'", in: 0...8) } ?? 8
      return .arithmetic(operation, values, scale: scale)
    }
  }

  /// What `else` and `onMiss` say.
  mutating func miss(_ parts: [String: JSONValue]) -> Miss {
    enum Word: String, CaseIterable { case reject, null, keep }
    if let otherwise = parts["else"] {
      if let both = parts["onMiss"] {
        wrongType("'else' and 'onMiss' exclude each other.", at: both)
      }
      return .value(value(otherwise, for: .text))
    }
    switch parts["onMiss"].flatMap({ choice($0, "'onMiss'", among: Word.allCases) }) {
    case .null: return .nothing
    case .keep: return .keep
    case .reject, nil: return .reject
    }
  }

  private mutating func variable(_ json: JSONValue) -> Value.Source {
    let name = string(json, "'let'")
    if let slot = lets.firstIndex(of: name) { return .variable(slot) }
    wrong(
      "unknown-let",
      "There is no 'let' named '\(name)' before this.\(NearestName.hint(name, among: lets))",
      at: json.position)
    return .literal([])
  }

  private mutating func roundValue(_ json: JSONValue) -> Value.Source {
    let name = string(json, "'each'")
    if let slot = rounds[name] { return .variable(slot) }
    let names = rounds.keys.sorted()
    wrong(
      "unknown-each",
      rounds.isEmpty
        ? "Only an 'emit' with 'each' has such values."
        : "This 'each' has no '\(name)'.\(NearestName.hint(name, among: names)) It has "
          + "\(names.joined(separator: ", ")).", at: json.position)
    return .literal([])
  }

  private mutating func reference(_ json: JSONValue) -> Value.Source {
    let name = string(json, "'ref'")
    if let value = emitted[name] {
      return .concat([Value(source: value.source, steps: value.steps)])
    }
    let names = emitted.keys.sorted()
    wrong(
      "unknown-ref",
      "No entity before this one in 'emit' has '\(name)', such as invoice.number."
        + NearestName.hint(name, among: names), at: json.position)
    return .literal([])
  }

  private mutating func meta(_ json: JSONValue) -> Value.Source {
    let name = string(json, "'meta'")
    let known =
      ["file.name", "line", "source.company", "deck"] + (hasGroup ? ["group.line"] : [])
      + recordNames.filter { !$0.hasPrefix("trailer.") }
    if !known.contains(name) {
      wrong(
        "unknown-meta",
        "There is no '\(name)'.\(NearestName.hint(name, among: known)) There are "
          + "\(known.joined(separator: ", ")).", at: json.position)
    }
    return .meta(name)
  }

  mutating func values(_ json: JSONValue, _ what: String) -> [Value] {
    (list(json, what) ?? []).map { value($0, for: .text) }
  }
}
