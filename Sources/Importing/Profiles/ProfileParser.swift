internal import Bytes
package import Diagnostics
internal import Store
internal import Tabular

/// Everything that is wrong with a profile, each mistake with its line and column.
package struct ProfileMistakes: Error {
  package var problems: [Problem]
}

/// Reads a profile: JSON5 in, a checked `Profile` out. Goes on after a mistake, so that all of them
/// are told at once. Nothing that a profile says is passed over in silence.
package struct ProfileParser {
  private(set) var problems: [Problem] = []
  var tables: [String: [[UInt8]: [UInt8]]] = [:]
  /// The names that the record rule at hand has defined so far.
  var lets: [String] = []
  /// What header and trailer records are read for: `header.date`.
  var controlNames: [String] = []
  let isFixed: Bool
  /// Whether columns have names.
  var hasHeader = false

  /// - Throws: `ProfileMistakes`.
  package static func parse(_ text: String, file: String) throws -> Profile {
    let document: JSONValue
    do throws(Problem) { document = try JSON5Parser.parse(text, file: file) } catch {
      throw ProfileMistakes(problems: [error])
    }
    let format = document.member("input")?.member("format")?.string
    var parser = ProfileParser(isFixed: format == "fixed")
    let profile = parser.profile(document, sha256: SHA256.hex(of: text.utf8))
    if parser.problems.isEmpty, let profile { return profile }
    throw ProfileMistakes(problems: parser.problems)
  }

  private init(isFixed: Bool) { self.isFixed = isFixed }

  mutating func wrong(_ code: Problem.Code, _ message: String, at place: SourcePosition) {
    problems.append(Problem(code, .input, message, at: place))
  }

  mutating func wrongType(_ message: String, at value: JSONValue) {
    wrong("profile-type", message, at: value.position)
  }

  // MARK: The document

  private mutating func profile(_ document: JSONValue, sha256: String) -> Profile? {
    let top = members(
      document,
      [
        "profile", "version", "about", "match", "input", "lookups", "records", "control", "secrets",
      ],
      "A profile")
    guard let name = top["profile"], let records = top["records"] else {
      wrong(
        "missing-key", "A profile needs the keys 'profile' (its name) and 'records'.",
        at: document.position)
      return nil
    }
    for (key, value) in entries(top["lookups"], "'lookups'") { tables[key] = table(value) }
    var result = Profile(
      name: string(name, "The name"), about: top["about"].map { string($0, "'about'") } ?? "",
      sha256: sha256, input: input(top["input"]), match: .init(), records: [], control: .init())
    if let version = top["version"] { _ = integer(version, "'version'", in: 1...1_000_000) }
    if let match = top["match"] {
      let parts = members(match, ["fileName", "headers"], "'match'")
      result.match.fileName = parts["fileName"].map { string($0, "'fileName'") }
      result.match.headers = parts["headers"].map { strings($0, "'headers'") } ?? []
    }
    if let secrets = top["secrets"] {
      result.refusesSecrets = choice(secrets, "'secrets'", among: ["mask", "refuse"]) == "refuse"
    }
    for element in records.elements ?? [] {
      for prefix in ["header", "trailer"] {
        controlNames += (element.member(prefix)?.members ?? []).map { "\(prefix).\($0.key)" }
      }
    }
    for element in list(records, "'records'") ?? [] {
      if result.records.last.map({ $0.when == nil }) == true {
        wrong(
          "unreachable-rule",
          "No record comes to this rule: the one before has no 'when' and takes them all.",
          at: element.position)
      }
      result.records.append(rule(element))
    }
    if let control = top["control"] {
      result.control = self.control(control, of: &result.records)
    }
    return result
  }

  private mutating func input(_ value: JSONValue?) -> Profile.Input {
    guard let value else {
      hasHeader = true
      return Profile.Input(layout: .delimited(Dialect()), encoding: nil, headerRows: 1)
    }
    let delimited = ["delimiter", "quote", "escape"]
    let parts = members(
      value,
      ["format"] + (isFixed ? ["recordLength"] : delimited)
        + ["encoding", "header", "skip", "comment", "nulls", "trim"], "'input'")
    if let format = parts["format"], !["delimited", "fixed"].contains(string(format, "'format'")) {
      wrongType("'format' is delimited or fixed.", at: format)
    }
    var dialect = Dialect()
    if let delimiter = parts["delimiter"], delimiter.string != "auto" {
      dialect.delimiter = character(delimiter, "'delimiter', unless it is auto,")
    }
    if let quote = parts["quote"] {
      dialect.quote = quote.isNull ? nil : character(quote, "'quote', unless it is null,")
    }
    if let escape = parts["escape"] {
      if escape.string == "\\" {
        dialect.escape = .backslash
      } else {
        wrongType("'escape' is \"\\\\\"; a doubled quote needs none.", at: escape)
      }
    }
    if let skip = parts["skip"] { dialect.skip = integer(skip, "'skip'", in: 0...10_000) }
    if let comment = parts["comment"] { dialect.comment = character(comment, "'comment'") }
    let header =
      parts["header"].map { integer($0, "'header'", in: 0...1) } ?? (isFixed ? 0 : 1)
    hasHeader = header == 1 && !isFixed
    if header == 0 { dialect.columns = .various }
    var layout = Layout.delimited(dialect)
    if isFixed {
      layout =
        parts["recordLength"].map {
          .blocks(length: integer($0, "'recordLength'", in: 1...1_000_000))
        } ?? .lines(skip: dialect.skip, comment: dialect.comment)
    }
    var input = Profile.Input(
      layout: layout, encoding: parts["encoding"].flatMap { encoding($0) }, headerRows: header)
    input.nulls = Set((parts["nulls"].map { strings($0, "'nulls'") } ?? []).map { Array($0.utf8) })
    input.trims = parts["trim"].map { flag($0, "'trim'") } ?? true
    return input
  }

  private mutating func encoding(_ value: JSONValue) -> TextEncoding? {
    let text = string(value, "'encoding'")
    let encoding = TextEncoding(name: text)
    if encoding == nil, text != "auto" {
      let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
      wrongType("There is no encoding '\(text)': \(names) or auto.", at: value)
    }
    return encoding
  }

  // MARK: Records

  private mutating func rule(_ value: JSONValue) -> Profile.RecordRule {
    lets = []
    let contents = ["emit", "header", "trailer", "discard"]
    let parts = members(value, ["when", "let", "skip"] + contents, "A record rule")
    let when = parts["when"].map { condition($0) }
    let given = contents.filter { parts[$0] != nil }
    if given.count != 1 {
      wrong(
        "missing-key",
        "A record rule has an 'emit', or is a 'header', a 'trailer' or a 'discard'.",
        at: value.position)
    }
    if given != ["emit"], let stray = parts["let"] ?? parts["skip"] {
      wrong("unknown-key", "'let' and 'skip' stand with an 'emit' only.", at: stray.position)
    }
    if let name = parts["discard"] {
      return .init(when: when, content: .discard(rule: string(name, "'discard'")))
    }
    for prefix in ["header", "trailer"] {
      guard let fields = parts[prefix] else { continue }
      return .init(
        when: when,
        content: .control(
          prefix: prefix,
          fields: entries(fields, "'\(prefix)'").map {
            ($0.key, self.value($0.value, for: .control))
          }
        ))
    }
    var rows = Profile.Rows()
    for (name, definition) in entries(parts["let"], "'let'") {
      rows.lets.append((name, self.value(definition, for: .text)))
      lets.append(name)
    }
    for element in parts["skip"].flatMap({ list($0, "'skip'") }) ?? [] {
      let skip = members(element, ["name", "when"], "A skip rule")
      if let name = skip["name"], let test = skip["when"] {
        rows.skips.append((string(name, "The name of a skip rule"), condition(test)))
      } else {
        wrong("missing-key", "A skip rule needs a 'name' and a 'when'.", at: element.position)
      }
    }
    for element in parts["emit"].flatMap({ list($0, "'emit'") }) ?? [] {
      if let emit = emit(element) { rows.emits.append(emit) }
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
    let given = members(fields, kind.fields.map(\.name), "A \(kind.name)", entry: "field")
    for (index, field) in kind.fields.enumerated() {
      if let json = given[field.name] {
        emit.fields.append((index, self.value(json, for: .field(field))))
      } else if field.isRequired {
        wrong(
          "missing-field", "A \(kind.name) needs the field '\(field.name)': \(field.about).",
          at: fields.position)
      }
    }
    return emit
  }

  // MARK: Control

  /// Totals that the file states. What is declared is read in the unit of what it is compared with.
  private mutating func control(
    _ value: JSONValue, of records: inout [Profile.RecordRule]
  ) -> Profile.Control {
    let parts = members(value, ["count", "sums", "onMismatch"], "'control'")
    var control = Profile.Control()
    if let count = parts["count"] {
      let name = string(count, "'count'")
      control.count = name
      declared(name, as: .integer, in: &records, at: count.position)
    }
    for member in parts["sums"].map({ entryList($0, "'sums'") }) ?? [] {
      let target = string(member.value, "A sum").split(separator: ".").map(String.init)
      guard target.count == 2, let field = Kinds.named(target[0])?.field(target[1]) else {
        wrong(
          "unknown-field", "A sum is of a field such as cdr.duration.", at: member.value.position)
        continue
      }
      control.sums.append((member.key, target[0], target[1]))
      declared(member.key, as: field.type, in: &records, at: member.keyPosition)
    }
    if let mismatch = parts["onMismatch"] {
      control.refuses = choice(mismatch, "'onMismatch'", among: ["refuse", "warn"]) != "warn"
    }
    return control
  }

  /// Checks that a header or trailer states this number in a comparable unit.
  private mutating func declared(
    _ name: String, as type: FieldType, in records: inout [Profile.RecordRule],
    at place: SourcePosition
  ) {
    for index in records.indices {
      guard case .control(let prefix, var fields) = records[index].content,
        let position = fields.firstIndex(where: { "\(prefix).\($0.name)" == name })
      else { continue }
      if case .duration(let unit, _) = fields[position].value.type {
        fields[position].value.type = .duration(unit, inSeconds: type == .seconds)
        records[index].content = .control(prefix: prefix, fields: fields)
      }
      if fields[position].value.type?.fits(type) != true {
        wrong(
          "type-mismatch", "'\(name)' must have the type of what it is compared with.",
          at: fields[position].value.position ?? place)
      }
      return
    }
    wrong(
      "unknown-control",
      "No 'header' or 'trailer' has '\(name)'.\(NearestName.hint(name, among: controlNames))",
      at: place)
  }
}
