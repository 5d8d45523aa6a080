internal import Billing
internal import Bytes
package import Diagnostics
internal import Store
internal import Tabular

/// Everything that is wrong with a profile, each mistake with its line and column.
package struct ProfileMistakes: Error {
  package var problems: [Problem]
}

/// Reads a profile: JSON5 in, a checked `Profile` out. Goes on after a mistake, so that all of them
/// are told at once.
package struct ProfileParser {
  private var problems: [Problem] = []
  private var tables: [String: [[UInt8]: [UInt8]]] = [:]
  private var lets: Set<String> = []
  private let isFixed: Bool

  /// - Throws: `ProfileMistakes`.
  package static func parse(_ text: String, file: String) throws -> Profile {
    let document: JSONValue
    do throws(Problem) { document = try JSON5Parser.parse(text, file: file) } catch {
      throw ProfileMistakes(problems: [error])
    }
    let format = document.members?.first { $0.key == "input" }?.value.members?
      .first { $0.key == "format" }?.value.string
    var parser = ProfileParser(isFixed: format == "fixed")
    let profile = parser.profile(document, sha256: SHA256.hex(of: text.utf8))
    if parser.problems.isEmpty, let profile { return profile }
    throw ProfileMistakes(problems: parser.problems)
  }

  private init(isFixed: Bool) { self.isFixed = isFixed }

  // MARK: Reporting

  private mutating func wrong(_ code: Problem.Code, _ message: String, at place: SourcePosition) {
    problems.append(Problem(code, .input, message, at: place))
  }

  /// The members of an object by name; unknown names are mistakes.
  private mutating func members(_ value: JSONValue, _ known: [String], _ what: String) -> [String:
    JSONValue]
  {
    guard let members = value.members else {
      wrong("profile-type", "\(what) is an object, not \(value.description).", at: value.position)
      return [:]
    }
    var found: [String: JSONValue] = [:]
    for member in members {
      // Keys that begin with x- or _ are the user's own.
      if member.key.hasPrefix("x-") || member.key.hasPrefix("_") { continue }
      if known.contains(member.key) {
        found[member.key] = member.value
      } else {
        wrong(
          "unknown-key",
          "\(what) has no key '\(member.key)'.\(NearestName.hint(member.key, among: known)) It has "
            + "\(known.joined(separator: ", ")).", at: member.keyPosition)
      }
    }
    return found
  }

  private mutating func string(_ value: JSONValue, _ what: String) -> String {
    if let text = value.string { return text }
    wrong("profile-type", "\(what) is a string, not \(value.description).", at: value.position)
    return ""
  }

  private mutating func integer(_ value: JSONValue, _ what: String) -> Int {
    if let number = value.integer { return number }
    wrong(
      "profile-type", "\(what) is a whole number, not \(value.description).", at: value.position)
    return 0
  }

  private mutating func strings(_ value: JSONValue, _ what: String) -> [String] {
    if let text = value.string { return [text] }
    return (value.elements ?? []).map { string($0, what) }
  }

  // MARK: The document

  private mutating func profile(_ document: JSONValue, sha256: String) -> Profile? {
    let top = members(
      document,
      ["profile", "version", "about", "match", "input", "lookups", "records", "control"],
      "A profile")
    guard let name = top["profile"], let records = top["records"] else {
      wrong(
        "missing-key", "A profile needs the keys 'profile' (its name) and 'records'.",
        at: document.position)
      return nil
    }
    for member in top["lookups"]?.members ?? [] {
      tables[member.key] = table(member.value)
    }
    var result = Profile(
      name: string(name, "The name"), about: top["about"].map { string($0, "'about'") } ?? "",
      sha256: sha256, input: input(top["input"]), match: .init(), records: [], control: .init())
    if let match = top["match"] {
      let parts = members(match, ["fileName", "headers"], "'match'")
      result.match.fileName = parts["fileName"].map { string($0, "'fileName'") }
      result.match.headers = parts["headers"].map { strings($0, "'headers'") } ?? []
    }
    for element in records.elements ?? [] { result.records.append(rule(element)) }
    if let control = top["control"] { result.control = self.control(control) }
    return result
  }

  private mutating func input(_ value: JSONValue?) -> Profile.Input {
    guard let value else {
      return Profile.Input(layout: .delimited(Dialect()), encoding: nil, headerRows: 1)
    }
    let parts = members(
      value,
      [
        "format", "delimiter", "quote", "escape", "encoding", "header", "skip", "comment", "nulls",
        "trim", "recordLength",
      ], "'input'")
    var dialect = Dialect()
    if let delimiter = parts["delimiter"] {
      let text = string(delimiter, "'delimiter'")
      dialect.delimiter = text == "auto" ? nil : text.utf8.first
      if text != "auto", text.utf8.count != 1 {
        wrong("profile-type", "A delimiter is one character or 'auto'.", at: delimiter.position)
      }
    }
    if let quote = parts["quote"] { dialect.quote = quote.string?.utf8.first }
    if parts["escape"]?.string == "\\" { dialect.escape = .backslash }
    if let skip = parts["skip"] { dialect.skip = integer(skip, "'skip'") }
    if let comment = parts["comment"] { dialect.comment = comment.string?.utf8.first }
    var encoding: TextEncoding?
    if let name = parts["encoding"] {
      let text = string(name, "'encoding'")
      encoding = TextEncoding(name: text)
      if encoding == nil, text != "auto" {
        wrong(
          "profile-type",
          "There is no encoding '\(text)': utf-8, utf-16le, utf-16be, windows-1252, ascii or auto.",
          at: name.position)
      }
    }
    let header = parts["header"].map { integer($0, "'header'") } ?? (isFixed ? 0 : 1)
    if header == 0 { dialect.columns = .various }
    var layout = Layout.delimited(dialect)
    if isFixed {
      layout =
        parts["recordLength"].map { .blocks(length: integer($0, "'recordLength'")) }
        ?? .lines(skip: dialect.skip, comment: dialect.comment)
    }
    var input = Profile.Input(layout: layout, encoding: encoding, headerRows: header)
    input.nulls = Set((parts["nulls"].map { strings($0, "'nulls'") } ?? []).map { Array($0.utf8) })
    input.trims = parts["trim"]?.bool ?? true
    return input
  }

  private mutating func rule(_ value: JSONValue) -> Profile.RecordRule {
    let parts = members(
      value, ["when", "skip", "let", "emit", "header", "trailer", "discard"], "A record rule")
    let when = parts["when"].map { condition($0) }
    if let name = parts["discard"] {
      return .init(when: when, content: .discard(rule: string(name, "'discard'")))
    }
    for prefix in ["header", "trailer"] {
      guard let fields = parts[prefix] else { continue }
      return .init(
        when: when,
        content: .control(
          prefix: prefix,
          fields: (fields.members ?? []).map { ($0.key, self.value($0.value, field: nil)) }))
    }
    var rows = Profile.Rows()
    lets = []
    for member in parts["let"]?.members ?? [] {
      rows.lets.append((member.key, self.value(member.value, field: nil)))
      lets.insert(member.key)
    }
    for element in parts["skip"]?.elements ?? [] {
      let skip = members(element, ["name", "when"], "A skip rule")
      if let name = skip["name"], let test = skip["when"] {
        rows.skips.append((string(name, "The name of a skip rule"), condition(test)))
      } else {
        wrong("missing-key", "A skip rule needs a 'name' and a 'when'.", at: element.position)
      }
    }
    for element in parts["emit"]?.elements ?? [] {
      if let emit = emit(element) { rows.emits.append(emit) }
    }
    if rows.emits.isEmpty, parts["emit"]?.elements?.isEmpty ?? true {
      wrong(
        "missing-key",
        "A record rule needs an 'emit', or is a 'header', a 'trailer' or a 'discard'.",
        at: value.position)
    }
    return .init(when: when, content: .rows(rows))
  }

  private mutating func emit(_ value: JSONValue) -> Profile.Emit? {
    let parts = members(value, ["kind", "when", "fields"], "'emit'")
    guard let kindValue = parts["kind"], let fields = parts["fields"] else {
      wrong("missing-key", "'emit' needs a 'kind' and 'fields'.", at: value.position)
      return nil
    }
    let name = string(kindValue, "'kind'")
    guard let kind = Kinds.named(name) else {
      wrong(
        "unknown-kind",
        "There is no kind '\(name)'.\(NearestName.hint(name, among: Kinds.all.map(\.name)))",
        at: kindValue.position)
      return nil
    }
    var emit = Profile.Emit(kind: kind, when: parts["when"].map { condition($0) })
    for member in fields.members ?? [] {
      guard let index = kind.index(of: member.key) else {
        wrong(
          "unknown-field",
          "A \(kind.name) has no field '\(member.key)'."
            + NearestName.hint(member.key, among: kind.fields.map(\.name)),
          at: member.keyPosition)
        continue
      }
      emit.fields.append((index, self.value(member.value, field: kind.fields[index])))
    }
    for field in kind.fields where field.isRequired {
      if !emit.fields.contains(where: { kind.fields[$0.field].name == field.name }) {
        wrong(
          "missing-field", "A \(kind.name) needs the field '\(field.name)': \(field.about).",
          at: fields.position)
      }
    }
    emit.fields.sort { $0.field < $1.field }
    return emit
  }

  private mutating func control(_ value: JSONValue) -> Profile.Control {
    let parts = members(value, ["count", "sums", "onMismatch"], "'control'")
    var control = Profile.Control()
    control.count = parts["count"].map { string($0, "'count'") }
    for member in parts["sums"]?.members ?? [] {
      let target = string(member.value, "A sum").split(separator: ".").map(String.init)
      guard target.count == 2, Kinds.named(target[0])?.field(target[1]) != nil else {
        wrong(
          "unknown-field", "A sum is of a field such as cdr.duration.", at: member.value.position)
        continue
      }
      control.sums.append((member.key, target[0], target[1]))
    }
    if let mismatch = parts["onMismatch"] {
      let word = string(mismatch, "'onMismatch'")
      if !["refuse", "warn"].contains(word) {
        wrong("profile-type", "'onMismatch' is refuse or warn.", at: mismatch.position)
      }
      control.refuses = word != "warn"
    }
    return control
  }

  // MARK: Values

  private static let sources = [
    "col", "pos", "const", "concat", "coalesce", "let", "meta", "case", "sum", "sub",
  ]
  private static let afterwards = ["steps", "type", "required", "optional", "else", "scale"]

  private mutating func value(_ json: JSONValue, field: Field?) -> Value {
    if let text = json.string {
      var value = Value(source: .literal(Array(text.utf8)), position: json.position)
      if text.hasPrefix("$") {
        let name = String(text.dropFirst())
        value.source =
          Int(name).map { .index($0) } ?? .column(names: [name], isOptional: false)
      }
      checkText(of: value, field)
      return value
    }
    let parts = members(json, Self.sources + Self.afterwards, "A value")
    let given = Self.sources.filter { parts[$0] != nil }
    guard given.count == 1, let key = given.first, let source = parts[key] else {
      wrong(
        "profile-type",
        "A value has exactly one source: \(Self.sources.joined(separator: ", ")).",
        at: json.position)
      return Value(source: .literal([]), position: json.position)
    }
    var value = Value(
      source: self.source(key, source, parts), isRequired: parts["required"]?.bool ?? false,
      position: json.position)
    for step in parts["steps"]?.elements ?? [] {
      if let parsed = self.step(step) { value.steps.append(parsed) }
    }
    if let type = parts["type"] {
      value.type = cellType(type, field: field)
      if let parsed = value.type, let field, !parsed.fits(field.type) {
        wrong(
          "type-mismatch", "The field '\(field.name)' can't be of this type.", at: type.position)
      }
    }
    return value
  }

  /// A literal must be a word that its field knows.
  private mutating func checkText(of value: Value, _ field: Field?) {
    guard let field, case .code(let words) = field.type, case .literal(let bytes) = value.source,
      let place = value.position
    else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    if !words.contains(text) {
      wrong(
        "enum-error",
        "'\(field.name)' is one of \(words.joined(separator: ", ")), not '\(text)'."
          + NearestName.hint(text, among: words) + " A column is written '$Name'.", at: place)
    }
  }

  private mutating func source(_ key: String, _ json: JSONValue, _ parts: [String: JSONValue])
    -> Value.Source
  {
    switch key {
    case "col":
      if let number = json.integer { return .index(number) }
      return .column(
        names: strings(json, "A column"), isOptional: parts["optional"]?.bool ?? false)
    case "pos":
      let numbers = (json.elements ?? []).compactMap(\.integer)
      guard numbers.count == 2, numbers[0] >= 1, numbers[1] >= 1 else {
        wrong("profile-type", "'pos' is [first, length], both from 1.", at: json.position)
        return .literal([])
      }
      return .characters(start: numbers[0], length: numbers[1])
    case "const": return .literal(Array(string(json, "'const'").utf8))
    case "concat": return .concat((json.elements ?? []).map { value($0, field: nil) })
    case "coalesce": return .coalesce((json.elements ?? []).map { value($0, field: nil) })
    case "let":
      let name = string(json, "'let'")
      if !lets.contains(name) {
        wrong(
          "unknown-let",
          "There is no 'let' named '\(name)' before this."
            + NearestName.hint(name, among: lets.sorted()), at: json.position)
      }
      return .variable(name)
    case "meta": return .meta(string(json, "'meta'"))
    case "case":
      var cases: [(when: Condition, then: Value)] = []
      for element in json.elements ?? [] {
        let choice = members(element, ["when", "then"], "A case")
        if let when = choice["when"], let then = choice["then"] {
          cases.append((condition(when), value(then, field: nil)))
        } else {
          wrong("missing-key", "A case needs a 'when' and a 'then'.", at: element.position)
        }
      }
      return .choice(cases, otherwise: parts["else"].map { value($0, field: nil) })
    default:
      let values = (json.elements ?? []).map { value($0, field: nil) }
      let signs = values.indices.map { Int64(key == "sub" && $0 > 0 ? -1 : 1) }
      return .sum(values, signs: signs, scale: parts["scale"]?.integer ?? 8)
    }
  }

  private mutating func table(_ json: JSONValue) -> [[UInt8]: [UInt8]] {
    var table: [[UInt8]: [UInt8]] = [:]
    for member in json.members ?? [] {
      table[Array(member.key.utf8)] = Array(string(member.value, "An entry").utf8)
    }
    return table
  }

  private static let plainSteps: [(String, Step)] = [
    ("trim", .trim), ("upper", .upper), ("lower", .lower), ("collapse", .collapse),
    ("digits", .digits), ("negate", .negate),
  ]
  private static let stepWords = [
    "strip", "stripPrefix", "stripSuffix", "padLeft", "slice", "replace", "split", "map", "nullIf",
    "default", "else", "index",
  ]

  private mutating func step(_ json: JSONValue) -> Step? {
    if let name = json.string {
      if let step = Self.plainSteps.first(where: { $0.0 == name }) { return step.1 }
      let names = Self.plainSteps.map(\.0) + Self.stepWords
      wrong(
        "unknown-step", "There is no step '\(name)'.\(NearestName.hint(name, among: names))",
        at: json.position)
      return nil
    }
    let parts = members(json, Self.stepWords, "A step")
    func bytes(_ value: JSONValue) -> [UInt8] { Array((value.string ?? "").utf8) }
    if let text = parts["strip"] { return .strip(bytes(text)) }
    if let text = parts["stripPrefix"] { return .stripPrefix(bytes(text)) }
    if let text = parts["stripSuffix"] { return .stripSuffix(bytes(text)) }
    if let text = parts["default"] { return .initial(bytes(text)) }
    if let list = parts["nullIf"] {
      return .nullIf(Set(strings(list, "'nullIf'").map { Array($0.utf8) }))
    }
    if let pad = parts["padLeft"]?.elements, pad.count == 2 {
      return .padLeft(pad[0].integer ?? 0, pad[1].string?.utf8.first ?? 48)
    }
    if let slice = parts["slice"]?.elements, slice.count == 2 {
      return .slice(slice[0].integer ?? 1, slice[1].integer ?? 0)
    }
    if let pairs = parts["replace"]?.elements {
      return .replace(
        pairs.compactMap { pair in
          guard let both = pair.elements, both.count == 2, both[0].string?.isEmpty == false else {
            return nil
          }
          return (bytes(both[0]), bytes(both[1]))
        })
    }
    if let separator = parts["split"], separator.string?.isEmpty == false {
      return .split(by: bytes(separator), index: parts["index"]?.integer ?? 1)
    }
    if let map = parts["map"] {
      var table = self.table(map)
      if let name = map.string {
        if let found = tables[name] {
          table = found
        } else {
          wrong(
            "unknown-lookup",
            "There is no lookup '\(name)'." + NearestName.hint(name, among: tables.keys.sorted()),
            at: map.position)
        }
      }
      return .map(table, otherwise: parts["else"].map { bytes($0) })
    }
    wrong("profile-type", "This is no step that can be done.", at: json.position)
    return nil
  }

  private static let typeWords = [
    "text", "integer", "decimal", "money", "date", "instant", "duration", "bytes", "phone", "flag",
  ]

  private mutating func cellType(_ json: JSONValue, field: Field?) -> CellType? {
    var word = json.string ?? ""
    var options: JSONValue?
    if let members = json.members, let first = members.first, members.count == 1 {
      (word, options) = (first.key, first.value)
    }
    let parts =
      options.map {
        members(
          $0, ["formats", "decimal", "group", "sign", "implied", "scale", "unit", "yes", "no"],
          "A type")
      } ?? [:]
    switch word {
    case "text": return .text
    case "integer": return .integer
    case "money": return .money(style(parts), implied: parts["implied"]?.integer)
    case "decimal":
      let scale: Int
      switch field?.type {
      case .quantity: scale = 6
      case .rate, .fraction: scale = 8
      default: scale = parts["scale"]?.integer ?? 8
      }
      return .scaled(scale, style(parts), implied: parts["implied"]?.integer)
    case "date": return .date(formats(parts["formats"]))
    case "instant": return .instant(formats(parts["formats"]))
    case "phone": return .phone
    case "flag":
      return .flag(
        yes: Set(strings(parts["yes"], default: ["true", "yes", "1", "y"])),
        no: Set(strings(parts["no"], default: ["false", "no", "0", "n"])))
    case "duration":
      let name = parts["unit"]?.string ?? "s"
      guard let unit = CellType.DurationUnit(rawValue: name) else {
        let units = CellType.DurationUnit.allCases.map(\.rawValue).joined(separator: ", ")
        wrong("profile-type", "A duration's unit is one of \(units).", at: json.position)
        return nil
      }
      return .duration(unit, inSeconds: field?.type == .seconds)
    case "bytes":
      let units: [String: Int64] = [
        "B": 1, "kB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "KiB": 1 << 10,
        "MiB": 1 << 20, "GiB": 1 << 30,
      ]
      guard let unit = units[parts["unit"]?.string ?? "B"] else {
        wrong(
          "profile-type", "A unit of bytes is B, kB, MB, GB, KiB, MiB or GiB.", at: json.position)
        return nil
      }
      return .bytes(unit: unit)
    default:
      wrong(
        "unknown-type",
        "There is no type '\(word)'.\(NearestName.hint(word, among: Self.typeWords)) The types are "
          + "\(Self.typeWords.joined(separator: ", ")).", at: json.position)
      return nil
    }
  }

  private mutating func strings(_ value: JSONValue?, default words: [String]) -> [[UInt8]] {
    (value.map { strings($0, "A word") } ?? words).map { Array($0.lowercased().utf8) }
  }

  private mutating func style(_ parts: [String: JSONValue]) -> DecimalStyle {
    let signs: [String: DecimalStyle.Sign] = [
      "minus": .minus, "trailing": .trailingMinus, "parens": .parentheses, "DR/CR": .debitCredit,
    ]
    var style = DecimalStyle()
    if let decimal = parts["decimal"]?.string?.utf8.first { style.decimal = decimal }
    style.group = parts["group"]?.string?.utf8.first
    if let sign = parts["sign"] {
      let name = string(sign, "'sign'")
      if let known = signs[name] {
        style.sign = known
      } else {
        wrong(
          "profile-type", "'sign' is one of \(signs.keys.sorted().joined(separator: ", ")).",
          at: sign.position)
      }
    }
    return style
  }

  private mutating func formats(_ json: JSONValue?) -> [TimeFormat] {
    guard let json else { return [] }
    var formats: [TimeFormat] = []
    for text in strings(json, "A format") {
      if let format = TimeFormat(text) {
        formats.append(format)
      } else {
        wrong(
          "bad-format",
          "'\(text)' is no format: yyyy yy MM M MMM dd d HH H hh mm ss SSS a XXX, epoch, epoch_ms.",
          at: json.position)
      }
    }
    return formats
  }

  private static let tests = ["eq", "ne", "in", "empty", "startsWith", "and", "or", "not"]

  private mutating func condition(_ json: JSONValue) -> Condition {
    let parts = members(json, Self.tests, "A condition")
    guard parts.count == 1, let (word, argument) = parts.first else {
      wrong(
        "profile-type", "A condition has exactly one of \(Self.tests.joined(separator: ", ")).",
        at: json.position)
      return .all([])
    }
    switch word {
    case "empty": return .empty(value(argument, field: nil))
    case "not": return .not(condition(argument))
    case "and": return .all((argument.elements ?? []).map { condition($0) })
    case "or": return .any((argument.elements ?? []).map { condition($0) })
    default: break
    }
    guard let pair = argument.elements, pair.count == 2 else {
      wrong("profile-type", "'\(word)' compares two things: [a, b].", at: argument.position)
      return .all([])
    }
    let left = value(pair[0], field: nil)
    if word == "in" {
      return .oneOf(left, (pair[1].elements ?? []).map { value($0, field: nil) })
    }
    let right = value(pair[1], field: nil)
    switch word {
    case "eq": return .equal(left, right)
    case "ne": return .not(.equal(left, right))
    default: return .startsWith(left, right)
    }
  }
}
