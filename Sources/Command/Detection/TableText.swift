internal import Tabular

/// How a table is written, in words and as members of a JSON object.
enum TableText {
  static func dialect(
    _ container: TableFile.Container, _ encoding: TextEncoding, _ sketch: TableSketch
  ) -> String {
    var parts: [String] = []
    switch container {
    case .plain: parts.append(encoding.rawValue)
    case .gzip: parts.append("gzip, \(encoding.rawValue)")
    case .zip(let member): parts.append("'\(member)' in a ZIP, \(encoding.rawValue)")
    case .workbook(let sheet, _): parts.append("sheet '\(sheet)' of a workbook")
    }
    if !isWorkbook(container) {
      parts.append("delimiter \(name(sketch.dialect.delimiter))")
      parts.append("quote \(name(sketch.dialect.quote))")
      if sketch.dialect.escape == .backslash { parts.append("backslash before quotes") }
      if sketch.dialect.isPadded { parts.append("blanks around them") }
    }
    let rows = header(sketch)
    parts.append(sketch.headerRows == 0 ? rows : "header on \(rows)")
    return parts.joined(separator: ", ")
  }

  static func header(_ sketch: TableSketch) -> String {
    switch sketch.headerRows {
    case 0: "no header"
    case 1: "line \(sketch.firstLine)"
    default: "\(sketch.headerRows) rows from line \(sketch.firstLine) on"
    }
  }

  static func dialectMembers(
    _ container: TableFile.Container, _ encoding: TextEncoding, _ sketch: TableSketch
  ) -> [(String, JSONText)] {
    var members: [(String, JSONText)] = []
    switch container {
    case .plain: members.append(("container", JSONText("plain")))
    case .gzip: members.append(("container", JSONText("gzip")))
    case .zip(let member):
      members += [("container", JSONText("zip")), ("member", JSONText(member))]
    case .workbook(let sheet, let sheets):
      members += [
        ("container", JSONText("xlsx")), ("sheet", JSONText(sheet)),
        ("sheets", .list(sheets.map { JSONText($0) })),
      ]
    }
    members += [
      ("encoding", JSONText(encoding.rawValue)),
      ("delimiter", JSONText(sketch.dialect.delimiter?.text)),
      ("quote", JSONText(sketch.dialect.quote.map { String(Character(Unicode.Scalar($0))) })),
      ("escape", JSONText(sketch.dialect.escape == .doubled ? "doubled" : "backslash")),
      ("padded", JSONText(sketch.dialect.isPadded)), ("skip", JSONText(sketch.dialect.skip)),
      ("header_rows", JSONText(sketch.headerRows)),
      ("header_line", sketch.headerRows > 0 ? JSONText(sketch.firstLine) : .null),
    ]
    return members
  }

  static func isWorkbook(_ container: TableFile.Container) -> Bool {
    if case .workbook = container { return true }
    return false
  }

  /// A byte as people call it.
  static func name(_ byte: UInt8?) -> String {
    guard let byte else { return "none" }
    return Invocation.named.first { $0.byte == byte }?.name
      ?? String(Character(Unicode.Scalar(byte)))
  }

  static func name(_ delimiter: Delimiter?) -> String {
    guard let delimiter, !delimiter.rest.isEmpty else { return name(delimiter?.first) }
    return delimiter.text
  }
}
