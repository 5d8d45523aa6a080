import Diagnostics
import Foundation
import PDF
import Support
import Testing

/// What a stranger can set with this: a programme of a choir, with nothing of billing in it.
@Suite struct LayoutTests {
  private static func text(_ bytes: [UInt8]) throws -> [String]? {
    guard let reader = Tool.judge("pdftotext") else { return nil }
    let folder = try TemporaryFolder()
    let path = try folder.write("a.pdf", Data(bytes))
    _ = try Tool.run(reader, ["-layout", path, "out.txt"], in: folder.path)
    return try folder.text("out.txt").components(separatedBy: "\u{0C}").dropLast()
  }

  /// Columns, pictures, a table with groups, what stays together, another language.
  static func programme() throws -> [UInt8] {
    var page = PDFDocument(
      fonts: Samples.fonts, title: "Autumn concert", author: "Riverside Choir", date: "2026-11-21",
      language: "en", footer: "Riverside Choir · 21 November", paper: .letter)
    page.palette = Palette(accent: Colour(red: 120, green: 30, blue: 60))
    page.pageLabel = "{page}/{pages}"
    try page.heading("Autumn concert", level: 1)
    try page.image(
      PDFImage(Pictures.badge(), path: "logo.png"), height: 40_000,
      alternative: "Logo of the choir", at: .init(left: 500_000, top: 40_000))
    try page.paragraph("Doors open at 19:00. Tea in the interval.", .strong)
    page.space(10_000)
    try page.columns(2) { (page: inout PDFDocument) throws(Problem) in
      for (name, language, lines) in [
        ("Abendlied", "de", 14), ("Le grillon", "fr", 20), ("The lark", "en", 30),
        ("Ranta", "fi", 24),
      ] {
        try page.together { (page: inout PDFDocument) throws(Problem) in
          try page.heading(name, level: 2)
          page.textLanguage = language
          for line in 1...lines { try page.paragraph("\(name), verse \(line)", .small) }
          page.textLanguage = nil
          page.space(10_000)
        }
      }
    }
    try page.heading("Singers", level: 2)
    var rows: [Table.Row] = []
    for voice in ["Soprano", "Alto", "Tenor", "Bass"] {
      rows.append(.group(voice))
      rows += (1...18).map { number in
        var row = Table.Row(["\(voice) \(number)", "since \(1990 + number)"])
        row.indent = 10_000
        return row
      }
    }
    try page.table(
      Table(columns: [.init("Name", share: 60), .init("In the choir", share: 40)], rows: rows))
    return try page.render()
  }

  @Test func aStrangersDocumentComesOut() throws {
    let bytes = try Self.programme()
    guard let pages = try Self.text(bytes) else { return }
    #expect(pages.count == 4)
    #expect(pages[0].contains("1/4") && pages[3].contains("4/4"))
    // Songs stay whole: the third did not fit under the second.
    let lark = pages.firstIndex {
      $0.contains("The lark, verse 1 ") || $0.contains("The lark, verse 1\n")
    }
    #expect(lark != nil && lark == pages.firstIndex { $0.contains("The lark, verse 30") })
    // No group's heading is the last line above the foot.
    for page in pages {
      let lines = page.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(!["Soprano", "Alto", "Tenor", "Bass"].contains(lines[lines.count - 2]))
    }
    guard let judge = Tool.judge("page-validation") else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write("programme.pdf", Data(bytes))
    for promise in ["3a", "ua1"] {
      let result = try Tool.run(judge, [promise, path], in: folder.path)
      #expect(result.exitCode == 0, "\(result.output)")
    }
  }

