internal import Diagnostics
internal import PDF

/// An invoice of two pages: parties, 40 lines of six columns, totals. The numbers come from a
/// congruence that the peers' programs repeat, so that all write the same text.
struct SampleInvoice {
  struct Line {
    var description: String
    var period: String
    var quantity: Int
    var unit: Int
    var rate: Int
    var amount: Int { quantity * unit }
  }

  let number: String
  let account: String
  let customer: [String]
  let lines: [Line]
  let date = "2026-11-01"
  let due = "2026-11-15"
  let period = "2026-10-01 – 2026-10-31"

  static let seller = [
    "Northlight Fibre & Telecom Ltd", "12 Exchange Street", "Leeds LS1 4AP", "United Kingdom",
    "VAT ID GB123456789",
  ]

  private static let services = [
    "Fibre 500/100 – monthly service", "Static IPv4 address /29", "Managed router rental",
    "Voice line DDI – Zürich office", "National calls, 1,204 minutes",
    "International calls – zone A", "Café hotspot add-on", "SIP trunk, 8 channels",
    "Colocation 2U, power 0.5 kW", "Support plan “Gold”",
  ]

  init(_ index: Int) {
    var seed = UInt32(truncatingIfNeeded: index &* 2_654_435_761 &+ 12_345)
    func random(_ limit: Int) -> Int {
      seed = seed &* 1_664_525 &+ 1_013_904_223
      return Int(seed >> 8) % limit
    }
    let digits = String(1_000_000 + index).dropFirst()
    number = "INV-2026-\(digits)"
    account = "ACC-\(100_000 + index * 7)"
    customer = [
      "Customer \(index) Holdings GmbH", "Hauptstraße \(1 + index % 200)", "10115 Berlin",
      "Germany", "VAT ID DE\(100_000_000 + index)",
    ]
    lines = (0..<40).map { _ in
      let quantity = 1 + random(9)
      let unit = 199 + random(20_000)
      let rate = random(5) > 0 ? 20 : 5
      let service = Self.services[random(10)]
      let reference = random(90_000) + 10_000
      let month = 1 + random(9)
      return Line(
        description: "\(service) ref \(reference)",
        period: "2026-0\(month)-01 – 2026-10-31", quantity: quantity, unit: unit, rate: rate)
    }
  }

  func net(_ rate: Int) -> Int { lines.filter { $0.rate == rate }.reduce(0) { $0 + $1.amount } }
  func tax(_ rate: Int) -> Int { (net(rate) * rate + 50) / 100 }
  var total: Int { [20, 5].reduce(0) { $0 + net($1) + tax($1) } }

  /// `1,234.56`.
  static func money(_ cents: Int) -> String {
    var text = String(cents / 100)
    var place = text.count - 3
    while place > 0 {
      text.insert(",", at: text.index(text.startIndex, offsetBy: place))
      place -= 3
    }
    return text + "." + String(cents % 100 + 100).dropFirst()
  }

  var totals: [(String, String)] {
    [
      ("Subtotal", Self.money(net(20) + net(5))),
      ("VAT 20% on " + Self.money(net(20)), Self.money(tax(20))),
      ("VAT 5% on " + Self.money(net(5)), Self.money(tax(5))),
      ("Total due GBP", Self.money(total)),
    ]
  }

  /// The invoice, laid out; alone it carries its data where the profile is for that.
  func document(_ fonts: FontSet, _ profile: PDFProfile, isAlone: Bool = true) throws(Problem)
    -> PDFDocument
  {
    var document = PDFDocument(
      fonts: fonts, title: "Invoice \(number)", author: Self.seller[0], date: date,
      language: "en-GB", footer: "\(Self.seller[0]) · \(number)", profile: profile)
    try document.heading("Invoice \(number)", level: 1)
    _ = try document.block(Self.seller, across: 0, top: 40_000, .small)
    let below = try document.block(customer, across: 0, top: 110_000)
    try document.facts(
      [
        ("Invoice date", date), ("Due date", due), ("Account", account), ("Period", period),
      ], across: document.width / 2, top: below - 66_000)
    document.space(24_000)
    var rows = lines.enumerated().map { index, line in
      Table.Row([
        String(index + 1), line.description, line.period, String(line.quantity),
        Self.money(line.unit), Self.money(line.amount),
      ])
    }
    for (index, total) in totals.enumerated() {
      rows.append(Table.Row(["", total.0, "", "", "", total.1], isStrong: index == 3))
    }
    try document.table(
      Table(
        columns: [
          .init("#", share: 24, isNumber: true), .init("Description", share: 211),
          .init("Period", share: 120), .init("Qty", share: 35, isNumber: true),
          .init("Unit price", share: 55, isNumber: true),
          .init("Amount", share: 70, isNumber: true),
        ], rows: rows, isFine: true))
    if isAlone, profile == .archiveAndAccess {
      document.attach(
        Attachment(
          name: "factur-x.xml", type: "text/xml", about: "The invoice as EN 16931 data",
          relationship: .alternative, content: crossIndustryInvoice))
      document.electronicInvoice = ElectronicInvoice()
    }
    return document
  }
}

// MARK: XML

