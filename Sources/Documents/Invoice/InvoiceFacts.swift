internal import Diagnostics
package import Store

/// An invoice or a credit note as the ledger has it on a day: its lines, its taxes, what was paid and
/// applied, what is left; the linked invoices of child accounts, each told apart (rules §3).
package struct InvoiceFacts: Sendable {
  package enum Kind: Sendable {
    case invoice
    /// With the number and the day of the invoice that it corrects.
    case creditNote(invoice: String?, date: String?)
  }

  /// What changed the remaining due besides the charges.
  struct Settlement: Sendable {
    enum What: Sendable { case payment, credit, reversal, void }
    var date: String
    var what: What
    /// A payment's method, a credit's description.
    var text: String?
    var amount: Int64
  }

  package var kind: Kind
  /// The row of its table.
  package var row: Int64
  package var number: String
  package var account: AccountFacts
  package var date: String
  package var due: String?
  package var from: String?
  package var to: String?
  package var message: String?
  /// The customer's own order number (EN 16931, BT-13).
  package var reference: String?
  package var isVoid = false
  /// The system that issued it, where it is of the time before the cut-over: what we print is a copy
  /// (rules §7).
  package var issuer: String?
  package var lines: [ChargeLine]
  package var taxes: [TaxSum]
  var settlements: [Settlement] = []
  package var linked: [OpenInvoice] = []
  /// Numbers, days and amounts of the credit notes that correct it.
  var creditNotes: [(number: String, date: String, amount: Int64)] = []
  package var remaining: Int64
  /// As its source states it; nil where it states none, or has no lines.
  package var stated: Int64?
  package var asOf: String

  package var isCreditNote: Bool {
    if case .creditNote = kind { return true }
    return false
  }

  package var net: Int64 { lines.map(\.amount).reduce(0, +) }
  package var tax: Int64 { taxes.map(\.amount).reduce(0, +) }
  package var total: Int64 { net + tax }
  package var linkedDue: Int64 { linked.map(\.amount).reduce(0, +) }
  /// Whether its lines and taxes don't come to the total that its source states.
  package var contradictsItself: Bool { stated.map { $0 != total } ?? false }

  /// What it is by the day at hand; nil for one that is simply open.
  package var mark: Word? {
    if isCreditNote { return nil }
    if isVoid { return .void }
    // What came to nothing or to a credit, or was taken back, was never to be paid.
    let reversed = settlements.filter { $0.what == .reversal }.map(\.amount).reduce(0, +)
    if remaining == 0 { return total + reversed > 0 ? .paid : nil }
    if let due, due < asOf, remaining > 0 { return .pastDue }
    return nil
  }

  /// The invoice or credit note of that number, as of a day.
  ///
  /// - Throws: `unknown-invoice`, with the nearest numbers; `ambiguous-invoice`.
  package init(_ number: String, asOf: String?, source: String? = nil, in store: Queries) throws {
    let found = try Self.rows(number, source: source, in: store)
    if found.count > 1 {
      throw Problem(
        "ambiguous-invoice", .usage,
        "Several sources have an invoice '\(number)': say with --source which one is meant.")
    }
    guard let invoice = found.first else {
      let note = try Self.creditNoteRow(number, source: source, in: store)
      guard let note else { throw try Self.unknown(number, in: store) }
      try self.init(creditNote: note, asOf: asOf, in: store)
      return
    }
    try self.init(row: invoice, asOf: asOf, in: store)
  }

  private static func rows(_ number: String, source: String?, in store: Queries) throws -> [Int64] {
    try store.rows(
      """
      SELECT invoice.id FROM invoice JOIN source ON source.id = invoice.source
      WHERE number = ?1 AND (?2 IS NULL OR source.name = ?2)
      """, [.text(number), .optional(source)]
    ) { $0.integer(0) }
  }

  private static func creditNoteRow(_ number: String, source: String?, in store: Queries) throws
    -> Int64?
  {
    try store.integer(
      """
      SELECT discount.id FROM discount JOIN source ON source.id = discount.source
      WHERE number = ?1 AND reason = 'credit-note' AND (?2 IS NULL OR source.name = ?2)
      """, [.text(number), .optional(source)])
  }

  private static func unknown(_ number: String, in store: Queries) throws -> Problem {
    let numbers = try store.rows(
      """
      SELECT number FROM invoice
      UNION SELECT number FROM discount WHERE reason = 'credit-note' AND number IS NOT NULL
      ORDER BY 1 LIMIT 200000
      """
    ) { $0.text(0) ?? "" }
    let near = NearestNumbers.of(number, among: numbers)
    let hint = near.isEmpty ? "" : " Near it are \(near.joined(separator: ", "))."
    return Problem(
      "unknown-invoice", .usage,
      "There is no invoice '\(number)'.\(hint) 'carryover find TEXT' looks for accounts.")
  }

  /// The invoice of a row.
  ///
  /// - Parameter asOf: nil for its own day.
  package init(row: Int64, asOf: String?, in store: Queries) throws {
    let facts =
      try store.rows(
        """
        SELECT account, number, invoice.date, due, coverage_from, coverage_to, message, total,
          CASE WHEN invoice.date <= source.cut_over THEN source.name END, source.name,
          EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id), purchase_order
        FROM invoice JOIN source ON source.id = invoice.source WHERE invoice.id = ?
        """, [.integer(row)]
      ) { row in
        (
          account: row.integer(0), texts: (1...6).map { row.text($0) },
          total: row.optionalInteger(7), issuer: row.text(8), source: row.text(9) ?? "",
          hasLines: row.integer(10) != 0, reference: row.text(11)
        )
      }.first
    guard let facts else { throw Problem.damagedDocument(row) }
    kind = .invoice
    self.row = row
    account = try AccountFacts(row: facts.account, in: store)
    number = facts.texts[0] ?? ""
    date = facts.texts[1] ?? ""
    due = facts.texts[2]
    from = facts.texts[3]
    to = facts.texts[4]
    message = facts.texts[5]
    reference = facts.reference
    let asOf = asOf ?? date
    self.asOf = asOf
    issuer = facts.issuer
    stated = facts.hasLines ? facts.total : nil
    let id = SQLValue.integer(row)
    let day = SQLValue.text(asOf)
    isVoid =
      try store.integer("SELECT 1 FROM invoice_void WHERE invoice = ? AND date <= ?", [id, day])
      != nil
    lines = try Self.lines(of: id, source: facts.source, in: store)
    taxes = try Self.taxes("debit", of: id, in: store)
    settlements = try Self.settlements(of: id, account: account.row, asOf: day, in: store)
    remaining = try Self.remaining(of: row, account: account.row, asOf: day, in: store)
    linked = try Self.linked(to: number, company: account.company.row, asOf: day, in: store)
    creditNotes = try store.rows(
      """
      SELECT discount.number, discount.date, discount_total.net + discount_total.tax
      FROM discount JOIN discount_total ON discount_total.discount = discount.id
      WHERE discount.corrects = ? AND discount.date <= ? AND discount.number IS NOT NULL
      ORDER BY discount.date, discount.number
      """, [id, day]
    ) { ($0.text(0) ?? "", $0.text(1) ?? "", $0.integer(2)) }
    try AmountBound.check(lines.map(\.amount) + taxes.map(\.amount), of: number)
    try AmountBound.check(settlements.map(\.amount), of: number)
    try AmountBound.check(linked.map(\.amount) + [remaining], of: number)
  }

  private static func linked(
    to number: String, company: Int64, asOf: SQLValue, in store: Queries
  ) throws -> [OpenInvoice] {
    let found = try store.rows(
      """
      SELECT invoice.id, invoice.number, invoice.date, invoice.due, account.external_id, account.id
      FROM invoice JOIN account ON account.id = invoice.account
      WHERE parent_invoice = ?2 AND invoice.company = ?3 AND invoice.date <= ?1
      ORDER BY invoice.number
      """, [asOf, .text(number), .integer(company)]
    ) { row in
      (
        owner: row.integer(5),
        invoice: OpenInvoice(
          row: row.integer(0), number: row.text(1) ?? "", date: row.text(2) ?? "",
          due: row.text(3), amount: 0, account: row.text(4))
      )
    }
    return try found.map { owner, invoice in
      var invoice = invoice
      invoice.amount = try remaining(of: invoice.row, account: owner, asOf: asOf, in: store)
      return invoice
    }
  }
}
