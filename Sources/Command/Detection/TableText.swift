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
  ) -> String {
    var members: [String] = []
    switch container {
    case .plain: members.append("\"container\": \"plain\"")
    case .gzip: members.append("\"container\": \"gzip\"")
    case .zip(let member):
      members += ["\"container\": \"zip\"", "\"member\": \(ImportText.quoted(member))"]
    case .workbook(let sheet, let sheets):
      let list = sheets.map(ImportText.quoted).joined(separator: ", ")
      members += [
        "\"container\": \"xlsx\"", "\"sheet\": \(ImportText.quoted(sheet))",
        "\"sheets\": [\(list)]",
      ]
    }
    members.append("\"encoding\": \"\(encoding.rawValue)\"")
    members.append(
      "\"delimiter\": \(sketch.dialect.delimiter.map { ImportText.quoted($0.text) } ?? "null")")
    members.append("\"quote\": \(character(sketch.dialect.quote))")
    members.append(
      "\"escape\": \"\(sketch.dialect.escape == .doubled ? "doubled" : "backslash")\"")
    members.append("\"padded\": \(sketch.dialect.isPadded)")
    members.append("\"skip\": \(sketch.dialect.skip)")
    members.append("\"header_rows\": \(sketch.headerRows)")
    members.append("\"header_line\": \(sketch.headerRows > 0 ? String(sketch.firstLine) : "null")")
    return members.joined(separator: ", ")
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

  private static func character(_ byte: UInt8?) -> String {
    byte.map { ImportText.quoted(String(Character(Unicode.Scalar($0)))) } ?? "null"
  }
}
