package import Diagnostics
package import PDF
package import Store

/// An invoice: its lines, its taxes, what was paid and applied, what is left; with the linked invoices
/// of child accounts, each told apart (rules §3).
package struct InvoiceDocument {
  package struct Line: Sendable {
    var description: String
    var period: String
    var quantity: String
    var amount: Int64
  }

  package let number: String
  package let account: AccountFacts
  private let date: String
  private let due: String?
  private let coverage: String?
  private let message: String?
  private let isVoid: Bool
  /// The system that issued it, where it is of the time before the cut-over: what we print is a copy
  /// (rules §7).
  private let issuer: String?
  private let lines: [Line]
  private let taxes: [(name: String, rate: String, base: Int64?, amount: Int64)]
  /// What changed the remaining due besides the charges: payments, credits, the void.
  private let settlements: [(date: String, text: String, amount: Int64)]
  private let linked: [OpenInvoice]
  private let asOf: String
  package let remaining: Int64
  package let total: Int64

  /// - Throws: `unknown-invoice`, with the nearest number.
  package init(_ number: String, asOf: String, in database: Database) throws {
    let found = try database.rows(
      """
      SELECT id, account, date, due, coverage_from, coverage_to, message, total
      FROM invoice WHERE number = ?
      """, [.text(number)]
    ) {
      (
        row: $0.integer(0), account: $0.integer(1), date: $0.text(2) ?? "", due: $0.text(3),
        from: $0.text(4), to: $0.text(5), message: $0.text(6)
      )
    }
    guard let invoice = found.first else {
      let numbers = try database.rows("SELECT number FROM invoice ORDER BY number LIMIT 100000") {
        $0.text(0) ?? ""
      }
      throw Problem(
        "unknown-invoice", .usage,
        "There is no invoice '\(number)'.\(NearestName.hint(number, among: numbers))")
    }
    let account = try AccountFacts(row: invoice.account, in: database)
    let id = SQLValue.integer(invoice.row)
    self.number = number
    self.account = account
    self.asOf = asOf
    date = invoice.date
    due = invoice.due
    message = invoice.message
    coverage = invoice.from.flatMap { from in invoice.to.map { "\(from) to \($0)" } }
    isVoid =
      try database.integer(
        "SELECT 1 FROM invoice_void WHERE invoice = ? AND date <= ?", [id, .text(asOf)]) != nil
    issuer = try database.text(
      """
      SELECT source.name FROM invoice JOIN source ON source.id = invoice.source
      WHERE invoice.id = ? AND invoice.date <= source.cut_over
      """, [id])
    lines = try Self.lines(of: id, in: database)
    taxes = try Self.taxes(of: id, in: database)
    total = lines.map(\.amount).reduce(0, +) + taxes.map(\.amount).reduce(0, +)
    settlements = try Self.settlements(of: id, asOf: asOf, in: database)
    remaining =
      try database.integer(
        "SELECT sum(amount) FROM open_item_entry WHERE invoice = ? AND date <= ?",
        [id, .text(asOf)]) ?? 0
    linked = try database.rows(
      """
      SELECT invoice.id, invoice.number, invoice.date, invoice.due,
        (SELECT sum(amount) FROM open_item_entry e WHERE e.invoice = invoice.id AND e.date <= ?)
      FROM invoice WHERE parent_invoice = ? ORDER BY invoice.number
      """, [.text(asOf), .text(number)]
    ) {
      OpenInvoice(
        row: $0.integer(0), number: $0.text(1) ?? "", date: $0.text(2) ?? "", due: $0.text(3),
        amount: $0.integer(4))
    }
  }

  private static func lines(of invoice: SQLValue, in database: Database) throws -> [Line] {
    try database.rows(
      """
      SELECT coalesce(debit.description, service.name, 'As billed'), debit.pays_from,
        debit.pays_to, debit.quantity, charge.amount
      FROM charge
      LEFT JOIN debit ON debit.id = charge.debit
      LEFT JOIN service ON service.id = debit.service
      WHERE charge.invoice = ?
      ORDER BY charge.debit
      """, [invoice]
    ) { row in
      let period = row.text(1).flatMap { from in row.text(2).map { "\(from) to \($0)" } }
      return Line(
        description: row.text(0) ?? "", period: period ?? "",
        quantity: row.optionalInteger(3).map { Quantity.text($0) } ?? "", amount: row.integer(4))
    }
  }

  private static func taxes(of invoice: SQLValue, in database: Database) throws -> [(
    name: String, rate: String, base: Int64?, amount: Int64
  )] {
    try database.rows(
      """
      SELECT coalesce(name, 'Tax'), jurisdiction, rate, sum(base), sum(amount)
      FROM charge_tax WHERE invoice = ?
      GROUP BY name, jurisdiction, rate ORDER BY jurisdiction, name
      """, [invoice]
    ) { row in
      let name = [row.text(0), row.text(1).map { "(\($0))" }].compactMap { $0 }
      return (
        name.joined(separator: " "), row.optionalInteger(2).map { Quantity.percent($0) } ?? "",
        row.optionalInteger(3), row.integer(4)
      )
    }
  }

  private static func settlements(of invoice: SQLValue, asOf: String, in database: Database) throws
    -> [(date: String, text: String, amount: Int64)]
  {
    try database.rows(
      """
      SELECT application_entry.date, coalesce(payment.method, discount.description, 'credit'),
        payment.id IS NOT NULL, -application_entry.amount
      FROM application_entry
      LEFT JOIN payment ON payment.id = application_entry.payment
      LEFT JOIN discount ON discount.id = application_entry.discount
      WHERE application_entry.invoice = ?1 AND application_entry.date <= ?2
      UNION ALL
      SELECT discount_total.date, 'Reversed charge', 2, -(net + tax) FROM discount_total
      WHERE invoice = ?1 AND goes_to = 'invoice' AND date <= ?2
      UNION ALL
      SELECT date, 'Voided', 2, -amount FROM void_entry WHERE invoice = ?1 AND date <= ?2
      ORDER BY 1, 2
      """, [invoice, .text(asOf)]
    ) { row in
      let name = row.text(1) ?? ""
      let amount = row.integer(3)
      let text = row.integer(2) == 1 ? "Payment, \(name)" : name
      return (row.text(0) ?? "", amount > 0 ? "Taken off again: \(text)" : text, amount)
    }
  }

  /// The word across the page; nothing for an invoice that is simply open.
  private var mark: String? {
    if isVoid { return "VOID" }
    if remaining == 0 { return "PAID" }
    if let due, due < asOf { return "PAST DUE" }
    return nil
  }

  /// The invoice as PDF.
  package func pdf(fonts: FontSet) throws(Problem) -> [UInt8] {
    let company = account.company
    var document = PDFDocument(
      fonts: fonts, title: "Invoice \(number)", author: company.name, date: date,
      language: Letterhead.language,
      footer: "\(company.name) · Invoice \(number) · Account \(account.id)",
      paper: Letterhead.paper(company))
    let linkedDue = linked.map(\.amount).reduce(0, +)
    // A page that asks for money does not say PAID across it.
    document.watermark = mark == "PAID" && linkedDue != 0 ? nil : mark
    if issuer != nil, !isVoid { document.watermark = "COPY" }
    var facts = [("Invoice", number), ("Account", account.id), ("Invoice date", date)]
    if let due { facts.append(("Due date", due)) }
    if let coverage { facts.append(("Coverage", coverage)) }
    facts.append(("Currency", company.currency))
    if let mark { facts.append(("Status on \(asOf)", mark)) }
    if let issuer { facts.append(("COPY, issued by", issuer)) }
    try Letterhead.draw("Invoice", account, facts: facts, on: &document)

    try document.paragraph(
      "To pay: \(company.currency) \(account.money(remaining + linkedDue))", .large)
    document.space(10_000)
    try document.heading("Charges", level: 2)
    var rows = lines.map {
      Table.Row([$0.description, $0.period, $0.quantity, account.money($0.amount)])
    }
    for tax in taxes {
      let base = tax.base.map { " on \(account.money($0))" } ?? ""
      rows.append(Table.Row([tax.name + base, tax.rate, "", account.money(tax.amount)]))
    }
    rows.append(Table.Row(["Total of this invoice", "", "", account.money(total)], isStrong: true))
    try document.table(
      Table(
        columns: [
          .init("Description", share: 46), .init("Period or rate", share: 27),
          .init("Quantity", share: 11, isNumber: true),
          .init("Amount", share: 16, isNumber: true),
        ], rows: rows))
    document.space(14_000)
    if !settlements.isEmpty { try drawSettlements(on: &document) }
    if !linked.isEmpty { try drawLinked(linkedDue, on: &document) }
    if let message { try document.paragraph(message) }
    return try document.render()
  }

  private func drawSettlements(on document: inout PDFDocument) throws(Problem) {
    try document.heading("Paid and credited", level: 2)
    var rows = settlements.map { Table.Row([$0.date, $0.text, account.money($0.amount)]) }
    rows.append(
      Table.Row(["", "Remaining due on this invoice", account.money(remaining)], isStrong: true))
    try document.table(
      Table(
        columns: [
          .init("Date", share: 20), .init("What", share: 60),
          .init("Amount", share: 20, isNumber: true),
        ], rows: rows))
    document.space(14_000)
  }

  private func drawLinked(_ total: Int64, on document: inout PDFDocument) throws(Problem) {
    try document.heading("Linked invoices", level: 2)
    var rows = linked.map { Table.Row([$0.number, $0.date, account.money($0.amount)]) }
    rows.append(
      Table.Row(["Remaining due on linked invoices", "", account.money(total)], isStrong: true))
    rows.append(
      Table.Row(["To pay in all", "", account.money(remaining + total)], isStrong: true))
    try document.table(
      Table(
        columns: [
          .init("Invoice", share: 60), .init("Date", share: 20),
          .init("Remaining due", share: 20, isNumber: true),
        ], rows: rows))
  }
}
