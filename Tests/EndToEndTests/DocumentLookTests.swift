import Foundation
import Support
import Testing

/// Every kind of page, of one store: what must hold for its words is asked here, and its looks are for
/// people: `CARRYOVER_LOOK=FOLDER` writes all pages as PNG into that folder (`.ci/look` does it).
@Suite struct DocumentLookTests {
  private static let long =
    "The Worshipful Company of Riverside Gardeners, Florists, Seedsmen and Allied Trades of the "
    + "Province of Saskatchewan (1987) Incorporated"

  /// A small mark in the accent's blue, on nothing.
  private static let logo = """
    iVBORw0KGgoAAAANSUhEUgAAALQAAAA8CAYAAADPLpCHAAAAn0lEQVR42u3Z0QkAIAhAQadorCZr55rBj0TwDvwO4hFI\
    EQAAAAAAAAAAAAAAADDa2udmxo0haBA0CBpBCxpBw+ygs+eYmhG0oAUtaEELWtBG0JZCLIWCRtAgaPgdoqARNAgaBI2g\
    ewbtE8MDIWhBC1rQgha0oAUtaBA0CBpBCxpBCxpBI8ROIQoaQYOgEbSgEbSgEbSgETQIGgAAAADKPYfPLl6JluxgAAAA\
    AElFTkSuQmCC
    """

  /// Lines of an invoice of three pages: services for part of a cycle, discounts, things that were sold.
  private static func table() -> (debits: String, taxes: String) {
    let names = ["Fibre 300", "Static IPv4 address", "Managed router", "Voice line", "SIP trunk"]
    var (debits, taxes) = ("", "")
    for line in 1...58 {
      let isDiscount = line % 12 == 0
      let amount = isDiscount ? -500 : 995 + line * 37 % 9_000
      let sum =
        "\(amount < 0 ? "-" : "")\(abs(amount) / 100).\(String(format: "%02d", abs(amount) % 100))"
      let type = line > 54 ? "one-time" : line > 46 ? "overage" : "recurring"
      let text =
        isDiscount
        ? "Loyalty discount" : "\(names[line % 5]), site \(line), Riverside"
      let days = line % 9 == 0 ? "2026-11-12,2026-11-30" : "2026-11-01,2026-11-30"
      debits += "t\(line),table,\(type),\"\(text)\",\(line % 4 == 1 ? "2" : ""),,\(sum),\(days)\n"
      let tax = (amount * 5 + (amount < 0 ? -50 : 50)) / 100
      taxes +=
        "tx\(line),t\(line),GST,Canada,0.05,\(sum),\(tax < 0 ? "-" : "")\(abs(tax) / 100)."
        + "\(String(format: "%02d", abs(tax) % 100))\n"
    }
    return (debits, taxes)
  }

  private static func calls() -> String {
    var text = "call_id,start,from_number,to_number,duration,direction,disposition,destination\n"
    let places = ["Winnipeg", "Regina, SK", "United Kingdom – London", "Toronto, ON"]
    let numbers = ["+12045550188", "+13065550123", "+442079460000", "+14165550142"]
    for call in 0..<400 {
      let (day, hour, minute) = (1 + call / 14, 8 + call % 12, call * 7 % 60)
      let start = String(format: "2026-10-%02dT%02d:%02d:00Z", day, hour, minute)
      let from = call % 3 == 0 ? "+12045550011" : "+12045550012"
      text +=
        "c\(call),\(start),\(from),\(numbers[call % 4]),\((call * 53 % 900 + 4) * 1000),outbound,"
        + "answered,\"\(places[call % 4])\"\n"
    }
    return text
  }

  private static func usage() -> String {
    var text = "account,meter,start_at,billable_in,billable_out,free_in,free_out\n"
    for (index, month) in [
      "2026-03", "2026-04", "2026-05", "2026-06", "2026-07", "2026-08", "2026-09",
    ]
    .enumerated() {
      text += "use,m,\(month)-03T00:00:00.000Z,\(180 + index * 71 % 260)000000000,"
      text += "\(20 + index)000000000,\(index * 9)000000000,0\n"
    }
    return text
  }

  /// Half a year of payments for one account.
  private static func payments() -> String {
    var text = "id,account,date,amount,method,reference\n"
    for number in 1...110 {
      let date = String(format: "2026-%02d-%02d", 6 + number / 28, 1 + number % 28)
      text +=
        "s\(number),busy,\(date),\(10 + number % 7).50,\(number % 3 == 0 ? "check" : "card"),"
        + "REF \(7000 + number)\n"
    }
    return text + "p1,paid,2026-11-03,59.95,card,4711\n"
  }

