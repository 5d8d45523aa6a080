import Diagnostics
import Foundation
import PDF
import Support
import Testing

@Suite struct FontTests {
  /// Never a box, never a question mark: what can't be drawn is named.
  @Test(
    arguments: [
      ("ا", "needs-shaping", "Arabic"), ("ก", "needs-shaping", "Thai"),
      ("शिव", "needs-shaping", "Devanagari"), ("שלום", "needs-shaping", "Hebrew"),
      ("𠀀", "missing-glyph", "U+20000"), ("漢", "missing-glyph", "U+6F22"),
      ("q\u{307}\u{323}", "needs-shaping", "combining mark"),
      ("bell\u{7}", "control-character", "U+0007"),
      ("🦄", "missing-glyph", "U+1F984"),
    ] as [(String, String, String)])
  func charactersThatCannotBeDrawnAreNamed(_ text: String, _ code: String, _ word: String) throws {
    var document = Samples.document("Invoice 5001")
    document.subject = "customer 000017, name"
    let problem = #expect(throws: Problem.self) { try document.paragraph("x" + text) }
    #expect(problem?.code.rawValue == code)
    let message = problem?.message ?? ""
    #expect(message.contains(word) && message.contains("U+"))
    #expect(message.contains("customer 000017, name, a paragraph of 'Invoice 5001'"), "\(message)")
    // The text itself is the customer's, and no part of the message.
    #expect(!message.contains(text) && problem?.detail?.contains(text) == true)
  }

  @Test func aTableNamesRowAndColumn() throws {
    var document = Samples.document()
    let table = Table(
      columns: [.init("Description", share: 70), .init("Amount", share: 30, isNumber: true)],
      rows: [.init(["fine", "1"]), .init(["漢字", "2"])])
    let problem = #expect(throws: Problem.self) { try document.table(table) }
    #expect(problem?.message.contains("row 2, column 'Description'") == true)
  }

  /// A letter and its mark are one character where there is one; what shows nothing is left out.
  @Test(
    arguments: [
      ("e\u{301}", "é"), ("e\u{302}\u{323}", "ệ"), ("\u{212B}", "Å"), ("и\u{306}", "й"),
      ("α\u{301}", "ά"), ("o\u{31B}\u{303}", "ỡ"), ("a\u{200B}b\u{FEFF}", "ab"), ("a\tb", "a b"),
    ] as [(String, String)])
  func textIsComposed(_ text: String, _ same: String) throws {
    func render(_ text: String) throws -> [UInt8] {
      var document = Samples.document()
      try document.paragraph(text)
      return try document.render()
    }
    #expect(try render(text) == render(same))
  }

  /// A character that the first font lacks comes from the next; DejaVu Serif stands in for a small font,
  /// Sans for one with more.
  @Test func charactersFallBackToTheNextFont() throws {
    guard let tool = Tool.judge("pdffonts"), let reader = Tool.judge("pdftotext") else { return }
    let folder = "/usr/share/fonts/truetype/dejavu/"
    let fonts = try FontSet(
      regular: [folder + "DejaVuSansMono.ttf", folder + "DejaVuSans.ttf"],
      bold: [folder + "DejaVuSans-Bold.ttf"])
    var document = PDFDocument(
      fonts: fonts, title: "t", author: "a", date: "2026-01-01", language: "en", footer: "")
    // U+1401 is Canadian syllabics: in Sans, not in Mono.
    try document.paragraph("Mono ᐁᐅ mono")
    let files = try TemporaryFolder()
    let path = try files.write("a.pdf", Data(document.render()))
    let names = try Tool.run(tool, [path], in: files.path).output
    #expect(names.contains("DejaVuSansMono") && names.contains("+DejaVuSans "), "\(names)")
    _ = try Tool.run(reader, [path, "out.txt"], in: files.path)
    #expect(try files.text("out.txt").contains("Mono ᐁᐅ mono"))
  }

  /// Damaged in one table each: the file of a font that may not be embedded, or is none.
  @Test(
    arguments: [
      ("fsType", 2, "forbids embedding"), ("fsType", 0x100, "a part of it"),
      ("fsType", 0x200, "bitmaps"), ("version", 0x4F54_544F, "PostScript"),
      ("version", 0x7474_6366, "collection"), ("version", 0x2550_4446, "no TrueType font"),
      ("length", 500, "cut off"),
    ] as [(String, Int, String)])
  func fontsThatCannotBeUsedAreRefused(_ place: String, _ value: Int, _ reason: String) throws {
    let regular = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: regular))
    switch place {
    case "fsType":
      let tables = Int(bytes[4]) << 8 | Int(bytes[5])
      let entry = try #require(
        (0..<tables).map { 12 + 16 * $0 }.first { bytes[$0..<$0 + 4] == Data("OS/2".utf8) })
      let offset = (0..<4).reduce(0) { $0 << 8 | Int(bytes[entry + 8 + $1]) }
      bytes[offset + 8] = UInt8(value >> 8)
      bytes[offset + 9] = UInt8(value & 0xFF)
    case "version": for index in 0..<4 { bytes[index] = UInt8(value >> (24 - 8 * index) & 0xFF) }
    default: bytes = bytes.prefix(value)
    }
    let folder = try TemporaryFolder()
    let path = try folder.write("font.ttf", bytes)
    let problem = #expect(throws: Problem.self) { try FontSet(regular: path, bold: regular) }
    #expect(problem?.code == "bad-font" && problem?.message.contains(reason) == true)
  }

  /// Whatever stands in a font file, it is refused or used, and nothing traps.
  @Test func damagedFontsDoNoHarm() throws {
    let regular = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: regular)))
    let folder = try TemporaryFolder()
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var used = 0
    for _ in 0..<12 {
      var bytes = whole
      // Headers and tables of places are where harm would come from.
      for _ in 0..<200 {
        bytes[random(10) < 5 ? 300 + random(1_000) : random(bytes.count)] = UInt8(random(256))
      }
      let path = try folder.write("font.ttf", Data(bytes))
      guard let fonts = try? FontSet(regular: path, bold: path) else { continue }
      var document = PDFDocument(
        fonts: fonts, title: "t", author: "a", date: "2026-01-01", language: "en", footer: "")
      try? document.paragraph("Quick brown fox é ü ệ")
      if let bytes = try? document.render(), !bytes.isEmpty { used += 1 }
    }
    #expect(used > 0)
  }

  /// "AV" stands closer than its letters' widths; digits never do.
  @Test func lettersAreKerned() throws {
    let document = Samples.document()
    var loose = PDFDocument.Style.body
    loose.kerns = false
    #expect(document.width(of: "AVAVA", .body) < document.width(of: "AVAVA", loose))
    #expect(document.width(of: "1741.07", .body) == document.width(of: "1741.07", loose))
  }
}
