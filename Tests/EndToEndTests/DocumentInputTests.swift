import Foundation
import Support
import Testing

/// What documents are given and can't use: each ends in a sentence that says what to do, or in a document
/// that is right.
@Suite struct DocumentInputTests {
  private static let most = "90000000000000000.00"

  private static let shop = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    SceneTests.must(try workshop.run(["init"]))
    for (kind, text) in [
      ("company", "code,name,currency,zone,locale,country\nPN,Prairie Net,CAD,UTC,en-CA,CA\n"),
      (
        "source",
        "name,company,role,feed,zone,country,currency\nacme,PN,system,increment,UTC,CA,CAD\n"
      ),
      ("account", "id,company,name\n1,PN,Ann\n2,PN,Ding\u{7}Dong\n3,PN,Ministry\n4,PN,Bob\n"),
      (
        "invoice",
        """
        number,account,date,due,total
        100001,1,2026-11-01,2026-11-15,10.00
        100003,1,2026-11-01,2026-11-15,10.00
        100010,1,2026-11-01,2026-11-15,10.00
        differs,4,2026-11-01,2026-11-15,100.00
        bell,2,2026-11-02,2026-11-15,10.00
        sound,1,2026-11-02,2026-11-15,10.00
        large,3,2026-11-01,2026-11-15,\(most)

        """
      ),
      (
        "debit",
        """
        id,invoice,type,description,amount
        d1,differs,data,Internet,59.95
        d2,differs,recurring,Static IP address,30.05
        l1,large,data,Internet for a country,\(most)

        """
      ),
      (
        "tax_line",
        """
        id,debit,name,jurisdiction,rate,base,amount
        t1,d1,GST,Canada,0.05,59.95,3.00
        t2,d2,GST,Canada,0.05,30.05,1.50

        """
      ),
    ] {
      SceneTests.must(try workshop.bring(kind, text))
    }
    try themes(in: workshop.folder)
    return workshop
  }

  /// Themes with a font that may not be embedded, and with pictures that can't be used.
  private static func themes(in folder: TemporaryFolder) throws {
    let regular = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
    var font = try Data(contentsOf: URL(fileURLWithPath: regular))
    let tables = Int(font[4]) << 8 | Int(font[5])
    let entry = try #require(
      (0..<tables).map { 12 + 16 * $0 }.first { font[$0..<$0 + 4] == Data("OS/2".utf8) })
    // `fsType`, the eighth byte of the table: a restricted licence.
    font[(0..<4).reduce(0) { $0 << 8 | Int(font[entry + 8 + $1]) } + 9] = 2
    _ = try folder.write("locked.ttf", font)
    _ = try folder.write(
      "font.json5", "{ theme: \"x\", fonts: { regular: \"locked.ttf\", bold: \"\(regular)\" } }")

    // A frame of one pixel in four colours; and a picture of 20,000 by 20,000 pixels, of which the head
    // is enough.
    let frame: [UInt8] = [0xFF, 0xD8, 0xFF, 0xC0, 0, 20, 8, 0, 1, 0, 1, 4] + Array(0..<12)
    _ = try folder.write("logo.jpg", Data(frame))
    let side: [UInt8] = [0, 0, 0x4E, 0x20]
    let head: [UInt8] =
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] + side
      + side + [8, 2, 0, 0, 0, 0, 0, 0, 0]
    _ = try folder.write("logo.png", Data(head + Array(repeating: 0, count: 40)))
    for kind in ["jpg", "png"] {
      _ = try folder.write(
        "\(kind).json5", "{ theme: \"x\", logo: { file: \"logo.\(kind)\", alternative: \"Logo\" } }"
      )
    }
  }

  @Test(
    arguments: [
      (
        ["invoice", "100004"], 2,
        "There is no invoice '100004'. Near it are 100001, 100003, 100010. 'carryover find TEXT' looks "
          + "for accounts. [unknown-invoice]"
      ),
      (
        ["invoice", "diffres"], 2,
        "There is no invoice 'diffres'. Near it are differs, large. 'carryover find"
      ),
      (
        ["invoice", "differs"], 3,
        "The lines and taxes of invoice differs come to 94.50, and its total is stated as 100.00. "
          + "Correct the source, or write it with --force: the document says so then, and carries no "
          + "electronic invoice. [invoice-differs]"
      ),
      (
        ["invoice", "bell"], 3,
        "The text has the control character U+0007, which can't be printed. Remove it where the text "
          + "comes from. It stands in account 2, a paragraph of 'Invoice bell'.: Ding\\u{7}Dong "
          + " [control-character]"
      ),
      (
        ["statement", "2"], 3,
        "The text has the control character U+0007, which can't be printed. Remove it where the text "
          + "comes from. It stands in account 2, a paragraph of 'Statement 2, 1–2 Nov 2026'."
      ),
      (
        ["invoice", "100001", "--theme", "font.json5"], 3,
        "locked.ttf: This font can't be used: its licence forbids embedding. Name another. [bad-font]"
      ),
      (
        ["theme", "lint", "font.json5"], 3,
        "locked.ttf: This font can't be used: its licence forbids embedding."
      ),
      (
        ["invoice", "100001", "--theme", "jpg.json5"], 3,
        "jpg.json5:1:29: This picture can't be used: its colours are those of printing (CMYK), which "
          + "screens and archives read differently. Save it as RGB. [bad-theme]"
      ),
      (
        ["theme", "lint", "png.json5"], 3,
        "png.json5:1:29: This picture can't be used: it has 20000 by 20000 pixels, and 10000 a side and "
          + "16000000 in all are allowed. Scale it down. [bad-theme]"
      ),
      (
        ["invoice", "100001", "--profile", "3c"], 2,
        "--profile is one of 3a, 3b, 2u, plain, not '3c'. Did you mean '3a'? [bad-choice]"
      ),
      (
        ["invoice", "--each", "out", "--date", "2026-11-01", "--threads", "0"], 2,
        "--threads is a number from 1 to 32. [bad-threads]"
      ),
    ] as [([String], Int32, String)])
  func whatCannotBeUsedIsSaid(_ words: [String], _ exitCode: Int32, _ message: String) throws {
    let workshop = try Self.shop.get()
    let output = words[0] == "theme" || words.contains("--each") ? [] : ["-o", "refused.pdf"]
    let result = try workshop.run(words + output)
    #expect(result.exitCode == exitCode)
    #expect(result.errors.contains(message), "\(result.errors)")
    #expect(!workshop.folder.names.contains("refused.pdf"))
  }

  @Test func aDocumentThatDiffersSaysSo() throws {
    let workshop = try Self.shop.get()
    SceneTests.must(try workshop.run(["invoice", "differs", "--force", "-o", "differs.pdf"]))
    guard let text = try PDFPages.text("differs.pdf", in: workshop) else { return }
    #expect(
      text.contains("The lines come to 94.50; the system that made this invoice states 100.00."))
    #expect(PDFPages.last("Total of this invoice", in: text) == "94.50")
  }

  /// Of a day's invoices the others are written, and the one is named.
  @Test func oneThatCannotBeWrittenDoesNotStopTheOthers() throws {
    let workshop = try Self.shop.get()
    let result = try workshop.run([
      "invoice", "--each", "day", "--date", "2026-11-02", "--threads", "2",
    ])
    #expect(result.exitCode == 1 && result.errors.contains("bell: The text has the control"))
    #expect(try workshop.folder.text("day/manifest.csv").split(separator: "\n").count == 2)
    #expect(result.errors.contains("Wrote 1 files and manifest.csv in day"))
  }

  /// Twenty digits and their separators: no amount that the store holds is too wide for a page.
  @Test func theLargestAmountsHaveRoom() throws {
    let workshop = try Self.shop.get()
    let shown = "90,000,000,000,000,000.00"
    SceneTests.must(try workshop.run(["invoice", "large", "-o", "large.pdf"]))
    SceneTests.must(try workshop.run(["statement", "3", "-o", "statement.pdf"]))
    if let text = try PDFPages.text("large.pdf", in: workshop) {
      #expect(text.contains("To pay: CAD\u{A0}\(shown)") || text.contains("To pay: CAD \(shown)"))
      #expect(PDFPages.last("Total of this invoice", in: text) == shown)
    }
    if let text = try PDFPages.text("statement.pdf", in: workshop) {
      #expect(PDFPages.last("Balance on 2 Nov 2026", in: text) == shown)
      #expect(text.components(separatedBy: shown).count > 4)
    }
  }
}
