import Diagnostics
import Foundation
import PDF
import Support
import Testing

@Suite struct PDFTests {
  @Test(
    arguments: [
      (PDFObject.name("A B#"), "/A#20B#23"), (.text("a(b)\\"), "(a\\(b\\)\\\\)"),
      (.text("é"), "<FEFF00E9>"), (.thousandths(-1_500), "-1.5"), (.thousandths(12_000), "12"),
      (.thousandths(5), "0.005"), (.hex([0, 255]), "<00FF>"), (.reference(7), "7 0 R"),
      (
        .dictionary([("A", .array([.integer(1), .bool(true)])), ("B", .null)]),
        "<</A [1 true]/B null>>"
      ),
    ] as [(PDFObject, String)]) func objectsWriteThemselves(_ object: PDFObject, _ text: String)
  {
    #expect(String(decoding: object.bytes, as: UTF8.self) == text)
  }

  /// Three pages: headings, a long table, a chart, names from many places.
  static func sample() throws -> [UInt8] {
    var document = PDFDocument(
      fonts: try FontSet.system(), title: "A sample <&>", author: "Someone é", date: "2026-10-31",
      language: "en-CA", footer: "Sample · footer")
    document.watermark = "COPY"
    try document.heading("A sample", level: 1)
    try document.paragraph("Zoë Müller, Łódź, Ελλάδα, Київ, “quoted” – 12 €")
    try document.paragraph(String(repeating: "unbreakable", count: 30), .small)
    try document.heading("A table", level: 2)
    let rows = (1...90).map { Table.Row(["Line \($0)", "\($0).00"], isStrong: $0 == 90) }
    try document.table(
      Table(
        columns: [.init("Name", share: 70), .init("Amount", share: 30, isNumber: true)],
        rows: rows))
    try document.heading("A chart", level: 2)
    try document.chart(
      BarChart(
        bars: [
          .init(label: "15 Oct", parts: [300, 20], limit: 250, caption: "320"),
          .init(label: "15 Nov", parts: [100, 0], limit: 250, caption: "100"),
        ], legend: ["in", "out"], alternative: "Two bars"))
    return try document.render()
  }

  private static func write() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    return (folder, try folder.write("sample.pdf", Data(try sample())))
  }

  @Test func sameInputSameBytes() throws {
    #expect(try Self.sample() == Self.sample())
  }

  @Test func qpdfFindsNothingWrong() throws {
    guard let qpdf = Tool.judge("qpdf") else { return }
    let file = try Self.write()
    let result = try Tool.run(qpdf, ["--check", file.path], in: file.folder.path)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
  }

  @Test func textComesOutInReadingOrder() throws {
    guard let tool = Tool.judge("pdftotext") else { return }
    let file = try Self.write()
    _ = try Tool.run(tool, ["-layout", file.path, "out.txt"], in: file.folder.path)
    let text = try file.folder.text("out.txt")
    #expect(text.contains("Zoë Müller, Łódź, Ελλάδα, Київ, “quoted” – 12 €"))
    #expect(text.contains("Page 1 of 3") && text.contains("Page 3 of 3"))
    let first = try #require(text.range(of: "Line 1 "))
    let last = try #require(text.range(of: "Line 90"))
    #expect(first.lowerBound < last.lowerBound)
    // The header comes again on each page that the table reaches.
    let pages = text.components(separatedBy: "\u{0C}").filter { $0.contains("Line ") }
    #expect(pages.count > 1 && pages.allSatisfy { $0.contains("Amount") })
  }

  @Test func fontsAreEmbeddedSubsetsWithUnicode() throws {
    guard let tool = Tool.judge("pdffonts") else { return }
    let file = try Self.write()
    let output = try Tool.run(tool, [file.path], in: file.folder.path).output
    let lines = output.split(separator: "\n").dropFirst(2)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("yes yes yes") })
  }

  @Test(arguments: [("ا", "needs-shaping"), ("ก", "needs-shaping"), ("𠀀", "missing-glyph")])
  func charactersThatCannotBeDrawnAreNamed(_ text: String, _ code: String) throws {
    let fonts = try FontSet.system()
    let problem = #expect(throws: Problem.self) {
      var document = PDFDocument(
        fonts: fonts, title: "t", author: "a", date: "2026-01-01", language: "en", footer: "")
      try document.paragraph("x" + text)
    }
    #expect(problem?.code.rawValue == code)
    #expect(problem?.message.contains("U+") == true)
  }
}
