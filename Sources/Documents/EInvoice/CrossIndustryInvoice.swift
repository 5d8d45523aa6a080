internal import Billing
internal import Diagnostics
package import Store

/// An invoice as EN 16931 has it: what the receiver's software books. Balances and payments stay out of
/// it, since they would be booked twice (rules §11). All sums are whole minor units.
package struct CrossIndustryInvoice: Sendable {
  /// A tax as lines are grouped by it.
  struct Tax: Hashable, Sendable {
    var category: TaxCategory
    /// In hundred-millionths of one.
    var rate: Int64
  }

  struct Allowance: Sendable {
    var reason: String
    var amount: Int64
    var tax: Tax
  }

  struct Line: Sendable {
    var charge: ChargeLine
    var tax: Tax
    var allowances: [Allowance] = []
    var net: Int64 { charge.amount - allowances.map(\.amount).reduce(0, +) }
  }

  /// The breakdown of one category and rate.
  struct Breakdown: Sendable {
    var tax: Tax
    var base: Int64
    var amount: Int64
    var exemption: String?
  }

  let facts: InvoiceFacts
  let theme: Theme
  private(set) var lines: [Line] = []
  /// Discounts that belong to no line.
  private(set) var allowances: [Allowance] = []
  private(set) var breakdowns: [Breakdown] = []

  var lineTotal: Int64 { lines.map(\.net).reduce(0, +) }
  var allowanceTotal: Int64 { allowances.map(\.amount).reduce(0, +) }

  /// Whether a company's invoices are electronic ones at all: it has a tax id, in a country that has the
  /// standard (rules §11).
  package static func isFor(_ company: CompanyFacts) -> Bool {
    company.taxID != nil && countries.contains(company.country ?? "")
  }

  /// The European Union, and the rest of the European Economic Area.
  private static let countries: Set<String> = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK", "IS", "LI", "NO",
  ]

  /// - Throws: what keeps an invoice from being one: `no-einvoice`, `vat-differs`, `vat-not-stated`.
  package init(_ facts: InvoiceFacts, theme: Theme, in store: Queries) throws {
    self.facts = facts
    self.theme = theme
    try Self.require(facts)
    let stated = try LineTax.all(of: facts, in: store)
    try sort(taxed(stated))
    try breakDown(stated)
  }

  private static func require(_ facts: InvoiceFacts) throws(Problem) {
    let company = facts.account.company
    guard isFor(company) else {
      throw .noEInvoice(
        facts, "its company has no tax id in a country of EN 16931 (European Union, EEA)")
    }
    if let issuer = facts.issuer { throw .noEInvoice(facts, "\(issuer) issued it") }
    if facts.isVoid { throw .noEInvoice(facts, "it is void") }
    if facts.contradictsItself {
      throw .noEInvoice(facts, "its lines and taxes don't come to the total that its source states")
    }
    if facts.net < 0 {
      throw .noEInvoice(
        facts, "it is negative: correct an invoice by a credit note with a number of its own")
    }
    guard Array((company.taxID ?? "").utf8.prefix(2)).allSatisfy({ (65...90).contains($0) }) else {
      throw .noEInvoice(
        facts, "the company's tax id does not begin with its country, as in DE123456789")
    }
    if facts.account.postal.country == nil {
      throw .noEInvoice(facts, "the address of its account names no country")
    }
    if case .creditNote(nil, _) = facts.kind {
      throw .noEInvoice(facts, "a credit note must name the invoice that it corrects")
    }
  }

  /// Each line with its tax.
  private func taxed(_ stated: [LineTax]) throws(Problem) -> [Line] {
    var lines: [Line] = []
    let byDebit = Dictionary(grouping: stated, by: \.debit)
    for (number, charge) in facts.lines.enumerated() {
      let own = byDebit[charge.debit] ?? []
      guard own.count <= 1 else {
        throw .noEInvoice(facts, "its line \(number + 1) has several taxes, and VAT is one")
      }
      if let tax = own.first?.tax {
        lines.append(Line(charge: charge, tax: tax))
      } else if charge.amount == 0, let tax = stated.first?.tax {
        lines.append(Line(charge: charge, tax: tax))
      } else {
        throw .vatNotStated(facts, line: number + 1)
      }
    }
    return lines
  }

  /// A discount goes below the line that it belongs to, else to the whole invoice.
  private mutating func sort(_ taxed: [Line]) {
    for line in taxed where !line.charge.isDiscount { lines.append(line) }
    for line in taxed where line.charge.isDiscount {
      let allowance = Allowance(
        reason: line.charge.description, amount: -line.charge.amount, tax: line.tax)
      let place = lines.lastIndex {
        $0.charge.service != nil && $0.charge.service == line.charge.service
          && $0.tax == line.tax && $0.net >= allowance.amount
      }
      if let place {
        lines[place].allowances.append(allowance)
      } else {
        allowances.append(allowance)
      }
    }
  }

  private mutating func breakDown(_ stated: [LineTax]) throws(Problem) {
    var taxes: [Tax] = []
    for tax in lines.map(\.tax) + allowances.map(\.tax) where !taxes.contains(tax) {
      taxes.append(tax)
    }
    for tax in taxes {
      let base =
        lines.filter { $0.tax == tax }.map(\.net).reduce(0, +)
        - allowances.filter { $0.tax == tax }.map(\.amount).reduce(0, +)
      let own = stated.filter { $0.tax == tax }
      let amount = own.map(\.amount).reduce(0, +)
      let exact = Rounding.halfAwayFromZero(
        Int128(base) * Int128(tax.rate), dividedBy: 100_000_000)
      guard Int128(amount) == exact else {
        throw .vatDiffers(facts, rate: tax.rate, base: base, stated: amount, exact: Int64(exact))
      }
      breakdowns.append(
        Breakdown(
          tax: tax, base: base, amount: amount, exemption: own.compactMap(\.exemption).first))
    }
    if taxes.contains(where: { $0.category == .outsideScope }) {
      throw .noEInvoice(facts, "it is outside the scope of VAT")
    }
    let owes: Set<TaxCategory> = [.reverseCharge, .intraCommunity]
    if facts.account.taxID == nil, taxes.contains(where: { owes.contains($0.category) }) {
      throw .noEInvoice(facts, "its account has no tax id, and it is the customer who owes the VAT")
    }
  }
}

/// The tax of a line, as the ledger has it.
struct LineTax: Sendable {
  /// nil: of a credit note.
  var debit: Int64?
  var tax: CrossIndustryInvoice.Tax
  var amount: Int64
  var exemption: String?

  static func all(of facts: InvoiceFacts, in store: Queries) throws -> [LineTax] {
    let condition =
      facts.isCreditNote ? "discount = ?" : "debit IN (SELECT id FROM debit WHERE invoice = ?)"
    return try store.rows(
      """
      SELECT debit, rate, category, amount, exemption FROM tax_line WHERE \(condition)
      ORDER BY debit, id
      """, [.integer(facts.row)]
    ) { row in
      let rate = row.optionalInteger(1)
      let category =
        row.text(2).flatMap { TaxCategory(rawValue: $0) } ?? TaxCategory.of(rate: rate)
      guard let category else { throw Problem.vatNotStated(facts, line: nil) }
      return LineTax(
        debit: row.optionalInteger(0), tax: .init(category: category, rate: rate ?? 0),
        amount: row.integer(3), exemption: row.text(4))
    }
  }
}
