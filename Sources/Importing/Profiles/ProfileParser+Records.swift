internal import Diagnostics
internal import Store

// What is done with records of each type.

extension ProfileParser {
  mutating func record(_ value: JSONValue) -> Profile.RecordRule {
    (lets, rounds, emitted, slots, hasGroup) = ([], [:], [:], 0, false)
    let contents = ["emit", "header", "trailer", "discard"]
    let parts = members(value, WordTable.record)
    hasGroup = parts["group"] != nil
    isSide = parts["merge"]?.member("side")?.bool == true
    let when = parts["when"].map { condition($0) }
    let given = contents.filter { parts[$0] != nil }
    if given.count != 1 {
      wrong(
        "missing-key",
        "A record rule has an 'emit', or is a 'header', a 'trailer' or a 'discard'.",
        at: value.position)
    }
    if given != ["emit"] {
      for word in WordTable.record.names where word != "when" && !contents.contains(word) {
        guard let stray = parts[word] else { continue }
        wrong("unknown-key", "'\(word)' stands with an 'emit' only.", at: stray.position)
      }
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
    return .init(when: when, content: .rows(rows(parts)))
  }

  private mutating func rows(_ parts: [String: JSONValue]) -> Profile.Rows {
    var rows = Profile.Rows()
    rows.minColumns = parts["minColumns"].map { integer($0, "'minColumns'", in: 1...10_000) } ?? 0
    rows.group = parts["group"].map { self.value($0, for: .text) }
    for column in parts["fillDown"].flatMap({ list($0, "'fillDown'") }) ?? [] {
      rows.fillDown.append(filled(column))
    }
    for (name, definition) in entries(parts["let"], "'let'") {
      rows.lets.append(value(definition, for: .text))
      lets.append(name)
    }
    slots = lets.count
    for element in parts["skip"].flatMap({ list($0, "'skip'") }) ?? [] {
      let skip = members(element, WordTable.skip)
      if let name = skip["name"], let test = skip["when"] {
        rows.skips.append((string(name, "The name of a skip rule"), condition(test)))
      }
    }
    for element in parts["emit"].flatMap({ list($0, "'emit'") }) ?? [] {
      if let emit = emit(element) { rows.emits.append(emit) }
    }
    for (name, definition) in entries(parts["keep"], "'keep'") {
      rows.keeps.append((name, value(definition, for: .text)))
    }
    if let merge = parts["merge"] { rows.merge = self.merge(merge, of: rows) }
    rows.slots = slots
    return rows
  }

  /// A column of `fillDown`.
  private mutating func filled(_ json: JSONValue) -> Value {
    if format == .fixed { wrongType("A fixed-width record has no columns to fill.", at: json) }
    if let number = json.integer { return Value(source: .index(number), position: json.position) }
    let name = string(json, "A column of 'fillDown'")
    return short(name.hasPrefix("$") ? name : "$" + name, json, .text)
  }

  private mutating func emit(_ value: JSONValue) -> Profile.Emit? {
    let parts = members(value, WordTable.emit)
    guard let kindValue = parts["kind"], let fields = parts["fields"] else { return nil }
    let name = string(kindValue, "'kind'")
    guard let kind = Kinds.importable(name) else {
      wrong(
        "unknown-kind",
        "There is no kind '\(name)'.\(NearestName.hint(name, among: Kinds.importable.map(\.name)))",
        at: kindValue.position)
      return nil
    }
    let each = parts["each"].flatMap { self.each($0) }
    defer { rounds = [:] }
    var emit = Profile.Emit(kind: kind, when: parts["when"].map { condition($0) }, each: each)
    if let once = parts["once"] {
      emit.isOnce = flag(once, "'once'")
      if emit.isOnce, !hasGroup {
        wrong("missing-key", "'once' needs a 'group' in its record rule.", at: once.position)
      }
    }
    let given = members(fields, kind.fields.map(\.name), "A \(kind.name)", entry: "field")
    for (index, field) in kind.fields.enumerated() {
      if let json = given[field.name] {
        emit.fields.append((index, self.value(json, for: .field(field))))
      } else if field.isRequired, !isSide {
        wrong(
          "missing-field", "A \(kind.name) needs the field '\(field.name)': \(field.about).",
          at: fields.position)
      }
    }
    for (index, value) in emit.fields {
      let name = "\(kind.name).\(kind.fields[index].name)"
      if each == nil, emitted[name] == nil { emitted[name] = value }
    }
    return emit
  }

  // MARK: Each

  private mutating func each(_ json: JSONValue) -> Profile.Each? {
    let parts = members(json, WordTable.each)
    let forms = ["columns", "list", "split", "from"].filter { parts[$0] != nil }
    guard forms.count == 1, let form = forms.first, let argument = parts[form] else {
      wrong(
        "missing-key", "'each' has one of columns, list, split and from.", at: json.position)
      return nil
    }
    for (word, owner) in [("by", "split"), ("names", "from")] where form != owner {
      guard let stray = parts[word] else { continue }
      wrong("unknown-key", "'\(word)' stands with '\(owner)' only.", at: stray.position)
    }
    let slot = slots
    var names: [String] = []
    var rounds: Profile.Each.Rounds
    switch form {
    case "columns":
      var values: [Value] = []
      for member in entryList(argument, "'columns'") {
        names.append(member.key)
        values.append(numbered(member.value))
      }
      rounds = format == .jsonl ? elements(values, at: argument) : .columns(values)
    case "list":
      var list: [[Value]] = []
      for (index, element) in (self.list(argument, "'list'") ?? []).enumerated() {
        let members = entryList(element, "A round of 'list'")
        if index == 0 { names = members.map(\.key) }
        if members.map(\.key).sorted() != names.sorted() {
          wrongType("Every round of 'list' has the same names: \(names).", at: element)
        }
        list.append(
          names.map { name in
            element.member(name).map { value($0, for: .text) } ?? Value(source: .literal([]))
          })
      }
      rounds = .list(list)
    case "split":
      names = ["part"]
      rounds = .split(
        value(argument, for: .text),
        by: parts["by"].map { bytes($0, "'by'") } ?? [UInt8(ascii: ",")])
    default:
      if format != .delimited { wrongType("'from' is for delimited files.", at: argument) }
      names = parts["names"].map { strings($0, "'names'") } ?? []
      if names.isEmpty {
        wrong("missing-key", "'from' needs 'names', one for each column.", at: json.position)
      }
      rounds = .groups(
        from: integer(argument, "'from'", in: 1...100_000), size: max(1, names.count))
    }
    self.rounds = ["number": slot]
    for (index, name) in names.enumerated() { self.rounds[name] = slot + 1 + index }
    slots = slot + 1 + names.count
    return Profile.Each(rounds: rounds, slot: slot, count: names.count)
  }

  /// A column with `#` in its name, which 'each' puts numbers in the place of.
  private mutating func numbered(_ json: JSONValue) -> Value {
    var names: [String] = []
    if let text = json.string {
      names = [text.hasPrefix("$") ? String(text.dropFirst()) : text]
    } else {
      names = strings(json, "A column of 'columns'")
    }
    if !names.allSatisfy({ $0.filter { $0 == "#" }.count == 1 }) {
      wrongType("A column of 'columns' has one # in the place of the number.", at: json)
    }
    if !hasHeader {
      wrongType("This file has no header: use 'from' with numbers of columns.", at: json)
    }
    return Value(source: .column(names: names, isOptional: true), position: json.position)
  }

  /// In JSON what stands before `[#]` is an array, and what stands after is a path in its elements.
  private mutating func elements(_ values: [Value], at place: JSONValue) -> Profile.Each.Rounds {
    var array: String?
    var inner: [String] = []
    for value in values {
      guard case .column(let names, _) = value.source, let name = names.first else { continue }
      let parts = name.split(separator: "[#]", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, array == nil || array == String(parts[0]) else {
        wrongType(
          "In JSON Lines the columns of 'each' are of one array: 'lines[#].amount'.", at: place)
        continue
      }
      array = String(parts[0])
      inner.append(String(parts[1].drop { $0 == "." }))
    }
    let path = array ?? ""
    if !paths.contains(path) { paths.append(path) }
    return .elements(
      Value(source: .column(names: [path], isOptional: true), position: place.position),
      paths: inner)
  }
}
