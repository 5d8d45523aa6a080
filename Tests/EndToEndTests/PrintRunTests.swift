import Foundation
import Support
import Testing

/// Many invoices at once: for the printer, as files, as mail.
@Suite struct PrintRunTests {
  private static func bring(_ workshop: Workshop, _ kind: String, _ text: String) throws {
    SceneTests.must(try workshop.bring(kind, text))
  }

  private static let shop = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    SceneTests.must(try workshop.run(["init"]))
    try bring(
      workshop,
      "company",
      "code,name,currency,zone,locale,country,email\nPN,Prairie Net,CAD,UTC,en-CA,CA,bill@pn.example\n"
    )
    try bring(
      workshop,
      "source",
      "name,company,role,feed,zone,country,currency\nacme,PN,system,increment,UTC,CA,CAD\n")
    try bring(
      workshop,
      "account",
      """
      id,company,name,print_invoice
      1,PN,Zoë,true
      2,PN,Adam,true
      3,PN,Mail,false
      4,PN,Neither,
      5,PN,Paid,true

      """)
    try bring(
      workshop,
      "address",
      """
      account,kind,line1,city,postcode
      1,service,A,Regina,S4P 1A1
      2,service,B,Regina,S4P 9Z9
      5,mailing,C,Regina,S4P 5E5

      """)
    try bring(
      workshop,
      "contact", "account,role,name,email\n3,billing,Mia,mia@x.example\n")
    try bring(
      workshop,
      "invoice",
      """
      number,account,date,total,recurring
      11,1,2026-11-01,10.00,true
      12,2,2026-11-01,20.00,true
      13,3,2026-11-01,30.00,true
      14,4,2026-11-01,40.00,true
      15,5,2026-11-01,50.00,true
      16,1,2026-11-01,60.00,false
      17,1,2026-11-02,70.00,true

      """)
    try bring(workshop, "payment", "id,account,date,amount\np,5,2026-11-01,50.00\n")
    try bring(
      workshop,
      "application", "payment,invoice,date,amount\np,15,2026-11-01,50.00\n")
    return workshop
  }

  private static func shopCopy() throws -> Workshop { try Workshop(copyOf: shop.get().folder) }

  @Test func printedInvoicesAreOneFileInTheOrderOfPostcodes() throws {
    let workshop = try Self.shopCopy()
    SceneTests.must(
      try workshop.run(["invoice", "--batch", "--date", "2026-11-01", "-o", "batch.pdf"]))
    if let text = try PDFPages.text("batch.pdf", in: workshop) {
      let names = ["Zoë", "Paid", "Adam"].map { name in text.range(of: name)?.lowerBound }
      #expect(names.allSatisfy { $0 != nil })
      #expect(names.compactMap { $0 } == names.compactMap { $0 }.sorted())
      #expect(!text.contains("Mail") && !text.contains("60.00") && !text.contains("70.00"))
      #expect(text.components(separatedBy: "Page 1 of 1").count == 4)
    }
    SceneTests.must(
      try workshop.run([
        "invoice", "--batch", "--date", "2026-11-01", "--exclude-paid", "--duplex", "-o",
        "duplex.pdf",
      ]))
    guard let tool = Tool.judge("pdfinfo") else { return }
    let info = try Tool.run(tool, ["duplex.pdf"], in: workshop.folder.path).output
    #expect(info.contains("Pages:           4") || info.contains("Pages:           3"), "\(info)")
    if let judge = Tool.judge("page-validation") {
      for profile in ["3a", "ua1"] {
        let result = try Tool.run(
          judge, [profile, "batch.pdf", "duplex.pdf"], in: workshop.folder.path)
        #expect(result.exitCode == 0, "\(result.output)")
      }
    }
  }

  @Test func eachInvoiceIsAFileAndTheManifestHasItsHash() throws {
    let workshop = try Self.shopCopy()
    SceneTests.must(
      try workshop.run([
        "invoice", "--each", "out", "--date", "2026-11-01", "--name",
        "{date}_{account}-{number}.pdf",
      ]))
    let lines = try workshop.folder.text("out/manifest.csv").split(separator: "\n")
    #expect(lines.count == 6)
    #expect(lines[0] == "file,number,account,bytes,sha256")
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",").map(String.init)
      let result = try Tool.run("/usr/bin/sha256sum", ["out/" + cells[0]], in: workshop.folder.path)
      #expect(result.output.hasPrefix(cells[4]), "\(line)")
    }
    // However many threads write them, they are the same.
    for threads in ["1", "3"] {
      SceneTests.must(
        try workshop.run([
          "invoice", "--each", "by-\(threads)", "--date", "2026-11-01", "--name",
          "{date}_{account}-{number}.pdf", "--threads", threads,
        ]))
      #expect(
        try workshop.bytes("by-\(threads)/manifest.csv") == workshop.bytes("out/manifest.csv"))
    }
    // Each file is what the invoice alone is.
    SceneTests.must(try workshop.run(["invoice", "12", "-o", "one.pdf"]))
    #expect(try workshop.bytes("one.pdf") == workshop.bytes("out/2026-11-01_2-12.pdf"))
  }

  @Test func mailGoesToThoseWithAnAddressAndTheOthersAreListed() throws {
    let workshop = try Self.shopCopy()
    let result = try workshop.run(["invoice", "--eml", "mail", "--date", "2026-11-01"])
    #expect(result.exitCode == 1)
    #expect(result.errors.contains("account 4, invoice 14: there is no e-mail address"))
    let mail = try workshop.folder.text("mail/3-13.eml")
    #expect(mail.contains("To: Mail <mia@x.example>\r\n"))
    #expect(mail.contains("X-Unsent: 1\r\n"))
    #expect(mail.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 })
    SceneTests.must(try workshop.run(["invoice", "13", "-o", "13.pdf"]))
    let attached = try #require(mail.components(separatedBy: "\r\n\r\n").dropLast(0).last)
    let base64 = attached.components(separatedBy: "\r\n--")[0]
    #expect(
      try Data(base64Encoded: base64, options: .ignoreUnknownCharacters) == workshop.bytes("13.pdf")
    )
  }

  @Test(
    arguments: [
      (["--batch"], 2, "--date 2026-11-01"),
      (["--batch", "--date", "2026-11-01"], 2, "-o FILE.pdf"),
      (["--batch", "--date", "2020-01-01", "-o", "x.pdf"], 2, "[no-invoices]"),
      (
        ["--each", "o", "--date", "2026-11-01", "--name", "{acount}.pdf"], 2,
        "Did you mean 'account'?"
      ),
      (
        ["--each", "o", "--date", "2026-11-01", "--name", "{account}.pdf"], 2,
        "All files would have one name"
      ),
      (["12", "--batch", "--date", "2026-11-01", "-o", "x.pdf"], 2, "leave the numbers"),
      ([], 2, "Say which invoices"),
    ] as [([String], Int32, String)]) func wrongUse(
      _ words: [String], _ exitCode: Int32, _ message: String
    ) throws
  {
    let result = try Self.shop.get().run(["invoice"] + words)
    #expect(result.exitCode == exitCode && result.errors.contains(message), "\(result.errors)")
  }
}