  /// Sums at the foot of a page come again at the head of the next.
  @Test func amountsAreCarriedForward() throws {
    var document = Samples.document()
    let rows = (1...100).map { number in
      var row = Table.Row(["Line \(number)", "1.00"])
      row.running = "\(number).00"
      return row
    }
    try document.table(
      Table(
        columns: [.init("What", share: 70), .init("Amount", share: 30, isNumber: true)],
        rows: rows, carrying: .init(forward: "Carried forward", brought: "Brought forward")))
    guard let pages = try Self.text(document.render()) else { return }
    #expect(pages.count == 3)
    for (index, page) in pages.enumerated() {
      let lines = page.split(separator: "\n").filter {
        $0.contains("Line ") || $0.contains(" forward")
      }
      .map { $0.split(separator: " ").map(String.init) }
      if index > 0 {
        // Brought forward is what the page begins behind: its first line's number less one.
        let first = try #require(Int(lines[1][1]))
        #expect(lines[0] == ["Brought", "forward", "\(first - 1).00"])
      }
      if index < 2 {
        #expect(
          lines[lines.count - 1] == ["Carried", "forward", "\(lines[lines.count - 2][1]).00"])
      }
    }
  }

  /// Not cut, not shrunk: a number takes room from the texts beside it, and what no width holds is an
  /// error.
  @Test func numbersAreNeverBroken() throws {
    func table(_ amount: String, columns: Int = 2) -> Table {
      Table(
        columns: [.init("What", share: 90)]
          + (1..<columns).map { .init("Amount \($0)", share: 10, isNumber: true) },
        rows: [
          .init(["Something rather long that takes a line"] + (1..<columns).map { _ in amount })
        ])
    }
    var document = Samples.document()
    try document.table(table("ABCDEFGHIJKL 1,234,567,890,123.45"))
    guard let pages = try Self.text(document.render()) else { return }
    #expect(pages[0].contains("ABCDEFGHIJKL 1,234,567,890,123.45"))
    let problem = #expect(throws: Problem.self) {
      try document.table(table("ABCDEFGHIJKL 1,234,567,890,123.45", columns: 4))
    }
    #expect(problem?.code == "wide-cell" && problem?.message.contains("Amount") == true)
  }

  /// Taller than a page: no line is lost.
  @Test func aTallRowGoesOn() throws {
    var document = Samples.document()
    let lines = (1...150).map { "line \($0)" }.joined(separator: "\n")
    try document.table(
      Table(
        columns: [.init("Tall", share: 50), .init("Short", share: 50)],
        rows: [.init(["before", ""]), .init([lines, "beside"]), .init(["after", ""])]))
    let bytes = try document.render()
    guard let pages = try Self.text(bytes) else { return }
    let words = pages.joined().split(whereSeparator: \.isWhitespace).map(String.init)
    for number in 1...150 { #expect(words.contains(String(number))) }
    #expect(words.contains("after") && pages.count == 3)
  }

  /// So many pages that they are compressed as they are left: each line is there once, in order, and
  /// tagged, and each page has its foot.
  @Test func manyPagesAreLikeFew() throws {
    let lines = 900
    var document = Samples.document()
    document.watermark = "COPY"
    try document.heading("Many lines", level: 1)
    try document.table(
      Table(
        columns: [.init("What", share: 70), .init("Amount", share: 30, isNumber: true)],
        rows: (1...lines).map { .init(["Line \($0)", "1.00"]) }, isFine: true))
    let bytes = try document.render()
    #expect(document.pageCount > 20 && bytes.count < 200_000)
    guard let pages = try Self.text(bytes) else { return }
    let numbers = pages.joined().matches(of: #/Line ([0-9]+)/#).compactMap { Int($0.1) }
    #expect(numbers == Array(1...lines))
    #expect(pages.indices.allSatisfy { pages[$0].contains("Page \($0 + 1) of \(pages.count)") })
    guard let judge = Tool.judge("page-validation") else { return }
    let folder = try TemporaryFolder()
    let path = try folder.write("many.pdf", Data(bytes))
    for promise in ["3a", "ua1"] {
      let result = try Tool.run(judge, [promise, path], in: folder.path)
      #expect(result.exitCode == 0, "\(result.output)")
    }
  }

  @Test func placesTellWhenTheyAreTooSmall() throws {
    var document = Samples.document()
    let (small, large) = (
      try document.place(.init(left: 60_000, top: 130_000), width: 240_000, height: 20_000) {
        (document: inout PDFDocument) throws(Problem) in
        for line in 1...4 { try document.paragraph("Address line \(line)") }
      },
      try document.place(.init(left: 60_000, top: 230_000), width: 240_000, height: 60_000) {
        (document: inout PDFDocument) throws(Problem) in
        for line in 1...4 { try document.paragraph("Address line \(line)") }
      }
    )
    #expect(!small && large)
    #expect(document.pageCount == 1)
  }
}
