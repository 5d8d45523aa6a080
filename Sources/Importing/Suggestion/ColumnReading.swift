internal import Store
internal import Tabular

/// How the cells of a column can be read as what a field wants, as a profile says it.
struct ColumnReading {
  var steps: [String] = []
  /// The type, where the field's canonical form does not fit.
  var type: String?
  /// For the person who checks the draft.
  var notes: [String] = []
  /// What only that person can settle.
  var doubts: [String] = []
  /// Cells that will be refused.
  var misfits = 0
  /// Whether the cells are no such thing at all.
  var isUnfit = false
  /// Words of the file with ours; nil for those that we don't know.
  var lookup: [(theirs: String, ours: String?)]?
}

extension ColumnReading {
  init(_ column: ColumnEvidence, as field: Field, in kind: Kind) {
    if column.filled == 0 {
      notes.append("empty throughout")
      return
    }
    switch field.type {
    case .text, .zone: return
    case .identifier, .reference: readIdentifier(column)
    case .code, .country: readWords(column, field, kind)
    case .currency: readCurrency(column)
    case .money: readNumber(column, "money", scale: 2)
    case .rate, .quantity: readNumber(column, "decimal", scale: 8)
    case .fraction: readFraction(column)
    case .integer: readNumber(column, "integer", scale: 0)
    case .bytes: readBytes(column)
    case .seconds, .milliseconds: readDuration(column, field)
    case .date: readDate(column, needsTime: false)
    case .instant: readDate(column, needsTime: true)
    case .flag: readFlag(column)
    case .phone: return
    }
  }

  private mutating func misfit(_ count: Int, _ column: ColumnEvidence, _ what: String) {
    misfits = max(0, column.filled - count)
    if misfits > 0 {
      doubts.append("\(misfits) of \(column.filled) cells are no \(what) and will be refused")
    }
  }

  private mutating func readIdentifier(_ column: ColumnEvidence) {
    if let damage = column.shapes.firstDamage {
      doubts.append(
        "damaged by a spreadsheet, as '\(damage.text)' in line \(damage.line) "
          + "(\(column.shapes.damaged) cells): export it again as text")
    }
  }

  private mutating func readWords(
    _ column: ColumnEvidence, _ field: Field, _ kind: Kind
  ) {
    guard let words = column.words else {
      isUnfit = true
      return
    }
    let list = words.keys.sorted().map { word in
      (word, SynonymTable.shared.word(word, for: field, in: kind) ?? Self.country(word, field))
    }
    let isPlain = list.allSatisfy { $0 == $1 }
    if list.allSatisfy({ $0.1 == nil }) { isUnfit = true }
    if isPlain { return }
    lookup = list
    for (word, ours) in list where ours == nil {
      let count = words[word] ?? 0
      misfits += count
      var choices = ""
      if case .code(let known) = field.type { choices = ": " + known.joined(separator: ", ") }
      doubts.append("'\(word)' (\(count) cells) has no word of ours yet\(choices)")
    }
  }

  /// Two capitals are a country already.
  private static func country(_ word: String, _ field: Field) -> String? {
    guard field.type == .country, word.utf8.count == 2 else { return nil }
    return word.utf8.allSatisfy { (65...90).contains($0) } ? word : nil
  }

  private mutating func readCurrency(_ column: ColumnEvidence) {
    let words = column.words?.keys.sorted() ?? []
    if words.contains(where: { $0.utf8.count != 3 }) || words.isEmpty { isUnfit = true }
    if words.contains(where: { $0 != $0.uppercased() }) { steps.append("\"upper\"") }
  }

