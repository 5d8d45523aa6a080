import Bytes
import Diagnostics
import Foundation
import PDF
import Support
import Synchronization

/// Documents that the tests look at.
enum Samples {
  static let fonts: FontSet = {
    guard let fonts = try? FontSet.system() else {
      preconditionFailure("fonts-dejavu-core is needed")
    }
    return fonts
  }()

  /// All of them, by name; made once for each profile.
  static func all(_ profile: PDFProfile = .archiveAndAccess) throws -> [(
    name: String, bytes: [UInt8]
  )] {
    try made.withLock { made in
      if let known = made[profile] { return known }
      let samples = [
        ("pages", try pages(profile)), ("figures", try figures(profile)),
        ("batch", try batch(profile)),
      ]
      made[profile] = samples
      return samples
    }
  }

  private static let made = Mutex<[PDFProfile: [(name: String, bytes: [UInt8])]]>([:])

  /// Writes the samples of a profile into a folder, and gives their paths.
  static func write(_ profile: PDFProfile, into folder: TemporaryFolder) throws -> [String] {
    try all(profile).map { try folder.write("\($0.name)-\(profile.rawValue).pdf", Data($0.bytes)) }
  }

  static func document(
    _ title: String = "A sample <&>", profile: PDFProfile = .archiveAndAccess,
    language: String = "en-CA"
  ) -> PDFDocument {
    PDFDocument(
      fonts: fonts, title: title, author: "Someone é", date: "2026-10-31", language: language,
      footer: "Sample · footer", profile: profile)
  }

