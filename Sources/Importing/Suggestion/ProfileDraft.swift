internal import Store
internal import Tabular

/// The text of a draft: a profile in JSON5 that says of every line what it was made from.
struct ProfileDraft {
  private(set) var text = ""
  private(set) var missing: [String] = []
  private(set) var doubts: [String] = []
  private(set) var unplaced: [ColumnEvidence] = []

  private let sample: SampledFile
  private let placing: ColumnPlacing
  private var lookups: [(name: String, words: [(theirs: String, ours: String?)])] = []
  private var lines: [String] = []

  init(sample: SampledFile, placing: ColumnPlacing) {
    self.sample = sample
    self.placing = placing
    unplaced = placing.unplaced
    for field in placing.kind.fields { add(field) }
    write()
  }

  private var kind: Kind { placing.kind }

  private var baseName: String {
    let file = String(sample.path.split(separator: "/").last ?? "file")
    return file.split(separator: ".").first.map(String.init) ?? "file"
  }

  // MARK: Fields

  private mutating func add(_ field: Field) {
    if let place = placing.places[field.name] {
      add(place)
    } else if field.name == "name", let parts = placing.nameParts {
      add(name: parts)
    } else if field.name == "company", field.type == .reference("company") {
      line("company: { meta: \"source.company\" },", note: "the company of --source")
    } else if let moment = placing.moments[field.name] {
      add(field, moment.day, moment.time)
    } else if field.isRequired {
      addMissing(field)
    } else if let column = placing.unfit[field.name] {
      line(
        "// \(field.name): '\(JSON5Text.comment(column.header))' has the name, but its cells are no such "
          + "thing, as \(Self.examples(column))")
    }
  }

  private mutating func add(_ place: ColumnPlacing.Place) {
    var reading = place.reading
    if let words = reading.lookup {
      lookups.append((place.field.name, words))
      reading.steps.append("{ map: \"\(place.field.name)\" }")
    }
    for doubt in reading.doubts { say(doubt, of: place.field.name) }
    var value = Self.column(place.column, among: placing.columns)
    if !reading.steps.isEmpty || reading.type != nil {
      let source = value.hasPrefix("{") ? String(value.dropFirst(2).dropLast(2)) : nil
      var parts = [source ?? "col: " + JSON5Text.quoted(place.column.header)]
      if !reading.steps.isEmpty {
        parts.append("steps: [\(reading.steps.joined(separator: ", "))]")
      }
      if let type = reading.type { parts.append("type: \(type)") }
      value = "{ \(parts.joined(separator: ", ")) }"
    }
    let notes = reading.notes + (place.column.filled > 0 ? [Self.examples(place.column)] : [])
    line("\(place.field.name): \(value),", note: notes.joined(separator: "; "))
  }

