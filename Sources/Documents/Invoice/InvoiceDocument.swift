package import Diagnostics
package import PDF
package import Store

/// An invoice or credit note on paper, in invoice mode or in statement mode.
package struct InvoiceDocument: Sendable {
  package let facts: InvoiceFacts
  package let mode: BillMode
  let words: Words
  let options: BillOptions
  /// The account since its last bill; in statement mode.
  let period: StatementFacts?
  package let itemisation: Itemisation
  let calls: CallList?
  let usage: UsageFacts?
  /// Why it is another amount than the bill before; nil where the theme leaves it out.
  let comparison: InvoiceComparison?
  /// The invoice for the receiver's software, embedded; nil where it carries none.
  let electronic: [UInt8]?

  package var account: AccountFacts { facts.account }
  package var theme: Theme { options.theme }

  /// - Parameter asOf: what is later does not count; nil for the invoice's own day.
  /// - Throws: `unknown-invoice`; `invoice-differs` where its lines don't come to its total.
  package init(
    _ number: String, asOf: String?, source: String? = nil, options: BillOptions = BillOptions(),
    in store: Queries
  ) throws {
    try self.init(
      InvoiceFacts(number, asOf: asOf, source: source, in: store), options: options, in: store)
  }

  package init(_ facts: InvoiceFacts, options: BillOptions = BillOptions(), in store: Queries)
    throws
  {
    self.facts = facts
    self.options = options
    words = Words(facts.account.language, theme: options.theme)
    let wanted =
      options.mode ?? facts.account.billMode.flatMap { BillMode(rawValue: $0) } ?? .invoice
    mode = facts.isCreditNote ? .invoice : wanted
    if facts.contradictsItself, !options.isForced { throw Problem.invoiceDiffers(facts) }
    period =
      mode == .statement ? try StatementFacts(bill: facts, in: store) : nil
    if let period {
      try AmountBound.check([period.ledger.closing, facts.linkedDue], of: facts.number)
    }
    itemisation = options.itemisation ?? facts.account.itemisation
    calls = try CallList(of: facts, period: period, itemisation: itemisation, in: store)
    usage =
      facts.isCreditNote
      ? nil : try UsageFacts(account: facts.account.row, until: facts.date, in: store)
    comparison =
      options.theme.comparesBills ? try InvoiceComparison(of: facts, in: store) : nil
    let isElectronic =
      options.carriesXML && options.theme.profile.carriesElectronicInvoices && !options.isCopy
      && facts.issuer == nil && !facts.isVoid && !facts.contradictsItself
      && CrossIndustryInvoice.isFor(facts.account.company)
    electronic =
      isElectronic
      ? try CrossIndustryInvoice(facts, theme: options.theme, in: store).xml() : nil
  }

  package var carriesXML: Bool { electronic != nil }

  /// What the reader is to pay: this invoice, or the account's balance, and what is left of linked
  /// invoices (rules §3).
  package var toPay: Int64 {
    (period?.ledger.closing ?? facts.remaining) + facts.linkedDue
  }

  /// Where the payer tears something off to send along; nil where nothing is to be paid by post.
  var slip: RemittanceSlip? {
    guard let slip = theme.slip, !facts.isCreditNote, toPay > 0, !account.isPaidAutomatically
    else { return nil }
    return RemittanceSlip(
      account: account, number: facts.number, due: facts.due, amount: toPay, check: slip.check,
      theme: theme, words: words)
  }

  var isCopy: Bool { options.isCopy || facts.issuer != nil }

  /// What stands across the pages.
  var watermark: String? {
    // A page that asks for money does not say PAID across it.
    let status = facts.mark == .paid && toPay != 0 ? nil : facts.mark
    let marks = [status, isCopy && status != .void ? .copy : nil].compactMap { $0 }
    return marks.isEmpty ? nil : marks.map { words[$0] }.joined(separator: " · ")
  }

  /// The document as PDF.
  package func pdf(fonts: FontSet) throws(Problem) -> [UInt8] {
    var document = try pages(fonts: fonts)
    return try document.render()
  }

  /// Its title, as bookmarks have it.
  package var title: String {
    "\(words[facts.isCreditNote ? .creditNote : .invoice]) \(facts.number)"
  }

  /// The pages, to be written alone or with others.
  package func pages(fonts: FontSet) throws(Problem) -> PDFDocument {
    let letterhead = Letterhead(account: account, words: words, theme: theme)
    var document = letterhead.document(
      fonts, title: title, date: facts.date,
      footer: [title, "\(words[.account]) \(account.id)"])
    try draw(letterhead, on: &document)
    return document
  }
}
