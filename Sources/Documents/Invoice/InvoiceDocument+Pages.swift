internal import Diagnostics
internal import PDF

extension InvoiceDocument {
  func money(_ amount: Int64) -> String {
    words.amount(amount, digits: account.company.digits)
  }

  func currencyAmount(_ amount: Int64) -> String {
    "\(account.company.currency)\u{00A0}\(money(amount))"
  }

  func draw(_ letterhead: Letterhead, on document: inout PDFDocument) throws(Problem) {
    document.watermark = watermark
    if let electronic {
      document.attach(
        Attachment(
          name: CrossIndustryInvoice.fileName, type: "text/xml",
          about: "\(words[.invoice]) \(facts.number), EN 16931", relationship: .alternative,
          content: electronic))
      document.electronicInvoice = ElectronicInvoice(fileName: CrossIndustryInvoice.fileName)
    }
    if let slip { document.reserve(slip.height) }
    try letterhead.draw(
      words[facts.isCreditNote ? .creditNote : .invoice], facts: headFacts, on: &document)
    if let slip { try slip.draw(on: &document) }
    try document.panel(panel.text, note: panel.note)
    document.space(8_000)
    if let service = serviceAddress {
      try document.paragraph("\(words[.serviceAddress]): \(service)", .small)
    }
    if facts.contradictsItself {
      try document.paragraph(
        words.text(.differs, money(facts.total), money(facts.stated ?? 0)), .strong)
    }
    document.space(10_000)
    if let period {
      let pages = StatementPages(facts: period, words: words)
      try pages.drawSummary(on: &document)
    }
    try drawCharges(on: &document)
    try drawTaxes(on: &document)
    if period == nil { try drawSettlements(on: &document) }
    try drawLinked(on: &document)
    if let period {
      let pages = StatementPages(facts: period, words: words)
      try pages.drawOpen(on: &document)
    }
    // How to pay comes first, on page 1 if it can.
    try drawNotes(on: &document)
    try drawComparison(on: &document)
    if let usage { try UsagePages(facts: usage, words: words).draw(on: &document) }
    if let calls {
      try CallPages(list: calls, account: account, words: words).draw(on: &document)
    }
  }

  private var headFacts: [(name: String, value: String)] {
    var rows = [
      (words[.number], facts.number), (words[.account], account.id),
      (words[facts.isCreditNote ? .date : .invoiceDate], words.date(facts.date)),
    ]
    if case .creditNote(let invoice?, let date) = facts.kind {
      let day = date.map { ", " + words.date($0) } ?? ""
      rows.append((words[.correctsInvoice], invoice + day))
    }
    if let reference = facts.reference { rows.append((words[.yourReference], reference)) }
    if let due = facts.due { rows.append((words[.dueDate], words.date(due))) }
    if let from = facts.from, let to = facts.to {
      rows.append((words[.period], words.dates.range(from, to)))
    }
    if let taxID = account.taxID { rows.append((words[.yourTaxNumber], taxID)) }
    rows.append((words[.currency], account.company.currency))
    if let mark = facts.mark {
      rows.append((words.text(.status, words.date(facts.asOf)), words[mark]))
    }
    if let issuer = facts.issuer {
      rows.append((words[.copyIssuedBy], issuer))
    } else if isCopy {
      rows.append(("", words[.copy]))
    }
    return rows
  }

  /// The one large amount, and what to do about it.
  private var panel: (text: String, note: String?) {
    if facts.isCreditNote {
      return ("\(words[.creditNote]): \(currencyAmount(facts.total))", nil)
    }
    if toPay < 0 {
      return (words.text(.creditBalance, currencyAmount(-toPay)), words[.nothingToPay])
    }
    let text = words.text(.toPay, currencyAmount(toPay))
    if toPay == 0 { return (text, words[.nothingToPay]) }
    if account.isPaidAutomatically { return (text, words[.takenAutomatically]) }
    guard let due = facts.due else { return (text, nil) }
    return (text, words.text(due < facts.asOf ? .wasDue : .payBy, words.date(due)))
  }

  private var serviceAddress: String? {
    guard !account.mailing.isEmpty, !account.service.isEmpty, account.service != account.mailing
    else { return nil }
    return account.service.lines(from: account.company.country).joined(separator: ", ")
  }