  private static let shop = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    SceneTests.must(try workshop.run(["init"]))
    let table = Self.table()
    for (kind, text) in [
      (
        "company",
        """
        code,name,currency,zone,locale,country,street,city,region,postcode,tax_id,email,phone,web
        PN,Prairie Net Ltd.,CAD,America/Winnipeg,en-CA,CA,200 Portage Avenue,Winnipeg,MB,R3C 3X2,123456789 RT0001,billing@prairie.example,+1 204-555-0100,prairie.example
        FN,Fernnetz GmbH,EUR,Europe/Berlin,de-DE,DE,Lindenstraße 8,Berlin,,10969,DE123456789,rechnung@fern.example,+49 30 5550100,fern.example

        """
      ),
      (
        "source",
        """
        name,company,role,feed,zone,country,currency,area,cut_over
        acme,PN,system,increment,America/Winnipeg,CA,CAD,204,
        fern,FN,system,increment,Europe/Berlin,DE,EUR,,
        oldsys,PN,system,increment,America/Winnipeg,CA,CAD,204,2026-08-31
        P,PN,bill,increment,UTC,CA,CAD,204,

        """
      ),
      (
        "account",
        """
        id,company,name,bill_mode,language
        long,PN,"\(long)",invoice,
        cyr,PN,Олександр Кравченко та сини,invoice,
        gre,PN,Ελένη Παπαδοπούλου & Υιοί Ο.Ε.,invoice,
        vie,PN,Nguyễn Thị Minh Khuê,invoice,fr-CA
        plain,PN,Ann Smith,invoice,
        paid,PN,Bob Jones,invoice,
        void,PN,Carol King,invoice,
        credit,PN,Dan Brown,invoice,
        call,PN,Eve Stone,invoice,
        use,PN,Frank Moor,statement,
        busy,PN,Riverside Café,statement,es-ES
        sum,PN,Ministry of Works,invoice,
        again,PN,Main Street Dental,invoice,

        """
      ),
      (
        "address",
        """
        account,kind,line1,line2,city,region,postcode,country
        long,mailing,12345 Old Transcanada Highway East,Building 7 Suite 1204,Saint-Jean-Baptiste-de-la-Rivière,MB,R0G 2B0,CA
        long,service,9 Elevator Road,,Morris,MB,R0G 1K0,CA
        plain,service,12 Main Street,,Winnipeg,MB,R2C 0A1,CA
        cyr,service,5 Selkirk Avenue,,Winnipeg,MB,R2W 2M1,CA
        busy,service,1 Forks Market Road,,Winnipeg,MB,R3C 4L9,CA

        """
      ),
      ("did_assignment", "number,account\n+12045550011,call\n+12045550012,call\n"),
      ("usage_policy", "code,name,cap,overage_unit,overage_price\nU400,400 GB,400000000000,,\n"),
      ("usage_assignment", "account,policy,since\nuse,U400,\n"),
      ("usage_interval", usage()),
      (
        "invoice",
        """
        number,account,date,due,message,parent_invoice,total,purchase_order
        long,long,2026-11-01,2026-11-22,"Your area is upgraded on 14 November, from 01:00 to 05:00.",,,
        table,long,2026-11-01,2026-11-22,,,,
        one,plain,2026-11-01,2026-11-22,,,59.95,
        zero,plain,2026-11-02,2026-11-22,,,,
        past,plain,2026-09-01,2026-09-22,,,59.95,
        paid,paid,2026-11-01,2026-11-22,,,,
        void,void,2026-11-01,2026-11-22,,,59.95,
        back,void,2026-11-01,2026-11-22,,,,
        credit,credit,2026-11-01,2026-11-22,,,,
        calls,call,2026-11-01,2026-11-22,,,,
        usage,use,2026-10-01,2026-10-22,,,89.95,
        busy,busy,2026-11-01,2026-11-22,,,1500.00,
        sum,sum,2026-11-01,2026-11-22,,,123456789012.34,
        cyr,cyr,2026-11-01,2026-11-22,,,59.95,
        gre,gre,2026-11-01,2026-11-22,,,59.95,
        vie,vie,2026-11-01,2026-11-22,,,59.95,
        child,plain,2026-10-28,2026-11-18,,long,42.00,
        again-10,again,2026-10-01,2026-10-22,,,,
        again-11,again,2026-11-01,2026-11-22,,,,PO 4711

        """
      ),
      (
        "debit",
        """
        id,invoice,type,description,quantity,unit_price,amount,pays_from,pays_to
        \(table.debits)n1,long,data,"Fibre 300 for the greenhouses, the flower hall and the offices on Elevator Road, with priority repair",1,120.00,120.00,2026-11-01,2026-11-30
        n2,long,data,Loyalty discount,,,-10.00,2026-11-01,2026-11-30
        n3,long,recurring,Static IP address,,10.00,3.87,2026-10-20,2026-10-31
        z1,zero,data,"Internet, month of courtesy",,,0.00,2026-11-01,2026-11-30
        p1,paid,data,Internet,,,59.95,2026-11-01,2026-11-30
        b1,back,data,Internet,,,40.00,2026-11-01,2026-11-30
        c1,credit,data,Internet,,,59.95,2026-11-01,2026-11-30
        c2,credit,adjustment,Outage from 3 to 29 October,,,-80.00,,
        a1,again-10,data,Fibre 300,,,84.95,2026-10-01,2026-10-31
        a2,again-10,recurring,Home phone,1,24.50,24.50,2026-10-01,2026-10-31
        a3,again-10,one-time,Installation,,,99.00,,
        a4,again-11,data,Fibre 300,,,89.95,2026-11-01,2026-11-30
        a5,again-11,recurring,Home phone,1,24.50,24.50,2026-11-01,2026-11-30
        a6,again-11,recurring,Static IP address,2,10.00,20.00,2026-11-01,2026-11-30
        a7,again-11,voice,Minutes to mobiles,140,0.0125,1.75,2026-10-01,2026-10-31
        v1,calls,voice,Calls,400,,103.20,2026-10-01,2026-10-31
        v2,calls,data,Internet,,,59.95,2026-11-01,2026-11-30

        """
      ),
      (
        "tax_line",
        """
        id,debit,name,jurisdiction,rate,base,amount
        \(table.taxes)nx1,n1,GST,Canada,0.05,120.00,6.00
        ax1,a1,GST,Canada,0.05,208.45,10.42
        ax2,a4,GST,Canada,0.05,136.20,6.81
        nx2,n2,GST,Canada,0.05,-10.00,-0.50
        nx3,n3,GST,Canada,0.05,3.87,0.19
        ny1,n1,Retail sales tax,Manitoba,0.07,120.00,8.40

        """
      ),
      ("payment", payments()),
      ("application", "payment,invoice,date,amount\np1,paid,2026-11-03,59.95\n"),
      ("invoice_void", "invoice,date\nvoid,2026-11-04\n"),
      (
        "discount",
        "id,account,date,reason,amount,debit,number,corrects,description\n"
          + "g1,plain,2026-11-03,credit-note,20.00,,CN-7,past,\"Outage on 3 September, nine hours\"\n"
          + "g2,void,2026-11-04,reversal,40.00,b1,,,Billed in error\n"
      ),
    ] {
      SceneTests.must(try workshop.bring(kind, text, ["--source", "acme"]))
    }
    SceneTests.must(try workshop.bring("cdr", calls(), ["--source", "P"]))
    for (kind, text, source) in [
      ("account", "id,company,name,tax_id\nde,FN,Bäckerei Öztürk OHG,\n", "fern"),
      (
        "address",
        "account,kind,line1,city,postcode,country\nde,service,Hauptstraße 5,Bonn,53111,DE\n", "fern"
      ),
      (
        "invoice",
        "number,account,date,due,coverage_from,coverage_to\n"
          + "R-1,de,2026-11-01,2026-11-22,2026-11-01,2026-11-30\n", "fern"
      ),
      (
        "debit",
        "id,invoice,type,description,amount,pays_from,pays_to\n"
          + "r1,R-1,data,Internet 300,84.95,2026-11-01,2026-11-30\nr2,R-1,one-time,Anschluss,49.00,,\n",
        "fern"
      ),
      (
        "tax_line",
        "id,debit,name,jurisdiction,rate,base,amount\nrx1,r1,USt,Bund,0.19,84.95,16.14\n"
          + "rx2,r2,USt,Bund,0.19,49.00,9.31\n", "fern"
      ),
      ("account", "id,company,name\nold,PN,Ann Smith\n", "oldsys"),
      ("invoice", "number,account,date,total\n8001,old,2026-08-01,52.45\n", "oldsys"),
    ] {
      SceneTests.must(try workshop.bring(kind, text, ["--source", source]))
    }
    _ = try workshop.folder.write("logo.png", Data(base64Encoded: logo) ?? Data())
    _ = try workshop.folder.write(
      "theme.json5",
      """
      {
        theme: "look", logo: { file: "logo.png", height: 36, alternative: "Prairie Net" },
        slip: { check: "mod10" },
        companies: {
          PN: { remitTo: ["Prairie Net Ltd.", "PO Box 4711", "Winnipeg MB R3C 3X2"],
                payOnline: "https://pay.prairie.example" },
        },
      }
      """)
    _ = try workshop.folder.write(
      "german.json5",
      """
      { theme: "german", message: { de: "Vielen Dank für Ihr Vertrauen." },
        companies: { FN: { iban: "DE89 3704 0044 0532 0130 00", bic: "COBADEFFXXX",
          bank: "Musterbank", registration: "HRB 4711, Amtsgericht Charlottenburg" } } }
      """)
    try write(in: workshop)
    return workshop
  }

  static let invoices = [
    "long", "table", "one", "zero", "past", "paid", "void", "back", "credit", "calls", "usage",
    "sum", "cyr", "gre", "vie", "CN-7", "8001", "again-11",
  ]

  private static func write(in workshop: Workshop) throws {
    for words in [
      ["invoice"] + invoices + ["--as-of", "2026-11-05", "--dir", "pages"],
      [
        "invoice", "long", "one", "--theme", "theme.json5", "--as-of", "2026-11-05", "--dir",
        "slips",
      ],
      ["invoice", "R-1", "--theme", "german.json5", "--as-of", "2026-11-05", "--dir", "pages"],
      [
        "statement", "busy", "plain", "--from", "2026-06-01", "--to", "2026-11-05", "--dir",
        "pages",
      ],
      ["receipt", "p1", "--dir", "pages"],
    ] {
      SceneTests.must(try workshop.run(words))
    }
  }

  private static func pages(_ name: String) throws -> [String]? {
    let workshop = try shop.get()
    return try PDFPages.text("pages/\(name).pdf", in: workshop)?.components(separatedBy: "\u{0C}")
      .dropLast()
  }

  private static func files() throws -> [String] {
    let workshop = try shop.get()
    return try ["pages", "slips"].flatMap { folder in
      try FileManager.default.contentsOfDirectory(atPath: workshop.folder.file(folder)).sorted()
        .filter { $0.hasSuffix(".pdf") }.map { "\(folder)/\($0)" }
    }
  }

  @Test(arguments: ["3a", "ua1"]) func everyPageConforms(_ profile: String) throws {
    guard let judge = Tool.judge("page-validation") else { return }
    let workshop = try Self.shop.get()
    let files = try Self.files()
    #expect(files.count == Self.invoices.count + 6)
    let result = try Tool.run(judge, [profile] + files, in: workshop.folder.path)
    #expect(
      result.output.hasSuffix("\(profile): \(files.count) PASS, 0 FAIL\n"), "\(result.output)")
  }

  @Test(arguments: [
    ("invoice-long", ["Linked invoices", "120.00", "12 of 31 days", "9 Elevator Road"]),
    ("invoice-zero", ["To pay: CAD", "Nothing to pay."]),
    ("invoice-credit", ["Credit balance: CAD", "20.05", "Nothing to pay."]),
    ("invoice-back", ["To pay: CAD 0.00", "Reversed charge", "-40.00"]),
    (
      "invoice-again-11",
      [
        "Your reference", "PO 4711", "Unit price", "0.0125",
        "Compared with invoice again-10 of 1 Oct 2026",
      ]
    ),
    ("invoice-sum", ["123,456,789,012.34"]), ("invoice-past", ["PAST DUE"]),
    ("invoice-paid", ["PAID", "Payment, card"]), ("invoice-void", ["VOID"]),
    ("invoice-8001", ["COPY, issued by", "oldsys"]),
    ("invoice-CN-7", ["Credit note", "Corrects invoice", "past, 1 Sep 2026"]),
    ("invoice-cyr", ["Олександр Кравченко та сини"]),
    ("invoice-gre", ["Ελένη Παπαδοπούλου & Υιοί Ο.Ε."]),
    ("invoice-vie", ["Nguyễn Thị Minh Khuê", "À payer"]),
    ("invoice-usage", ["Data usage", "Account summary"]),
    ("invoice-R-1", ["Rechnung", "159,40", "IBAN DE89370400440532013000"]),
    ("receipt-p1", ["Receipt", "Received: CAD", "paid"]),
  ]) func pagesSayWhatTheyShould(_ name: String, _ words: [String]) throws {
    guard let text = try Self.pages(name)?.joined() else { return }
    let plain = text.replacingOccurrences(of: "\u{A0}", with: " ")
    for word in words { #expect(plain.contains(word), "\(word) in \(text)") }
    // Nobody owes anything here, so nothing was paid and nothing is late.
    if ["invoice-zero", "invoice-credit", "invoice-back"].contains(name) {
      #expect(!text.contains("PAID") && !text.contains("PAST DUE"))
    }
  }

  /// What is new, gone, dearer, the same; and both bills add up. No page is left for a title alone.
  @Test func billsSayWhatIsOtherThanLastTime() throws {
    guard let pages = try Self.pages("invoice-again-11") else { return }
    let page = try #require(pages.first { $0.contains("Compared with") })
    let lines = page.split(separator: "\n").map { line in
      line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }
    let first = try #require(lines.firstIndex { $0.hasPrefix("Compared with") })
    #expect(
      Array(lines[first...].dropFirst(2).prefix(7)) == [
        "Fibre 300 84.95 89.95 5.00", "Static IP address 20.00 20.00",
        "Minutes to mobiles 1.75 1.75", "Installation 99.00 -99.00", "Unchanged 24.50 24.50 0.00",
        "Taxes 10.42 6.81 -3.61", "Total 218.87 143.01 -75.86",
      ])
  }

  /// Sums go from page to page, and the totals stay together.
  @Test func longTablesCarryTheirSums() throws {
    guard let pages = try Self.pages("invoice-table") else { return }
    try #require(pages.count == 3)
    let carried = pages.map { page in
      ["Carried forward", "Brought forward"].map { PDFPages.last($0, in: page) }
    }
    #expect(carried[0][0] != nil && carried[0][0] == carried[1][1])
    #expect(carried[1][0] != nil && carried[1][0] == carried[2][1])
    #expect(carried[2][0] == nil && carried[0][1] == nil)
    #expect(pages[2].contains("Total before taxes") || pages[2].contains("Total of this invoice"))
  }

  /// Four hundred calls: two columns on a page, each number's calls with what they come to.
  @Test func callsRunInTwoColumns() throws {
    guard let pages = try Self.pages("invoice-calls") else { return }
    let text = pages.joined()
    #expect(text.contains("Total (134)") && text.contains("Total (266)"))
    // Side by side: two times of day in one line.
    let time = #/[0-9]{2}:[0-9]{2}:[0-9]{2} +\+/#
    let lines = text.split(separator: "\n")
    #expect(lines.count { $0.matches(of: time).count == 2 } > 100)
    #expect(lines.reduce(0) { $0 + $1.matches(of: time).count } == 400)
  }

  @Test func statementsOfSeveralPagesRepeatTheirHeader() throws {
    guard let pages = try Self.pages("statement-busy-2026-11-05") else { return }
    #expect(pages.count >= 3)
    for page in pages.dropFirst().dropLast() { #expect(page.contains("Importe"), "\(page)") }
    #expect(pages.allSatisfy { $0.contains("Cuenta busy") })
  }

  /// The machine's line on the slip: ten characters an inch, all of it on the page, with its check digit.
  @Test func slipsHaveALineForTheMachine() throws {
    let workshop = try Self.shop.get()
    guard let text = try PDFPages.text("slips/invoice-one.pdf", in: workshop) else { return }
    #expect(text.contains("00000PLAIN 0000000ONE 00000005995 "), "\(text)")
    guard let tool = Tool.judge("pdffonts") else { return }
    let fonts = try Tool.run(tool, ["slips/invoice-one.pdf"], in: workshop.folder.path).output
    #expect(fonts.contains("DejaVuSansMono"))
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["CARRYOVER_LOOK"] != nil))
  func pagesAreWrittenForPeople() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["CARRYOVER_LOOK"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let workshop = try Self.shop.get()
    guard let render = Tool.judge("pdftoppm") else { return }
    for file in try Self.files() {
      let name = file.replacingOccurrences(of: "/", with: "-").dropLast(4)
      let result = try Tool.run(
        render, ["-r", "80", "-png", file, "\(folder)/\(name)"], in: workshop.folder.path)
      #expect(result.exitCode == 0 && result.errors.isEmpty, "\(result.errors)")
    }
  }
}