  /// Headings, a long table, a chart, names from many places: three pages.
  static func pages(_ profile: PDFProfile = .archiveAndAccess) throws -> [UInt8] {
    var document = document(profile: profile)
    document.watermark = "COPY"
    try document.heading("A sample", level: 1)
    try document.paragraph("Zoë Müller, Łódź, Ελλάδα, Київ, Nguyễn Thị Bảy, “quoted” – 12 €")
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

  /// Everything that is no text: pictures, codes, links, bookmarks, an attachment, another language.
  static func figures(_ profile: PDFProfile = .archiveAndAccess) throws -> [UInt8] {
    var document = document("Figures", profile: profile)
    document.bookmark("Top")
    try document.heading("Figures", level: 1)
    try document.image(
      PDFImage(Pictures.badge(), path: "badge.png"), height: 48_000, alternative: "A badge")
    try document.image(
      PDFImage(Pictures.gradient(), path: "gradient.png"), height: 30_000, alternative: nil)
    document.bookmark("Codes", level: 2)
    try document.heading("Codes", level: 2)
    try document.code(
      QRCode("https://pay.example/5001?amount=67.46"), side: 80_000,
      alternative: "QR code: pay 67.46 at pay.example")
    document.space(12_000)
    try document.code(
      Code128("000100-5001-0010946"), width: 200_000, height: 30_000,
      alternative: "Bar code: 000100-5001-0010946")
    document.space(12_000)
    try document.link(
      "Pay online", to: "https://pay.example/5001?who=Zoë", about: "Pay invoice 5001")
    try document.link("Write to us", to: "mailto:billing@example.com")
    document.watermark = "DRAFT"
    try document.table(
      Table(
        columns: [.init("Code", share: 50), .init("For", share: 50)],
        rows: [.init(["QR", "telephones"]), .init(["Bars", "scanners"])], isFine: true))
    document.textLanguage = "fr"
    try document.paragraph("Votre facture d’accès à Internet, réglée par prélèvement.")
    document.textLanguage = nil
    try document.columns(2) { (document: inout PDFDocument) throws(Problem) in
      try document.heading("Two columns", level: 2)
      for number in 1...80 {
        try document.paragraph("Call \(number) to 204-555-0\(100 + number)", .small)
      }
    }
    try document.place(.init(left: 340_000, top: 90_000), width: 180_000, height: 60_000) {
      (document: inout PDFDocument) throws(Problem) in
      try document.paragraph("A place on the page, two lines of which stay in their box.")
    }
    try document.box(.init(left: 335_000, top: 88_000), width: 190_000, height: 44_000)
    if profile != .archiveWithoutAttachments {
      document.attach(
        Attachment(
          name: "factur-x.xml", type: "text/xml", about: "The invoice as data",
          relationship: .alternative, content: Array("<?xml version=\"1.0\"?><a/>".utf8)))
      document.attach(
        Attachment(
          name: "calls.csv", type: "text/csv", about: "The calls", content: Array("a,b\n".utf8)))
      document.electronicInvoice = ElectronicInvoice()
    }
    return try document.render()
  }

  /// Three documents of one, two and three pages in one file.
  static func batch(_ profile: PDFProfile = .archiveAndAccess, isPadded: Bool = true) throws
    -> [UInt8]
  {
    let batch = try PDFBatch(
      fonts: fonts, title: "A batch", author: "Someone", date: "2026-10-31", language: "en",
      profile: profile)
    for (number, lines) in [(1, 5), (2, 60), (3, 100)] {
      var document = document(
        "Invoice \(number)", profile: profile, language: number == 2 ? "de" : "en")
      try document.heading("Invoice \(number)", level: 1)
      document.bookmark("Lines")
      try document.image(
        PDFImage(Pictures.badge(), path: "badge.png"), height: 30_000, alternative: "A badge")
      try document.link("Pay", to: "https://pay.example/\(number)")
      let rows = (1...lines).map { Table.Row(["Line \($0)", "\($0).00"]) }
      try document.table(
        Table(
          columns: [.init("Name", share: 70), .init("Amount", share: 30, isNumber: true)],
          rows: rows))
      try batch.add(document, bookmark: "Invoice \(number)", isPadded: isPadded)
    }
    return try batch.finish()
  }
}

/// Pictures made here.
enum Pictures {
  /// A PNG file; the check sums of its chunks are left at 0, since nothing here reads them.
  static func png(
    width: Int, height: Int, depth: UInt8, kind: UInt8, palette: [UInt8] = [],
    transparency: [UInt8] = [], interlaced: Bool = false, rows: [UInt8]
  ) -> [UInt8] {
    func long(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 0xFF) } }
    func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
      long(content.count) + Array(name.utf8) + content + [0, 0, 0, 0]
    }
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += chunk(
      "IHDR", long(width) + long(height) + [depth, kind, 0, 0, interlaced ? 1 : 0])
    if !palette.isEmpty { bytes += chunk("PLTE", palette) }
    if !transparency.isEmpty { bytes += chunk("tRNS", transparency) }
    return bytes + chunk("IDAT", Deflate.zlib(rows)) + chunk("IEND", [])
  }

  /// A red disc on nothing, with rows in each of the five predictions.
  static func badge() -> [UInt8] {
    let size = 64
    var rows: [UInt8] = []
    var above = [UInt8](repeating: 0, count: size * 4)
    for y in 0..<size {
      let row = (0..<size).flatMap { x -> [UInt8] in
        let (dx, dy) = (x - size / 2, y - size / 2)
        let isIn = dx * dx + dy * dy < size * size / 4
        return isIn ? [200, UInt8(y * 2), 40, 255] : [0, 0, 0, 0]
      }
      let filter = UInt8(y % 5)
      rows.append(filter)
      for index in row.indices {
        let left = index >= 4 ? Int(row[index - 4]) : 0
        let corner = index >= 4 ? Int(above[index - 4]) : 0
        let up = Int(above[index])
        let paeth: Int = {
          let p = left + up - corner
          let (a, b, c) = (abs(p - left), abs(p - up), abs(p - corner))
          return a <= b && a <= c ? left : b <= c ? up : corner
        }()
        let predicted = [0, left, up, (left + up) / 2, paeth][Int(filter)]
        rows.append(row[index] &- UInt8(truncatingIfNeeded: predicted))
      }
      above = row
    }
    return png(width: size, height: size, depth: 8, kind: 6, rows: rows)
  }

  /// Grey from black to white, without transparency.
  static func gradient() -> [UInt8] {
    let row = [0] + (0..<64).map { UInt8($0 * 4) }
    return png(
      width: 64, height: 8, depth: 8, kind: 0, rows: (0..<8).flatMap { _ in row })
  }
}