  // MARK: Charges and taxes

  private func period(_ line: ChargeLine) -> String {
    guard let from = line.from, let to = line.to else { return "" }
    let range = words.dates.range(from, to)
    guard
      let part = Proration(line, billDay: account.billDay, digits: account.company.digits)
    else { return range }
    let days = part.cycle.map { words.text(.daysOf, String(part.days), String($0)) }
    return "\(range)\n\(days ?? words.text(.days, String(part.days)))"
  }

  private func drawCharges(on document: inout PDFDocument) throws(Problem) {
    let hasPeriods = facts.lines.contains { $0.from != nil && $0.to != nil }
    let hasQuantities = facts.lines.contains { $0.quantity != nil }
    let digits = account.company.digits
    let hasPrices = facts.lines.contains { $0.saysMore(inDigits: digits) }
    var sheet = Sheet(
      [.text(words[.description])] + (hasPeriods ? [.fit(words[.period])] : [])
        + (hasQuantities ? [.number(words[.quantity])] : [])
        + (hasPrices ? [.number(words[.unitPrice])] : []) + [.number(words[.amount])])
    sheet.carrying = .init(
      forward: words[.carriedForward], brought: words[.broughtForward])
    var sum: Int64 = 0
    func add(
      _ text: String, _ amount: String, of line: ChargeLine? = nil, strong: Bool = false,
      indent: Int = 0
    ) {
      let quantity = line?.quantity.map { words.decimal($0, scale: 6) }
      let price = line?.unitPrice.map { words.price($0, digits: digits) }
      let cells =
        [text] + (hasPeriods ? [line.map { period($0) } ?? ""] : [])
        + (hasQuantities ? [quantity ?? ""] : []) + (hasPrices ? [price ?? ""] : []) + [amount]
      var row = Table.Row(cells, isStrong: strong)
      row.indent = indent
      row.running = money(sum)
      sheet.rows.append(row)
    }
    let groups = ChargeLine.arranged(facts.lines)
    for (group, lines) in groups {
      if groups.count > 1 { sheet.group(words[group.word]) }
      for line in lines {
        let text = line.description.isEmpty ? words[.charge] : line.description
        let description =
          line.debit == nil && !facts.isCreditNote ? words.text(.asBilled, text) : text
        sum += line.amount
        add(
          description, money(line.amount), of: line,
          indent: line.isDiscount && lines.count > 1 ? 10_000 : 0)
      }
      if groups.count > 1, lines.count > 1 {
        add(
          words.text(.subtotal, words[group.word]),
          money(lines.map(\.amount).reduce(0, +)))
      }
    }
    if facts.taxes.isEmpty {
      add(words[totalWord], money(facts.total), strong: true)
    } else {
      add(words[.beforeTaxes], money(facts.net), strong: true)
    }
    try sheet.draw(words[.charges], on: &document)
  }

  private var totalWord: Word { facts.isCreditNote ? .totalCreditNote : .totalInvoice }

  private func drawTaxes(on document: inout PDFDocument) throws(Problem) {
    if facts.taxes.isEmpty { return }
    var sheet = Sheet([
      .text(words[.tax], 2), .text(words[.authority], 3), .number(words[.rate]),
      .number(words[.taxable]), .number(words[.amount]),
    ])
    sheet.isKept = facts.taxes.count < 20
    for tax in facts.taxes {
      sheet.add(
        tax.name ?? words[.tax], tax.jurisdiction ?? "", tax.rate.map { words.percent($0) } ?? "",
        tax.base.map { money($0) } ?? "", money(tax.amount))
    }
    sheet.add(words[totalWord], "", "", "", money(facts.total), strong: true)
    try sheet.draw(words[.taxes], on: &document)
    for note in exemptions { try document.paragraph(note, .small) }
  }

  /// Why some of it is not taxed: the law wants the words on the invoice.
  private var exemptions: [String] {
    var notes: [String] = []
    for tax in facts.taxes {
      let usual: Word? =
        switch tax.category {
        case .reverseCharge: .reverseChargeNote
        case .exempt: .exemptNote
        case .intraCommunity: .intraCommunityNote
        case .export: .exportNote
        default: nil
        }
      let note = tax.exemption ?? usual.map { words[$0] }
      if let note, !notes.contains(note) { notes.append(note) }
    }
    return notes
  }

