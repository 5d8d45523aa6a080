import Bytes
import Diagnostics

/// An Excel workbook (.xlsx, ECMA-376): its sheets as streams of CSV.
package struct Workbook {
  package struct Sheet: Sendable {
    package var name: String
    package var isHidden: Bool
    fileprivate var part: String
  }

  package private(set) var sheets: [Sheet] = []
  private let archive: ZipArchive
  private var dates = SerialDate()
  private var stringsPart: String?
  private var stylesPart: String?

  /// Whether an archive is a workbook, of this or of another kind.
  static func isWorkbook(_ archive: ZipArchive) -> Bool {
    archive.members.contains {
      $0.name == "[Content_Types].xml" || $0.name.hasPrefix("xl/") || $0.name == "mimetype"
    }
  }

  /// - Throws: `not-text` for workbooks of another kind; `corrupt-workbook`, `corrupt-zip`.
  init(_ archive: ZipArchive) throws(Problem) {
    self.archive = archive
    let names = archive.members.map(\.name)
    if names.contains("xl/workbook.bin") {
      throw .notText(archive.name, format: "a binary Excel workbook (.xlsb)")
    }
    if names.contains("mimetype") {
      throw .notText(archive.name, format: "an OpenDocument file")
    }
    let root = try relationships("_rels/.rels", of: "")
    let main = root.first { $0.type == "officeDocument" }?.part ?? "xl/workbook.xml"
    if !names.contains(main) || main.hasPrefix("word/") || main.hasPrefix("ppt/") {
      throw .notText(archive.name, format: "an Office document without sheets")
    }
    let slash = main.lastIndex(of: "/")
    let folder = slash.map { String(main[...$0]) } ?? ""
    let file = slash.map { String(main[main.index(after: $0)...]) } ?? main
    let related = try relationships("\(folder)_rels/\(file).rels", of: folder)
    stringsPart = related.first { $0.type == "sharedStrings" }?.part
    stylesPart = related.first { $0.type == "styles" }?.part
    var xml = XMLReader(try archive.open(try member(main)))
    while true {
      let event = try xml.next()
      if event == .finished { break }
      guard event == .start else { continue }
      if xml.isNamed("workbookPr"), let flag = try xml.string("date1904") {
        dates.is1904 = flag == "1" || flag == "true"
      } else if xml.isNamed("sheet"), let name = try xml.string("name"),
        let id = try xml.string("id"),
        let part = related.first(where: { $0.id == id && $0.type == "worksheet" })?.part
      {
        sheets.append(
          Sheet(
            name: name, isHidden: (try xml.string("state") ?? "visible") != "visible", part: part))
      }
    }
    if sheets.isEmpty { throw .damagedWorkbook(archive.name, "it has no sheets") }
  }

  /// The sheet of a name, or the first that is not hidden.
  ///
  /// - Throws: `unknown-sheet`.
  func sheet(named name: String?) throws(Problem) -> Sheet {
    guard let name else { return sheets.first { !$0.isHidden } ?? sheets[0] }
    let wanted = name.lowercased()
    guard
      let sheet = sheets.first(where: { $0.name == name })
        ?? sheets.first(where: { $0.name.lowercased() == wanted })
    else { throw .unknownSheet(name, among: sheets.map(\.name), in: archive.name) }
    return sheet
  }

  /// The cells of a sheet as CSV, in UTF-8: a row a line, line 1 being row 1.
  func open(_ sheet: Sheet) throws(Problem) -> InputSource {
    let source = try archive.open(try member(sheet.part))
    let strings = try stringsPart.map { part throws(Problem) in
      try SharedStrings(try archive.open(try member(part)))
    }
    let formats = try stylesPart.map { part throws(Problem) in
      try Self.formats(try archive.open(try member(part)))
    }
    let reader = SheetReader(
      source, strings: strings ?? SharedStrings(), formats: formats ?? [], dates: dates)
    return InputSource(name: archive.name, isPlain: true, pull: reader.read)
  }

  // MARK: Parts

  private func member(_ part: String) throws(Problem) -> ZipArchive.Member {
    let wanted = part.lowercased()
    guard let member = archive.members.first(where: { $0.name.lowercased() == wanted }) else {
      throw .damagedWorkbook(archive.name, "its part '\(part)' is missing")
    }
    return member
  }

  private struct Relationship {
    var id: String
    /// The last word of the type's address, which differs between editions of the standard.
    var type: String
    var part: String
  }

  private func relationships(_ part: String, of folder: String) throws(Problem) -> [Relationship] {
    guard archive.members.contains(where: { $0.name == part }) else { return [] }
    var xml = XMLReader(try archive.open(try member(part)))
    var found: [Relationship] = []
    while true {
      let event = try xml.next()
      if event == .finished { return found }
      guard event == .start, xml.isNamed("Relationship"), let id = try xml.string("Id"),
        let type = try xml.string("Type"), let target = try xml.string("Target")
      else { continue }
      found.append(
        Relationship(
          id: id, type: type.split(separator: "/").last.map(String.init) ?? "",
          part: target.hasPrefix("/") ? String(target.dropFirst()) : folder + target))
    }
  }

  /// The number format of each cell style.
  private static func formats(_ source: InputSource) throws(Problem) -> [NumberFormat] {
    var xml = XMLReader(source)
    var codes: [Int: NumberFormat] = [:]
    var formats: [NumberFormat] = []
    var isInCells = false
    while true {
      switch try xml.next() {
      case .finished: return formats
      case .end: if xml.isNamed("cellXfs") { isInCells = false }
      case .text: break
      case .start:
        if xml.isNamed("cellXfs") {
          isInCells = true
        } else if xml.isNamed("numFmt"), let id = try xml.number("numFmtId"),
          let code = try xml.string("formatCode")
        {
          codes[id] = NumberFormat(code: code)
        } else if isInCells, xml.isNamed("xf") {
          let id = try xml.number("numFmtId") ?? 0
          formats.append(codes[id] ?? NumberFormat(builtIn: id))
          if formats.count > 1 << 20 { throw .workbookTooLarge(source.name) }
        }
      }
    }
  }
}