  /// An instant whose day and time are columns of their own.
  private mutating func add(_ field: Field, _ day: ColumnEvidence, _ time: ColumnEvidence) {
    guard let finding = DateFinding(day.shapes), let pattern = time.timePattern else { return }
    let formats = finding.formats.map { JSON5Text.quoted("\($0.text) \(pattern)") }
    if finding.isAmbiguous {
      say(
        "day or month first? every cell can be read both ways: leave the right one", of: field.name)
    }
    let columns = [day, time].map { Self.column($0, among: placing.columns) }
    line(
      "\(field.name): { concat: [\(columns.joined(separator: ", \" \", "))], "
        + "type: { instant: { formats: [\(formats.joined(separator: ", "))] } } },",
      note: "\(Self.examples(day)) and \(Self.examples(time)); local time of the source")
  }

  private mutating func add(
    name parts: (first: ColumnEvidence?, last: ColumnEvidence?, company: ColumnEvidence?)
  ) {
    let person = [parts.first, parts.last].compactMap { $0 }
    let columns = person.map { Self.column($0, among: placing.columns) }
    var value = "{ concat: [\(columns.joined(separator: ", \" \", "))], steps: [\"trim\"] }"
    if let company = parts.company {
      value = "{ coalesce: [\(Self.column(company, among: placing.columns)), \(value)] }"
    }
    let used = (person + [parts.company].compactMap { $0 }).map(\.index)
    unplaced.removeAll { used.contains($0.index) }
    line("name: \(value),")
  }

  private mutating func addMissing(_ field: Field) {
    missing.append(field.name)
    let candidates = placing.candidates(for: field)
    var sentence = "FILL IN, it is needed: \(field.name) (\(field.about))."
    if case .code(let words) = field.type {
      sentence += " One of: \(words.joined(separator: ", "))."
    }
    if let column = placing.unfit[field.name] {
      sentence += " '\(column.header)' has the name, but its cells are no such thing, as "
      sentence += Self.examples(column) + "."
    }
    if !candidates.isEmpty {
      sentence += " Perhaps \(candidates.map { "'\($0)'" }.joined(separator: ", "))?"
    }
    lines += Self.comment(sentence)
    lines.append("// \(field.name): \"$\",")
  }

  private mutating func say(_ doubt: String, of field: String) {
    doubts.append("\(field): \(doubt)")
    lines += Self.comment("CHECK: \(doubt).")
  }

  private mutating func line(_ text: String, note: String = "") {
    lines.append(note.isEmpty ? text : "\(text)  // \(JSON5Text.comment(note))")
  }

  // MARK: The document

  private mutating func write() {
    let looked = sample.isWhole ? "all \(sample.records)" : "the first \(sample.records)"
    text = """
      // A draft by 'carryover profile suggest', from \(looked) records of \(JSON5Text.comment(baseName)).
      // Check each line. Then: 'carryover profile lint', 'carryover import … --dry-run'.
      {
        profile: \(JSON5Text.quoted(baseName)),
        version: 1,
        about: \(JSON5Text.quoted("\(kind.name) from \(baseName) (draft)")),

      """
    if !headers.isEmpty { text += "  match: { headers: [\(headers)] },\n" }
    let input = self.input
    if !input.isEmpty { text += "  input: { \(input.joined(separator: ", ")) },\n" }
    if !lookups.isEmpty { writeLookups() }
    text +=
      "  records: [" + totalRule
      + "{\n    emit: [{\n      kind: \"\(kind.name)\",\n      fields: {\n"
    for line in lines { text += "        \(line)\n" }
    text += "      },\n    }],\n  }],\n"
    if let amount = totalled {
      text += "  control: { sums: { \"trailer.total\": \"\(kind.name).\(amount.field.name)\" } },\n"
    }
    writeUnplaced()
    text += "}\n"
  }

  /// The amount whose sum the last line states.
  private var totalled: ColumnPlacing.Place? {
    guard let total = sample.total else { return nil }
    return kind.fields.compactMap { placing.places[$0.name] }.first {
      $0.field.type == .money && !total[$0.column.index].isEmpty
    }
  }

  /// The rule for a last line that is a total: it is checked where it states a sum, else passed over.
  private var totalRule: String {
    guard let total = sample.total, let first = placing.columns.first else { return "" }
    let when =
      "{\n    when: { eq: [\(Self.column(first, among: placing.columns)), \(JSON5Text.quoted(total[0]))] },\n"
    guard let amount = totalled else { return when + "    discard: \"total\",\n  }, " }
    var source = "col: " + JSON5Text.quoted(amount.column.header)
    if !amount.reading.steps.isEmpty {
      source += ", steps: [\(amount.reading.steps.joined(separator: ", "))]"
    }
    let type = amount.reading.type ?? "\"money\""
    return when + "    trailer: { total: { \(source), type: \(type) } },\n  }, "
  }

  /// A few headers that tell the file from others: those that have a place.
  private var headers: String {
    if sample.isJSON { return "" }
    // A number is kept twice, as it is written and as E.164.
    var names: [String] = []
    for field in kind.fields {
      guard let name = placing.places[field.name]?.column.header, !names.contains(name) else {
        continue
      }
      names.append(name)
    }
    return names.prefix(4).map(JSON5Text.quoted).joined(separator: ", ")
  }

  /// How the file is written, as far as it is not plain CSV in UTF-8 with a header.
  private var input: [String] {
    if sample.isJSON { return ["format: \"jsonl\""] }
    let dialect = sample.dialect
    var parts: [String] = []
    if let delimiter = dialect.delimiter, delimiter != .comma {
      parts.append("delimiter: " + JSON5Text.quoted(delimiter.text))
    }
    if dialect.quote == nil { parts.append("quote: null") }
    if let quote = dialect.quote, quote != UInt8(ascii: "\"") {
      parts.append("quote: " + Self.quoted(quote))
    }
    if dialect.escape == .backslash { parts.append("escape: \"\\\\\"") }
    if sample.encoding != .utf8 { parts.append("encoding: \"\(sample.encoding.rawValue)\"") }
    if dialect.skip > 0 { parts.append("skip: \(dialect.skip)") }
    if sample.headerRows == 0 { parts.append("header: 0") }
    if sample.headerRows > 1 { parts.append("header: { rows: \(sample.headerRows), join: true }") }
    return parts
  }

  private static func quoted(_ byte: UInt8) -> String {
    JSON5Text.quoted(String(UnicodeScalar(byte)))
  }

  private mutating func writeLookups() {
    text += "  lookups: {\n"
    for (name, words) in lookups {
      text += "    \(name): {\n"
      for (theirs, ours) in words {
        let key = JSON5Text.quoted(theirs)
        text +=
          ours.map { "      \(key): \(JSON5Text.quoted($0)),\n" }
          ?? "      // FILL IN, or its records are refused: \(JSON5Text.comment(key)): \"\",\n"
      }
      text += "    },\n"
    }
    text += "  },\n"
  }

  private mutating func writeUnplaced() {
    if unplaced.isEmpty { return }
    text += "  // Columns without a place:\n"
    for column in unplaced {
      let name = column.header.isEmpty ? "column \(column.index + 1)" : "'\(column.header)'"
      var line = "  //   \(JSON5Text.comment(name))"
      if column.filled == 0 {
        line += ", empty throughout"
      } else {
        line += ", as \(Self.examples(column))"
        let candidates = placing.candidates(for: column)
        if !candidates.isEmpty { line += ": perhaps \(candidates.joined(separator: ", "))?" }
      }
      text += line + "\n"
    }
  }

  /// A column by its name; by its number where that says nothing, or the name comes twice.
  private static func column(_ column: ColumnEvidence, among columns: [ColumnEvidence]) -> String {
    let header = column.header
    let isPlain =
      !header.isEmpty && Int(header) == nil
      && columns.first { $0.header == header }?.index == column.index
    return isPlain ? JSON5Text.quoted("$" + header) : "{ col: \(column.index + 1) }"
  }

  /// What stands in a column: its words where they are few and come again, else only their shapes. A
  /// draft goes from hand to hand, and customers' names and numbers have no place in it.
  private static func examples(_ column: ColumnEvidence) -> String {
    let areCodes = column.words.map { column.filled >= 4 * $0.count } ?? false
    var shown: [String] = []
    for example in column.examples {
      let text = areCodes ? example : shape(of: example)
      if !shown.contains(text) { shown.append(text) }
    }
    return JSON5Text.comment(
      shown.prefix(2).map { $0.count > 30 ? $0.prefix(30) + "…" : $0 }.joined(separator: " | "))
  }

  /// Letters as `a` and `A`, digits as `9`, long runs cut short: `Aaa… 99/99`.
  private static func shape(of text: String) -> String {
    var shape = ""
    var run = 0
    for character in text {
      let sign: Character =
        character.isNumber
        ? "9" : !character.isLetter ? character : character.isUppercase ? "A" : "a"
      run = sign == shape.last ? run + 1 : 0
      if run < 12 { shape.append(sign) }
    }
    return shape
  }

  /// A sentence as comments of at most 90 characters.
  private static func comment(_ sentence: String) -> [String] {
    var lines: [String] = []
    var line = "//"
    for word in JSON5Text.comment(sentence).split(separator: " ") {
      if line.count + word.count > 88, line != "//" {
        lines.append(line)
        line = "//"
      }
      line += " " + word
    }
    return lines + [line]
  }
}