  private mutating func readNumber(_ column: ColumnEvidence, _ word: String, scale: Int) {
    guard let finding = column.numbers.finding(scale: scale) else {
      isUnfit = true
      return
    }
    let marks = column.numbers.marksSeen.sorted()
    if !marks.isEmpty {
      // Each mark by itself: a strip works on bytes, and these have several.
      let pairs = marks.map { "[\(JSON5Text.quoted($0)), \"\"]" }
      steps.append("{ replace: [\(pairs.joined(separator: ", "))] }")
    }
    if !finding.options.isEmpty, word != "integer" {
      type = "{ \(word): { \(finding.options) } }"
    }
    misfit(finding.fitting, column, word == "money" ? "amounts as the others are" : "numbers")
  }

  private mutating func readFraction(_ column: ColumnEvidence) {
    readNumber(column, "decimal", scale: 8)
    doubts.append("a rate is kept as a fraction, 0.05 for 5 %: see that the file has it so")
  }

  private mutating func readBytes(_ column: ColumnEvidence) {
    readNumber(column, "decimal", scale: 8)
    let header = column.header.lowercased()
    let unit = [
      ("kib", "KiB"), ("mib", "MiB"), ("gib", "GiB"), ("kb", "kB"), ("mb", "MB"), ("gb", "GB"),
    ]
    .first { header.contains($0.0) }?.1
    type = unit.map { "{ bytes: { unit: \"\($0)\" } }" }
    notes.append("in \(unit ?? "bytes"), by its header")
  }

  private mutating func readDuration(_ column: ColumnEvidence, _ field: Field) {
    let clocks = (column.words.map { Array($0.keys) } ?? column.examples)
    if let first = clocks.first, first.contains(":") {
      let colons = first.utf8.filter { $0 == UInt8(ascii: ":") }.count
      type = "{ duration: { unit: \"\(colons == 2 ? "hh:mm:ss" : "mm:ss")\" } }"
      return
    }
    guard let finding = column.numbers.finding(scale: 8) else {
      isUnfit = true
      return
    }
    let header = column.header.lowercased()
    let unit =
      header.contains("ms") || header.contains("milli")
      ? "ms" : header.contains("min") ? "min" : "s"
    type = "{ duration: { unit: \"\(unit)\" } }"
    doubts.append("taken as \(unit == "s" ? "seconds" : unit == "ms" ? "milliseconds" : "minutes")")
    misfit(finding.fitting, column, "durations")
  }

  private mutating func readDate(_ column: ColumnEvidence, needsTime: Bool) {
    guard let finding = DateFinding(column.shapes), finding.hasTime || !needsTime else {
      isUnfit = true
      return
    }
    let texts = finding.formats.map(\.text)
    if texts != ["yyyy-MM-dd"] || needsTime {
      let list = texts.map(JSON5Text.quoted).joined(separator: ", ")
      let isUTC = needsTime && column.header.lowercased().contains("utc")
      type =
        "{ \(needsTime ? "instant" : "date"): { formats: [\(list)]\(isUTC ? ", zone: \"UTC\"" : "") } }"
    }
    if finding.isAmbiguous {
      doubts.append(
        "day or month first? every cell can be read both ways, such as "
          + "'\(column.examples.first ?? "")': leave the right one")
    }
    if needsTime, type?.contains("UTC") != true, !texts.allSatisfy({ $0.hasSuffix("XXX") }) {
      notes.append("local time of the source")
    }
    misfit(finding.fitting, column, "such dates")
  }

  private mutating func readFlag(_ column: ColumnEvidence) {
    let known: (yes: [String], no: [String]) = (
      ["true", "yes", "1", "y", "on", "ja", "t"], ["false", "no", "0", "n", "off", "nein", "f"]
    )
    let words = column.words?.keys.map { $0.lowercased() } ?? []
    if words.isEmpty || !words.allSatisfy({ known.yes.contains($0) || known.no.contains($0) }) {
      isUnfit = true
      return
    }
    if words.contains(where: { ["on", "off", "ja", "nein", "t", "f"].contains($0) }) {
      func list(_ words: [String]) -> String {
        words.map(JSON5Text.quoted).joined(separator: ", ")
      }
      type = "{ flag: { yes: [\(list(known.yes))], no: [\(list(known.no))] } }"
    }
  }
}
