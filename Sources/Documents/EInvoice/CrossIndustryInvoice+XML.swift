internal import Billing
package import Diagnostics

/// UN/CEFACT Cross Industry Invoice D16B, in the order of its schema; the numbers in comments are the
/// business terms of EN 16931.
extension CrossIndustryInvoice {
  package static let fileName = "factur-x.xml"

  package func xml() throws(Problem) -> [UInt8] {
    var xml = XMLWriter()
    let space = "urn:un:unece:uncefact:data:standard"
    let names = [
      "xmlns:rsm=\"\(space):CrossIndustryInvoice:100\"",
      "xmlns:ram=\"\(space):ReusableAggregateBusinessInformationEntity:100\"",
      "xmlns:qdt=\"\(space):QualifiedDataType:100\"",
      "xmlns:udt=\"\(space):UnqualifiedDataType:100\"",
    ]
    try xml.element("rsm:CrossIndustryInvoice", names.joined(separator: " ")) {
      (xml: inout XMLWriter) throws(Problem) in
      try xml.element("rsm:ExchangedDocumentContext") { (xml: inout XMLWriter) throws(Problem) in
        try xml.element("ram:GuidelineSpecifiedDocumentContextParameter") {
          (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:ID", "urn:cen.eu:en16931:2017")  // BT-24
        }
      }
      try xml.element("rsm:ExchangedDocument") { (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:ID", facts.number)  // BT-1
        try xml.leaf("ram:TypeCode", facts.isCreditNote ? "381" : "380")  // BT-3
        try Self.date("ram:IssueDateTime", facts.date, in: &xml)  // BT-2
        try xml.element("ram:IncludedNote") { (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:Content", facts.message)  // BT-22
        }
      }
      try xml.element("rsm:SupplyChainTradeTransaction") { (xml: inout XMLWriter) throws(Problem) in
        for (number, line) in lines.enumerated() { try write(line, number + 1, in: &xml) }
        try writeParties(in: &xml)
        try writeDelivery(in: &xml)
        try writeSettlement(in: &xml)
      }
    }
    return Array(xml.text.utf8)
  }

  // MARK: Pieces

  private static func date(_ name: String, _ iso: String?, in xml: inout XMLWriter) throws(Problem)
  {
    guard let iso else { return }
    try xml.element(name) { (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("udt:DateTimeString", String(iso.filter { $0 != "-" }), "format=\"102\"")
    }
  }

  private static func period(_ from: String?, _ to: String?, in xml: inout XMLWriter)
    throws(Problem)
  {
    try xml.element("ram:BillingSpecifiedPeriod") { (xml: inout XMLWriter) throws(Problem) in
      try date("ram:StartDateTime", from, in: &xml)
      try date("ram:EndDateTime", to, in: &xml)
    }
  }

  private func money(_ amount: Int64) -> String {
    ScaledDecimal.print(amount, scale: facts.account.company.digits)
  }

  private static func percent(_ rate: Int64) -> String {
    ScaledDecimal.print(rate, scale: 6, trimmed: true)
  }

  private static func write(_ tax: Tax, in xml: inout XMLWriter) throws(Problem) {
    try xml.leaf("ram:TypeCode", "VAT")
    try xml.leaf("ram:CategoryCode", tax.category.code)
    try xml.leaf("ram:RateApplicablePercent", percent(tax.rate))
  }

  private func write(_ allowance: Allowance, isOfLine: Bool, in xml: inout XMLWriter)
    throws(Problem)
  {
    try xml.element("ram:SpecifiedTradeAllowanceCharge") { (xml: inout XMLWriter) throws(Problem) in
      try xml.element("ram:ChargeIndicator") { (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("udt:Indicator", "false")
      }
      try xml.leaf("ram:ActualAmount", money(allowance.amount))
      let reason = allowance.reason.isEmpty ? Words.english[.discounts] : allowance.reason
      try xml.leaf("ram:Reason", reason)
      if isOfLine { return }
      try xml.element("ram:CategoryTradeTax") { (xml: inout XMLWriter) throws(Problem) in
        try Self.write(allowance.tax, in: &xml)
      }
    }
  }

  /// How many of what price: as the ledger has it where that comes to the amount, else one.
  private func price(_ line: Line) -> (quantity: String, price: String) {
    let charge = line.charge
    let digits = facts.account.company.digits
    if let price = charge.unitPrice, let quantity = charge.quantity ?? 1_000_000 as Int64?,
      quantity > 0, price >= 0
    {
      let divisor = 1_000_000 * Int128(ScaledDecimal.power(8 - digits))
      let amount = Rounding.halfAwayFromZero(
        Int128(price) * Int128(quantity), dividedBy: divisor)
      if amount == Int128(charge.amount) {
        return (
          ScaledDecimal.print(quantity, scale: 6, trimmed: true),
          ScaledDecimal.print(price, scale: 8, trimmed: true)
        )
      }
    }
    return ("1", money(charge.amount))
  }

  // MARK: Lines

  private func write(_ line: Line, _ number: Int, in xml: inout XMLWriter) throws(Problem) {
    let (quantity, price) = price(line)
    try xml.element("ram:IncludedSupplyChainTradeLineItem") {
      (xml: inout XMLWriter) throws(Problem) in
      try xml.element("ram:AssociatedDocumentLineDocument") {
        (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:LineID", String(number))  // BT-126
      }
      try xml.element("ram:SpecifiedTradeProduct") { (xml: inout XMLWriter) throws(Problem) in
        let name = line.charge.description
        try xml.leaf("ram:Name", name.isEmpty ? Words.english[.charge] : name)  // BT-153
      }
      try xml.element("ram:SpecifiedLineTradeAgreement") { (xml: inout XMLWriter) throws(Problem) in
        try xml.element("ram:NetPriceProductTradePrice") {
          (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:ChargeAmount", price)  // BT-146
        }
      }
      try xml.element("ram:SpecifiedLineTradeDelivery") { (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:BilledQuantity", quantity, "unitCode=\"C62\"")  // BT-129
      }
      try xml.element("ram:SpecifiedLineTradeSettlement") {
        (xml: inout XMLWriter) throws(Problem) in
        try xml.element("ram:ApplicableTradeTax") { (xml: inout XMLWriter) throws(Problem) in
          try Self.write(line.tax, in: &xml)  // BT-151, BT-152
        }
        try Self.period(line.charge.from, line.charge.to, in: &xml)  // BG-26
        for allowance in line.allowances { try write(allowance, isOfLine: true, in: &xml) }
        try xml.element("ram:SpecifiedTradeSettlementLineMonetarySummation") {
          (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:LineTotalAmount", money(line.net))  // BT-131
        }
      }
    }
  }

  // MARK: Parties and delivery

  private func writeParties(in xml: inout XMLWriter) throws(Problem) {
    let account = facts.account
    let company = account.company
    try xml.element("ram:ApplicableHeaderTradeAgreement") {
      (xml: inout XMLWriter) throws(Problem) in
      try xml.element("ram:SellerTradeParty") { (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:Name", company.name)  // BT-27
        if company.phone != nil || company.email != nil {
          try xml.element("ram:DefinedTradeContact") { (xml: inout XMLWriter) throws(Problem) in
            try xml.leaf("ram:PersonName", company.name)  // BT-41
            try xml.element("ram:TelephoneUniversalCommunication") {
              (xml: inout XMLWriter) throws(Problem) in
              try xml.leaf("ram:CompleteNumber", company.phone)
            }
            try xml.element("ram:EmailURIUniversalCommunication") {
              (xml: inout XMLWriter) throws(Problem) in
              try xml.leaf("ram:URIID", company.email)
            }
          }
        }
        try Self.write(company.postal, in: &xml)
        try Self.write(taxID: company.taxID, in: &xml)  // BT-31
      }
      try xml.element("ram:BuyerTradeParty") { (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:ID", account.id)  // BT-46
        try xml.leaf("ram:Name", account.name)  // BT-44
        try Self.write(account.postal, in: &xml)
        try Self.write(taxID: account.taxID, in: &xml)  // BT-48
      }
      if let reference = facts.reference {
        try xml.element("ram:BuyerOrderReferencedDocument") {
          (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:IssuerAssignedID", reference)  // BT-13
        }
      }
    }
  }

  private static func write(_ address: PostalAddress, in xml: inout XMLWriter) throws(Problem) {
    try xml.element("ram:PostalTradeAddress") { (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("ram:PostcodeCode", address.postcode)
      try xml.leaf("ram:LineOne", address.street)
      try xml.leaf("ram:LineTwo", address.second)
      try xml.leaf("ram:CityName", address.city)
      try xml.leaf("ram:CountryID", address.country)
      try xml.leaf("ram:CountrySubDivisionName", address.region)
    }
  }

  private static func write(taxID: String?, in xml: inout XMLWriter) throws(Problem) {
    try xml.element("ram:SpecifiedTaxRegistration") { (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("ram:ID", taxID.map { String($0.filter { $0 != " " }) }, "schemeID=\"VA\"")
    }
  }

  /// An element that must be there though it may be empty.
  private func writeDelivery(in xml: inout XMLWriter) throws(Problem) {
    try xml.element("ram:ApplicableHeaderTradeDelivery") { (xml: inout XMLWriter) throws(Problem) in
      if breakdowns.contains(where: { $0.tax.category == .intraCommunity }) {
        try xml.element("ram:ShipToTradeParty") { (xml: inout XMLWriter) throws(Problem) in
          try Self.write(facts.account.postal, in: &xml)  // BG-15
        }
      }
      try xml.element("ram:ActualDeliverySupplyChainEvent") {
        (xml: inout XMLWriter) throws(Problem) in
        try Self.date("ram:OccurrenceDateTime", facts.to ?? facts.date, in: &xml)  // BT-72
      }
    }
  }

  // MARK: Sums

  private func writeSettlement(in xml: inout XMLWriter) throws(Problem) {
    let currency = facts.account.company.currency
    try xml.element("ram:ApplicableHeaderTradeSettlement") {
      (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("ram:PaymentReference", facts.number)  // BT-83
      try xml.leaf("ram:InvoiceCurrencyCode", currency)  // BT-5
      try writePaymentMeans(in: &xml)
      for part in breakdowns { try write(part, in: &xml) }
      try Self.period(facts.from, facts.to, in: &xml)  // BG-14
      for allowance in allowances { try write(allowance, isOfLine: false, in: &xml) }  // BG-20
      try xml.element("ram:SpecifiedTradePaymentTerms") { (xml: inout XMLWriter) throws(Problem) in
        if facts.due == nil {
          let words = Words(facts.account.language, theme: theme)
          try xml.leaf(
            "ram:Description", facts.isCreditNote ? words[.nothingToPay] : words[.onReceipt])
        }
        try Self.date("ram:DueDateDateTime", facts.due, in: &xml)  // BT-9
      }
      let base = lineTotal - allowanceTotal
      let tax = breakdowns.map(\.amount).reduce(0, +)
      try xml.element("ram:SpecifiedTradeSettlementHeaderMonetarySummation") {
        (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:LineTotalAmount", money(lineTotal))  // BT-106
        if allowanceTotal != 0 {
          try xml.leaf("ram:AllowanceTotalAmount", money(allowanceTotal))  // BT-107
        }
        try xml.leaf("ram:TaxBasisTotalAmount", money(base))  // BT-109
        try xml.leaf("ram:TaxTotalAmount", money(tax), "currencyID=\"\(currency)\"")  // BT-110
        try xml.leaf("ram:GrandTotalAmount", money(base + tax))  // BT-112
        try xml.leaf("ram:DuePayableAmount", money(base + tax))  // BT-115
      }
      if case .creditNote(let invoice, let date) = facts.kind {
        try xml.element("ram:InvoiceReferencedDocument") { (xml: inout XMLWriter) throws(Problem) in
          try xml.leaf("ram:IssuerAssignedID", invoice)  // BT-25
          try xml.element("ram:FormattedIssueDateTime") { (xml: inout XMLWriter) throws(Problem) in
            try xml.leaf(
              "qdt:DateTimeString", date.map { String($0.filter { $0 != "-" }) }, "format=\"102\"")
          }
        }
      }
    }
  }

  private func writePaymentMeans(in xml: inout XMLWriter) throws(Problem) {
    let company = facts.account.company
    guard let iban = theme.company(company.code).iban, !facts.isCreditNote else { return }
    try xml.element("ram:SpecifiedTradeSettlementPaymentMeans") {
      (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("ram:TypeCode", "58")  // BT-81: SEPA credit transfer
      try xml.element("ram:PayeePartyCreditorFinancialAccount") {
        (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:IBANID", iban)  // BT-84
        try xml.leaf("ram:AccountName", company.name)
      }
      try xml.element("ram:PayeeSpecifiedCreditorFinancialInstitution") {
        (xml: inout XMLWriter) throws(Problem) in
        try xml.leaf("ram:BICID", theme.company(company.code).bic)  // BT-86
      }
    }
  }

  private func write(_ part: Breakdown, in xml: inout XMLWriter) throws(Problem) {
    let words = Words(facts.account.language, theme: theme)
    let (code, word): (String?, Word?) =
      switch part.tax.category {
      case .reverseCharge: ("VATEX-EU-AE", .reverseChargeNote)
      case .intraCommunity: ("VATEX-EU-IC", .intraCommunityNote)
      case .export: ("VATEX-EU-G", .exportNote)
      case .exempt: (nil, .exemptNote)
      default: (nil, nil)
      }
    try xml.element("ram:ApplicableTradeTax") { (xml: inout XMLWriter) throws(Problem) in
      try xml.leaf("ram:CalculatedAmount", money(part.amount))  // BT-117
      try xml.leaf("ram:TypeCode", "VAT")
      if let word { try xml.leaf("ram:ExemptionReason", part.exemption ?? words[word]) }  // BT-120
      try xml.leaf("ram:BasisAmount", money(part.base))  // BT-116
      try xml.leaf("ram:CategoryCode", part.tax.category.code)  // BT-118
      try xml.leaf("ram:ExemptionReasonCode", code)  // BT-121
      try xml.leaf("ram:RateApplicablePercent", Self.percent(part.tax.rate))  // BT-119
    }
  }
}
