internal import Tabular

/// What speaks for what was found out.
enum DetectionWords {
  static func encoding(_ summary: ConversionSummary) -> String {
    let evidence = summary.sketch.evidence
    if evidence.mark != nil { return "by its byte order mark" }
    switch summary.encoding {
    case .utf16LittleEndian, .utf16BigEndian: return "nearly every second byte is NUL"
    case .windows1252 where evidence.invalid > 0:
      return
        "\(evidence.invalid) bytes beyond ASCII in the first \(size(evidence.bytes)) are not UTF-8"
    case .windows1252: return "bytes beyond ASCII are not UTF-8"
    default: break
    }
    if evidence.characters > 0 {
      return
        "\(evidence.characters) characters beyond ASCII in the first \(size(evidence.bytes)), all valid"
    }
    return "all ASCII in the first \(size(evidence.bytes))"
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 10_000 ? "\(bytes) bytes" : "\(bytes / 1000) kB"
  }

  static func form(_ form: TextForm) -> String {
    switch form {
    case .table: "a table"
    case .jsonLines: "JSON Lines: an object a line"
    case .jsonArray: "one JSON array; profiles read JSON Lines, an object a line"
    case .xml(let root): "XML: elements within <\(root)>"
    }
  }

  static func dialect(_ summary: ConversionSummary) -> String {
    let sketch = summary.sketch
    var words = "delimiter \(TableText.name(sketch.dialect.delimiter)) ("
    if sketch.hasSeparatorHint { words += "the first line says so; " }
    words += "\(sketch.regular) of the first \(sketch.records) records have \(sketch.columns) "
    words += sketch.columns == 1 ? "column)" : "columns)"
    words += ", quote \(TableText.name(sketch.dialect.quote))"
    words += sketch.quotedFields == 0 ? " (not seen)" : ""
    if sketch.dialect.escape == .backslash { words += ", backslash before quotes" }
    if sketch.dialect.isPadded { words += ", blanks around quotes" }
    guard let profile = summary.profile else { return words }
    let ends = [
      ("LF", profile.lineFeeds), ("CR LF", profile.both), ("CR", profile.returns),
    ].filter { $0.1 > 0 }
    if ends.count > 1 {
      words += ", mixed line ends: " + ends.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    } else if let end = ends.first {
      words += ", line end \(end.0)"
    }
    return words
  }

  /// The type of a column with its evidence.
  static func column(_ column: ColumnProfile) -> String {
    var words: [String] = []
    switch column.type {
    case .empty: return "empty in all \(column.cells)"
    case .integer: words.append("whole number")
    case .decimal(let point, let group):
      words.append("decimal" + (point.map { " '\(character($0))'" } ?? ""))
      if let group { words.append("thousands '\(character(group))'") }
    case .date(let patterns):
      words.append(
        "date " + (patterns.isEmpty ? "in no order" : patterns.joined(separator: " or ")))
      if column.isAmbiguousDate {
        words.append("AMBIGUOUS: no number is above 12, so the profile must say which")
      } else if let line = column.dates.first(where: { $0.decidingLine != nil })?.decidingLine {
        words.append("settled by line \(line)")
      }
    case .time: words.append("time of day")
    case .flag: words.append("yes or no")
    case .text: words.append("text")
    }
    words.append(
      column.empty == 0 ? "all \(column.cells)" : "\(column.filled), \(column.empty) empty")
    if column.type == .integer {
      if column.leadingZeros > 0 {
        words.append("\(column.leadingZeros) with leading zeros: an id")
      }
      if column.compactDates == column.integers { words.append("could be dates yyyyMMdd") }
      if column.epochs == column.integers { words.append("could be times since 1970") }
    }
    if column.ambiguousNumbers > 0 {
      words.append("\(column.ambiguousNumbers) like 1,234: thousands or decimals")
    }
    for sign in column.signs.map(\.rawValue).sorted() { words.append("negative by \(sign)") }
    if column.hasCurrency { words.append("with a currency") }
    if let exceptions = column.exceptions {
      words.append("\(exceptions.count) otherwise, first on line \(exceptions.line)")
    }
    if let first = column.firstDamage {
      words.append(
        "\(column.damaged) spoilt by a spreadsheet (1.4E+10, ####, #REF!), first on line "
          + "\(first.line)")
    }
    return words.joined(separator: "; ")
  }

  private static func character(_ byte: UInt8) -> String { String(Character(Unicode.Scalar(byte))) }
}