  // MARK: What became of it

  private func drawSettlements(on document: inout PDFDocument) throws(Problem) {
    if facts.settlements.isEmpty { return }
    var sheet = Sheet([
      .fit(words[.date]), .text(words[.what]), .number(words[.amount]),
    ])
    for settlement in facts.settlements {
      sheet.add(
        words.date(settlement.date), text(of: settlement), money(settlement.amount))
    }
    sheet.add(
      "", words[facts.isCreditNote ? .notAppliedYet : .remaining], money(facts.remaining),
      strong: true)
    try sheet.draw(words[facts.isCreditNote ? .appliedTo : .settled], on: &document)
    for note in facts.creditNotes {
      try document.paragraph(
        words.text(.creditNoteOf, note.number, words.date(note.date)) + ": " + money(note.amount))
    }
  }

  private func text(of settlement: InvoiceFacts.Settlement) -> String {
    let text: String
    switch settlement.what {
    case .payment:
      text = [words[.payment], words.method(settlement.text)].compactMap { $0 }
        .joined(separator: ", ")
    case .credit:
      let invoice = settlement.text.map { "\(words[.invoice]) \($0)" }
      text = (facts.isCreditNote ? invoice : settlement.text) ?? words[.credit]
    case .reversal: text = words[.reversedCharge]
    case .void: text = words[.voided]
    }
    return settlement.amount > 0 ? words.text(.takenOff, text) : text
  }

  private func drawLinked(on document: inout PDFDocument) throws(Problem) {
    if facts.linked.isEmpty { return }
    var sheet = Sheet([
      .text(words[.invoice]), .text(words[.account]), .fit(words[.date]), .number(words[.open]),
    ])
    for invoice in facts.linked {
      sheet.add(
        invoice.number ?? "", invoice.account ?? "", words.date(invoice.date),
        money(invoice.amount))
    }
    let own = period?.ledger.closing ?? facts.remaining
    let ownWord: Word = period == nil ? .thisInvoice : .balance
    sheet.add(words[.linkedRemaining], "", "", money(facts.linkedDue))
    sheet.add(words[ownWord], "", "", money(own))
    sheet.add(words[.inAll], "", "", money(own + facts.linkedDue), strong: true)
    try sheet.draw(words[.linkedInvoices], on: &document)
  }

  /// What is new, gone or dearer since the bill before; both sides add up on the page.
  private func drawComparison(on document: inout PDFDocument) throws(Problem) {
    guard let comparison else { return }
    document.space(6_000)
    var sheet = Sheet([
      .text(words[.what]), .number(words[.then]), .number(words[.now]),
      .number(words[.difference]),
    ])
    sheet.isKept = true
    func add(_ text: String, _ before: Int64?, _ now: Int64?, strong: Bool = false) {
      sheet.add(
        text, before.map { money($0) } ?? "", now.map { money($0) } ?? "",
        money((now ?? 0) - (before ?? 0)), strong: strong)
    }
    for row in comparison.rows {
      let text = row.description ?? words[row.group.word]
      add(text.isEmpty ? words[.charge] : text, row.before, row.now)
    }
    if comparison.unchanged != 0 {
      add(words[.unchanged], comparison.unchanged, comparison.unchanged)
    }
    if comparison.taxBefore != 0 || facts.tax != 0 {
      add(words[.taxes], comparison.taxBefore, facts.tax)
    }
    add(words[.total], comparison.totalBefore, facts.total, strong: true)
    try sheet.draw(
      words.text(.comparedWith, comparison.number, words.date(comparison.date)), on: &document)
  }

  private func drawNotes(on document: inout PDFDocument) throws(Problem) {
    let company = account.company
    let extra = theme.company(company.code)
    try drawPayment(extra, on: &document)
    var notes: [String] = []
    if let message = facts.message { notes.append(message) }
    if !company.contact.isEmpty {
      notes.append(words.text(.questions, company.contact.joined(separator: ", ")))
    }
    notes += theme.notes(company, words)
    // Together on a page; measured, since to try it out would copy a document that may be long.
    document.need(notes.reduce(0) { $0 + document.height(of: $1) + 4_000 })
    for note in notes {
      try document.paragraph(note)
      document.space(4_000)
    }
  }
}
