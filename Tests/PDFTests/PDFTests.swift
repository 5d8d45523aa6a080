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

  @Test func sameInputSameBytes() throws {
    #expect(try Samples.pages() == Samples.pages())
    #expect(try Samples.figures() == Samples.figures())
    #expect(try Samples.batch() == Samples.batch())
  }

  /// What was made before, in the same process, does not show.
  @Test func companyDoesNotMatter() throws {
    var alone = Samples.document()
    try alone.paragraph("Alone")
    var other = Samples.document()
    try other.paragraph("Ĉirkaŭ aliaj literoj: ξένος")
    let first = try alone.render()
    _ = try other.render()
    var again = PDFDocument(
      fonts: try FontSet.system(), title: "A sample <&>", author: "Someone é", date: "2026-10-31",
      language: "en-CA", footer: "Sample · footer")
    try again.paragraph("Alone")
    #expect(try again.render() == first)
  }

  private static func write(_ bytes: [UInt8]) throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    return (folder, try folder.write("sample.pdf", Data(bytes)))
  }

  @Test func textComesOutInReadingOrder() throws {
    guard let tool = Tool.judge("pdftotext") else { return }
    let file = try Self.write(Samples.pages())
    _ = try Tool.run(tool, ["-layout", file.path, "out.txt"], in: file.folder.path)
    let text = try file.folder.text("out.txt")
    #expect(text.contains("Zoë Müller, Łódź, Ελλάδα, Київ, Nguyễn Thị Bảy, “quoted” – 12 €"))
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
    let file = try Self.write(Samples.pages())
    let output = try Tool.run(tool, [file.path], in: file.folder.path).output
    let lines = output.split(separator: "\n").dropFirst(2)
    #expect(lines.count == 2)
    #expect(lines.allSatisfy { $0.contains("yes yes yes") })
  }

  @Test func attachmentsComeOutAsTheyWentIn() throws {
    guard let tool = Tool.judge("pdfdetach") else { return }
    let file = try Self.write(Samples.figures())
    let list = try Tool.run(tool, ["-list", file.path], in: file.folder.path).output
    #expect(list.contains("2 embedded files") && list.contains("factur-x.xml"), "\(list)")
    _ = try Tool.run(tool, ["-saveall", file.path], in: file.folder.path)
    #expect(try file.folder.text("factur-x.xml") == "<?xml version=\"1.0\"?><a/>")
    #expect(try file.folder.text("calls.csv") == "a,b\n")
  }

  @Test func noAttachmentsInTwoU() throws {
    var document = Samples.document(profile: .archiveWithoutAttachments)
    document.attach(Attachment(name: "a.txt", type: "text/plain", about: "a", content: [65]))
    let problem = #expect(throws: Problem.self) { try document.render() }
    #expect(problem?.code == "no-attachments")
  }

  @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "www.example.com"])
  func linksLeadToTheWebMailOrTelephone(_ address: String) throws {
    var document = Samples.document()
    try document.link("here", to: address)
    let problem = #expect(throws: Problem.self) { try document.render() }
    #expect(problem?.code == "bad-link" && problem?.detail == address)
  }

  /// Programs that are not ours, and what they say of each sample.
  @Test(arguments: [
    ["qpdf", "--check"], ["pdfinfo", "-struct-text"],
    ["mutool", "draw", "-N", "-q", "-o", "out.txt"],
    ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-sDEVICE=nullpage"],
  ]) func otherProgramsReadEverything(_ command: [String]) throws {
    guard let tool = Tool.judge(command[0]) else { return }
    let folder = try TemporaryFolder()
    for profile in PDFProfile.allCases {
      for path in try Samples.write(profile, into: folder) {
        let result = try Tool.run(tool, command.dropFirst() + [path], in: folder.path)
        #expect(
          result.exitCode == 0 && result.errors.isEmpty,
          "\(path): \(result.output.prefix(500))\(result.errors.prefix(500))")
      }
    }
  }

  /// The quick judge of PDF/A and PDF/UA: every profile keeps what it promises.
  @Test(arguments: [
    (PDFProfile.archiveAndAccess, ["3a", "ua1"]), (.archive, ["3b"]),
    (.archiveWithoutAttachments, ["2u", "ua1"]),
  ]) func profilesKeepTheirPromises(_ profile: PDFProfile, _ promises: [String]) throws {
    guard let judge = Tool.judge("page-validation") else { return }
    let folder = try TemporaryFolder()
    let paths = try Samples.write(profile, into: folder)
    for promise in promises {
      let result = try Tool.run(judge, [promise] + paths, in: folder.path)
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
  }

  @Test func aBatchCountsPagesByDocumentAndBeginsOnNewSheets() throws {
    guard let tool = Tool.judge("pdftotext") else { return }
    let file = try Self.write(Samples.batch())
    _ = try Tool.run(tool, ["-layout", file.path, "out.txt"], in: file.folder.path)
    let pages = try file.folder.text("out.txt").components(separatedBy: "\u{0C}").dropLast()
    // One page and its blank back, two pages, three and a blank back.
    #expect(pages.count == 8)
    let labels = pages.map { page in
      page.split(separator: "\n").last { $0.contains("Page ") }?
        .split(separator: " ").suffix(4).joined(separator: " ") ?? "blank"
    }
    #expect(
      labels == [
        "Page 1 of 1", "blank", "Page 1 of 2", "Page 2 of 2", "Page 1 of 3", "Page 2 of 3",
        "Page 3 of 3", "blank",
      ])
  }

  /// So many that object streams and cross-reference come in several pieces.
  @Test func aLargeBatchIsRead() throws {
    guard let qpdf = Tool.judge("qpdf") else { return }
    let folder = try TemporaryFolder()
    let batch = try PDFBatch(
      fonts: Samples.fonts, title: "Large", author: "a", date: "2026-10-31", language: "en",
      path: folder.file("large.pdf"))
    for number in 1...110 {
      var document = Samples.document("Letter \(number)")
      try document.heading("Letter \(number)", level: 1)
      try document.table(
        Table(
          columns: [.init("Name", share: 70), .init("Amount", share: 30, isNumber: true)],
          rows: (1...20).map { Table.Row(["Line \($0)", "\($0).00"]) }))
      try batch.add(document, bookmark: "Letter \(number)")
    }
    _ = try batch.finish()
    let result = try Tool.run(qpdf, ["--check", "large.pdf"], in: folder.path)
    #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    let count = try Tool.run(qpdf, ["--show-npages", "large.pdf"], in: folder.path)
    #expect(count.output == "110\n")
  }
}