extension SampleInvoice {
  /// The invoice as UN/CEFACT Cross Industry Invoice of the profile EN 16931.
  var crossIndustryInvoice: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(40 << 10)
    func write(_ text: String) { out.append(contentsOf: text.utf8) }
    func amount(_ cents: Int) -> String {
      String(cents / 100) + "." + String(cents % 100 + 100).dropFirst()
    }
    func day(_ text: String) -> String {
      "<udt:DateTimeString format=\"102\">\(text.filter { $0 != "-" })</udt:DateTimeString>"
    }
    func escaped(_ text: String) -> String {
      text.contains("&") ? text.split(separator: "&").joined(separator: "&amp;") : text
    }
    let standard = "urn:un:unece:uncefact:data:standard:"
    write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rsm:CrossIndustryInvoice ")
    write("xmlns:rsm=\"\(standard)CrossIndustryInvoice:100\" ")
    write("xmlns:ram=\"\(standard)ReusableAggregateBusinessInformationEntity:100\" ")
    write("xmlns:udt=\"\(standard)UnqualifiedDataType:100\"><rsm:ExchangedDocumentContext>")
    write("<ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>urn:cen.eu:en16931:2017")
    write("</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter>")
    write("</rsm:ExchangedDocumentContext><rsm:ExchangedDocument><ram:ID>\(number)</ram:ID>")
    write("<ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime>\(day(date))</ram:IssueDateTime>")
    write("</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>")
    for (index, line) in lines.enumerated() {
      write("<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument>")
      write("<ram:LineID>\(index + 1)</ram:LineID></ram:AssociatedDocumentLineDocument>")
      write("<ram:SpecifiedTradeProduct><ram:Name>\(escaped(line.description))</ram:Name>")
      write("</ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement>")
      write("<ram:NetPriceProductTradePrice><ram:ChargeAmount>\(amount(line.unit))")
      write("</ram:ChargeAmount></ram:NetPriceProductTradePrice>")
      write("</ram:SpecifiedLineTradeAgreement><ram:SpecifiedLineTradeDelivery>")
      write("<ram:BilledQuantity unitCode=\"C62\">\(line.quantity)</ram:BilledQuantity>")
      write("</ram:SpecifiedLineTradeDelivery><ram:SpecifiedLineTradeSettlement>")
      write("<ram:ApplicableTradeTax><ram:TypeCode>VAT</ram:TypeCode>")
      write("<ram:CategoryCode>S</ram:CategoryCode>")
      write("<ram:RateApplicablePercent>\(line.rate)</ram:RateApplicablePercent>")
      write("</ram:ApplicableTradeTax><ram:SpecifiedTradeSettlementLineMonetarySummation>")
      write("<ram:LineTotalAmount>\(amount(line.amount))</ram:LineTotalAmount>")
      write("</ram:SpecifiedTradeSettlementLineMonetarySummation>")
      write("</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>")
    }
    write("<ram:ApplicableHeaderTradeAgreement><ram:SellerTradeParty>")
    write("<ram:Name>\(escaped(Self.seller[0]))</ram:Name><ram:PostalTradeAddress>")
    write(
      "<ram:PostcodeCode>LS1 4AP</ram:PostcodeCode><ram:LineOne>\(Self.seller[1])</ram:LineOne>")
    write("<ram:CityName>Leeds</ram:CityName><ram:CountryID>GB</ram:CountryID>")
    write("</ram:PostalTradeAddress><ram:SpecifiedTaxRegistration>")
    write("<ram:ID schemeID=\"VA\">GB123456789</ram:ID></ram:SpecifiedTaxRegistration>")
    write("</ram:SellerTradeParty><ram:BuyerTradeParty><ram:Name>\(customer[0])</ram:Name>")
    write("<ram:PostalTradeAddress><ram:PostcodeCode>10115</ram:PostcodeCode>")
    write("<ram:LineOne>\(customer[1])</ram:LineOne><ram:CityName>Berlin</ram:CityName>")
    write("<ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty>")
    write("</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeDelivery>")
    write("<ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime>\(day("2026-10-31"))")
    write("</ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent>")
    write("</ram:ApplicableHeaderTradeDelivery><ram:ApplicableHeaderTradeSettlement>")
    write("<ram:InvoiceCurrencyCode>GBP</ram:InvoiceCurrencyCode>")
    let rates = [20, 5].filter { net($0) > 0 }
    for rate in rates {
      write("<ram:ApplicableTradeTax><ram:CalculatedAmount>\(amount(tax(rate)))")
      write("</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode>")
      write("<ram:BasisAmount>\(amount(net(rate)))</ram:BasisAmount>")
      write("<ram:CategoryCode>S</ram:CategoryCode>")
      write(
        "<ram:RateApplicablePercent>\(rate)</ram:RateApplicablePercent></ram:ApplicableTradeTax>")
    }
    let base = rates.reduce(0) { $0 + net($1) }
    let added = rates.reduce(0) { $0 + tax($1) }
    write("<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime>\(day(due))</ram:DueDateDateTime>")
    write("</ram:SpecifiedTradePaymentTerms>")
    write("<ram:SpecifiedTradeSettlementHeaderMonetarySummation>")
    write("<ram:LineTotalAmount>\(amount(base))</ram:LineTotalAmount>")
    write("<ram:TaxBasisTotalAmount>\(amount(base))</ram:TaxBasisTotalAmount>")
    write("<ram:TaxTotalAmount currencyID=\"GBP\">\(amount(added))</ram:TaxTotalAmount>")
    write("<ram:GrandTotalAmount>\(amount(base + added))</ram:GrandTotalAmount>")
    write("<ram:DuePayableAmount>\(amount(base + added))</ram:DuePayableAmount>")
    write("</ram:SpecifiedTradeSettlementHeaderMonetarySummation>")
    write("</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction>")
    write("</rsm:CrossIndustryInvoice>")
    return out
  }
}
