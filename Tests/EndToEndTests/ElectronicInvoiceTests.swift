import Foundation
import Support
import Testing

/// Electronic invoices of EN 16931, before the schema and the Schematron of Factur-X.
@Suite struct ElectronicInvoiceTests {
  /// A company in Germany, a customer at home and one in Austria with a tax id, and an invoice a case.
  private static func bring(_ workshop: Workshop, _ kind: String, _ text: String) throws {
    SceneTests.must(try workshop.bring(kind, text))
  }

  private static let shop = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    SceneTests.must(try workshop.run(["init"]))
    try bring(
      workshop,
      "company",
      """
      code,name,currency,zone,locale,country,street,city,postcode,tax_id,email,phone
      FN,Fünf & Neun <Netz> GmbH,EUR,Europe/Berlin,de-DE,DE,Weg 1,Berlin,10115,DE123456789,a@b.example,+49 30 1

      """)
    try bring(
      workshop,
      "source",
      "name,company,role,feed,zone,country,currency\nfn,FN,system,increment,Europe/Berlin,DE,EUR\n")
    try bring(
      workshop,
      "account",
      """
      id,company,name,tax_id
      A,FN,Bäckerei Öztürk,
      B,FN,Wiener Netz GmbH,ATU12345678
      C,FN,Ohne Land,

      """)
    try bring(
      workshop,
      "address",
      """
      account,kind,line1,city,postcode,country
      A,service,Gasse 2,Bonn,53111,DE
      B,service,Ring 3,Wien,1010,AT
      C,service,Pfad 4,Ulm,89073,

      """)
    try bring(workshop, "service", "code,name\nNET,Internet\nTEL,Telefon\n")
    try bring(
      workshop,
      "invoice",
      """
      number,account,date,due,coverage_from,coverage_to,purchase_order
      standard,A,2026-11-01,2026-11-15,2026-11-01,2026-11-30,PO 4711/2026
      two-rates,A,2026-11-01,2026-11-15,,,
      zero,A,2026-11-01,,,,
      exempt,A,2026-11-01,2026-11-15,,,
      reverse,B,2026-11-01,2026-11-15,,,
      within,B,2026-11-01,2026-11-15,,,
      discount,A,2026-11-01,2026-11-15,,,
      allowance,A,2026-11-01,2026-11-15,,,
      nothing,A,2026-11-01,2026-11-15,,,
      wrong,A,2026-11-01,2026-11-15,,,
      untaxed,A,2026-11-01,2026-11-15,,,
      nowhere,C,2026-11-01,2026-11-15,,,
      nobody,A,2026-11-01,2026-11-15,,,

      """)
    try bring(
      workshop,
      "debit",
      """
      id,invoice,type,service,description,quantity,unit_price,amount,pays_from,pays_to
      s1,standard,data,NET,Internet & mehr,3,19.99,59.97,2026-11-01,2026-11-30
      s2,standard,voice,TEL,Gespräche,,,0.43,,
      t1,two-rates,data,NET,Internet,,,100.00,,
      t2,two-rates,one-time,,Buch,,,10.00,,
      z1,zero,data,NET,Ausland,,,50.00,,
      e1,exempt,one-time,,Schulung,,,80.00,,
      r1,reverse,data,NET,Leitung,1,500.00,500.00,,
      w1,within,one-time,,Gerät,,,200.00,,
      d1,discount,data,NET,Internet,,,59.95,,
      d2,discount,data,NET,Treuerabatt,,,-5.00,,
      a1,allowance,data,NET,Internet,,,59.95,,
      a2,allowance,data,TEL,Kulanz,,,-5.00,,
      n1,nothing,data,NET,Internet,,,10.00,,
      n2,nothing,data,NET,Gutschein,,,-10.00,,
      x1,wrong,data,NET,Internet,,,100.00,,
      u1,untaxed,data,NET,Internet,,,100.00,,
      o1,nowhere,data,NET,Internet,,,100.00,,
      y1,nobody,data,NET,Internet,,,100.00,,

      """)
    try bring(
      workshop,
      "discount",
      """
      id,account,date,reason,amount,number,corrects,description
      g1,A,2026-11-03,credit-note,20.00,G-1,standard,Ausfall am 2.
      g2,A,2026-11-03,credit-note,20.00,G-2,,Ohne Rechnung

      """)
    try bring(workshop, "payment", "id,account,date,amount,method\nr,B,2026-11-02,50.00,wire\n")
    try bring(
      workshop,
      "tax_line",
      """
      id,debit,discount,name,jurisdiction,rate,base,amount,category,exemption
      1,s1,,USt,Bund,0.19,59.97,11.40,,
      2,s2,,USt,Bund,0.19,0.43,0.08,,
      3,t1,,USt,Bund,0.19,100.00,19.00,,
      4,t2,,USt,Bund,0.07,10.00,0.70,,
      5,z1,,USt,Bund,0,50.00,0.00,,
      6,e1,,USt,Bund,0,80.00,0.00,exempt,Bildungsleistung nach § 4 Nr. 21 UStG
      7,r1,,USt,Bund,0,500.00,0.00,reverse-charge,
      8,w1,,USt,Bund,0,200.00,0.00,intra-community,
      9,d1,,USt,Bund,0.19,59.95,11.39,,
      10,d2,,USt,Bund,0.19,-5.00,-0.95,,
      11,a1,,USt,Bund,0.19,59.95,11.39,,
      12,a2,,USt,Bund,0.19,-5.00,-0.95,,
      13,n1,,USt,Bund,0.19,10.00,1.90,,
      14,n2,,USt,Bund,0.19,-10.00,-1.90,,
      15,x1,,USt,Bund,0.19,100.00,19.01,,
      16,o1,,USt,Bund,0.19,100.00,19.00,,
      17,y1,,USt,Bund,0,100.00,0.00,reverse-charge,
      18,,g1,USt,Bund,0.19,20.00,3.80,,
      19,,g2,USt,Bund,0.19,20.00,3.80,,

      """)
    return workshop
  }

  /// With the total that the receiver books.
  private static let cases: [(number: String, total: String)] = [
    ("standard", "71.88"), ("two-rates", "129.70"), ("zero", "50.00"), ("exempt", "80.00"),
    ("reverse", "500.00"), ("within", "200.00"), ("discount", "65.39"), ("allowance", "65.39"),
    ("nothing", "0.00"), ("G-1", "23.80"),
  ]

  @Test func judgesAcceptEveryCaseAloneAndEmbedded() throws {
    let workshop = try Self.shop.get()
    let numbers = Self.cases.map(\.number)
    SceneTests.must(
      try workshop.run(["invoice"] + numbers + ["--format", "cii", "--dir", "xml", "--force"]))
    SceneTests.must(
      try workshop.run(
        ["invoice"] + numbers + ["--as-of", "2026-11-04", "--dir", "pdf", "--force"]))
    for (number, total) in Self.cases {
      let xml = try workshop.folder.text("xml/invoice-\(number).xml")
      #expect(xml.contains("<ram:GrandTotalAmount>\(total)<"), "\(number)")
      #expect(xml.contains("<ram:DuePayableAmount>\(total)<"), "\(number)")
    }
    let standard = try workshop.folder.text("xml/invoice-standard.xml")
    #expect(
      standard.contains(
        "<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO 4711/2026</"))
    let files =
      numbers.map { "xml/invoice-\($0).xml" } + numbers.map { "pdf/invoice-\($0).pdf" }
    if let judge = Tool.judge("einvoice") {
      let result = try Tool.run(judge, files, in: workshop.folder.path)
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
      #expect(result.output.hasSuffix("en16931: \(files.count) PASS, 0 FAIL\n"))
    }
    if let judge = Tool.judge("page-validation") {
      for profile in ["3a", "ua1"] {
        let result = try Tool.run(
          judge, [profile] + files.suffix(numbers.count), in: workshop.folder.path)
        #expect(result.exitCode == 0, "\(result.output)")
      }
    }
  }

  /// A judge that lets everything pass is none: one cent.
  @Test func judgeNoticesACent() throws {
    let workshop = try Self.shop.get()
    guard let judge = Tool.judge("einvoice") else { return }
    SceneTests.must(
      try workshop.run(["invoice", "standard", "--format", "cii", "-o", "cent.xml", "--force"]))
    let xml = try workshop.folder.text("cent.xml")
    _ = try workshop.folder.write(
      "wrong.xml",
      xml.replacingOccurrences(of: "GrandTotalAmount>71.88<", with: "GrandTotalAmount>71.89<"))
    let result = try Tool.run(judge, ["wrong.xml"], in: workshop.folder.path)
    #expect(result.exitCode == 1 && result.output.contains("BR-CO-15"), "\(result.output)")
  }

  /// What a file promises is the user's choice; the electronic invoice goes where Factur-X may.
  @Test(
    arguments: [
      ("3b", ["3b"], true), ("2u", ["2u", "ua1"], false), ("plain", [], false),
      ("3a", ["3a", "ua1"], true),
    ] as [(String, [String], Bool)]) func profilesKeepTheirPromises(
      _ profile: String, _ promises: [String], _ carriesXML: Bool
    ) throws
  {
    let workshop = try Self.shop.get()
    let folder = "profile-\(profile)"
    for words in [["invoice", "standard", "G-1"], ["statement", "A"], ["receipt", "r"]] {
      SceneTests.must(try workshop.run(words + ["--profile", profile, "--dir", folder]))
    }
    let invoices = ["standard", "G-1"].map { "\(folder)/invoice-\($0).pdf" }
    let files =
      invoices + ["\(folder)/statement-A-2026-11-03.pdf", "\(folder)/receipt-r.pdf"]
    if let judge = Tool.judge("page-validation") {
      for promise in promises {
        let result = try Tool.run(judge, [promise] + files, in: workshop.folder.path)
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
      }
    }
    if let judge = Tool.judge("einvoice"), carriesXML {
      let result = try Tool.run(judge, invoices, in: workshop.folder.path)
      #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
    }
    for file in files {
      if let qpdf = Tool.judge("qpdf") {
        let result = try Tool.run(qpdf, ["--check", file], in: workshop.folder.path)
        #expect(result.exitCode == 0, "\(result.output)\(result.errors)")
      }
      let text = String(decoding: try workshop.bytes(file), as: UTF8.self)
      #expect(text.contains("pdfaid:part") == (profile != "plain"))
      #expect(text.contains("fx:ConformanceLevel") == (carriesXML && invoices.contains(file)))
    }
  }

  @Test func discountsAreAllowancesOfTheirLineOrOfTheInvoice() throws {
    let workshop = try Self.shop.get()
    for (number, net, whole) in [("discount", "54.95", false), ("allowance", "59.95", true)] {
      let file = "one-\(number).xml"
      SceneTests.must(
        try workshop.run(["invoice", number, "--format", "cii", "-o", file, "--force"]))
      let xml = try workshop.folder.text(file)
      #expect(xml.contains("<ram:LineTotalAmount>\(net)<"), "\(number)")
      #expect(xml.contains("<ram:AllowanceTotalAmount>5.00<") == whole, "\(number)")
      #expect(xml.contains("<ram:TaxBasisTotalAmount>54.95<"), "\(number)")
    }
  }

  @Test func creditNoteRefersToItsInvoice() throws {
    let workshop = try Self.shop.get()
    SceneTests.must(
      try workshop.run(["invoice", "G-1", "--format", "cii", "-o", "g.xml", "--force"]))
    let xml = try workshop.folder.text("g.xml")
    #expect(xml.contains("<ram:TypeCode>381<"))
    #expect(xml.contains("<ram:IssuerAssignedID>standard<"))
  }

  @Test(arguments: [
    ("wrong", "The VAT of wrong is 19.01 by its lines, and 19\u{A0}% of 100.00 is 19.00"),
    ("untaxed", "Line 1 of untaxed states no VAT"),
    ("nowhere", "the address of its account names no country"),
    ("nobody", "its account has no tax id"),
    ("G-2", "a credit note must name the invoice that it corrects"),
  ]) func whatIsNoElectronicInvoiceIsRefused(_ number: String, _ message: String) throws {
    let workshop = try Self.shop.get()
    for format in ["cii", "pdf"] {
      let file = "refused-\(number).\(format)"
      let result = try workshop.run(["invoice", number, "--format", format, "-o", file])
      #expect(result.exitCode == 3 && result.errors.contains(message), "\(result.errors)")
      #expect(!workshop.folder.names.contains(file))
    }
    SceneTests.must(
      try workshop.run(["invoice", number, "--no-xml", "-o", "plain.pdf", "--force"]))
  }

  @Test func paymentsStayOutOfIt() throws {
    let workshop = try Workshop(copyOf: Self.shop.get().folder)
    let before = try workshop.run(["invoice", "standard", "--format", "cii"]).output
    #expect(before.contains("71.88"))
    SceneTests.must(
      try workshop.bring("payment", "id,account,date,amount\np,A,2026-11-02,71.88\n"))
    SceneTests.must(
      try workshop.bring(
        "application", "payment,invoice,date,amount\np,standard,2026-11-02,71.88\n"))
    #expect(try workshop.run(["invoice", "standard", "--format", "cii"]).output == before)
  }
}
