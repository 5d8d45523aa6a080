package import Diagnostics
package import PDF
package import Store

/// A receipt for a payment, with what it was applied to.
package struct ReceiptDocument: Sendable {
  package let account: AccountFacts
  private let id: String
  private let date: String
  private let amount: Int64
  private let method: String?
  private let reference: String?
  private let isReturned: Bool
  private let asOf: String
  private let applied: [(invoice: String?, account: String?, date: String, amount: Int64)]
  private let refunded: Int64
  private let theme: Theme
  private let words: Words

  /// - Throws: `unknown-payment`, with the nearest; `ambiguous-payment`; `not-received` for one that is
  ///   pending or failed.
  package init(
    _ id: String, asOf: String, source: String? = nil, theme: Theme = .plain, in store: Queries
  ) throws {
    let row = try Self.row(id, source: source, in: store)
    let facts =
      try store.rows(
        "SELECT account, amount, method, reference FROM payment WHERE id = ?", [.integer(row)]
      ) { ($0.integer(0), $0.integer(1), $0.text(2), $0.text(3)) }.first
    guard let facts else { throw Problem.damagedDocument(row) }
    self.id = id
    self.asOf = asOf
    self.theme = theme
    (amount, method, reference) = (facts.1, facts.2, facts.3)
    account = try AccountFacts(row: facts.0, in: store)
    words = Words(account.language, theme: theme)
    guard
      let received = try store.text(
        "SELECT date FROM payment_success WHERE payment = ? AND date <= ?",
        [.integer(row), .text(asOf)])
    else {
      throw Problem(
        "not-received", .usage,
        "The payment \(id) has not succeeded by \(asOf): there is nothing to give a receipt for.")
    }
    date = received
    isReturned =
      try store.integer(
        "SELECT 1 FROM payment_reversal WHERE payment = ? AND date <= ?",
        [.integer(row), .text(asOf)]) != nil
    refunded =
      try store.integer(
        "SELECT sum(amount) FROM refund WHERE payment = ? AND date <= ?",
        [.integer(row), .text(asOf)]) ?? 0
    let own = account.row
    applied = try store.rows(
      """
      SELECT invoice.number, CASE WHEN debtor <> ?3 THEN account.external_id END,
        application_entry.date, application_entry.amount
      FROM application_entry
      LEFT JOIN invoice ON invoice.id = application_entry.invoice
      JOIN account ON account.id = debtor
      WHERE application_entry.payment = ?1 AND application_entry.date <= ?2
      ORDER BY application_entry.date, invoice.number, application_entry.amount DESC
      """, [.integer(row), .text(asOf), .integer(own)]
    ) { ($0.text(0), $0.text(1), $0.text(2) ?? "", $0.integer(3)) }
  }

  private static func row(_ id: String, source: String?, in store: Queries) throws -> Int64 {
    let found = try store.rows(
      """
      SELECT payment.id FROM payment JOIN source ON source.id = payment.source
      WHERE external_id = ?1 AND (?2 IS NULL OR source.name = ?2)
      """, [.text(id), .optional(source)]
    ) { $0.integer(0) }
    if found.count > 1 {
      throw Problem(
        "ambiguous-payment", .usage,
        "Several sources have a payment '\(id)': say with --source which one is meant.")
    }
    if let row = found.first { return row }
    let ids = try store.rows(
      "SELECT external_id FROM payment WHERE external_id IS NOT NULL ORDER BY 1 LIMIT 200000"
    ) { $0.text(0) ?? "" }
    let near = NearestNumbers.of(id, among: ids)
    let hint = near.isEmpty ? "" : " Near it are \(near.joined(separator: ", "))."
    throw Problem(
      "unknown-payment", .usage,
      "There is no payment '\(id)'.\(hint) 'carryover account ID' lists an account's.")
  }

  private var left: Int64 {
    isReturned ? 0 : amount - refunded - applied.map(\.amount).reduce(0, +)
  }

  private func money(_ amount: Int64) -> String {
    words.amount(amount, digits: account.company.digits)
  }

  /// The receipt as PDF.
  package func pdf(fonts: FontSet) throws(Problem) -> [UInt8] {
    let letterhead = Letterhead(account: account, words: words, theme: theme)
    let title = "\(words[.receipt]) \(id)"
    var document = letterhead.document(
      fonts, title: title, date: date, footer: [title, "\(words[.account]) \(account.id)"])
    var facts = [
      (words[.number], id), (words[.account], account.id), (words[.date], words.date(date)),
    ]
    if let method = words.method(method) { facts.append((words[.method], method)) }
    if let reference { facts.append((words[.reference], reference)) }
    if isReturned {
      facts.append((words.text(.status, words.date(asOf)), words[.returned]))
    }
    try letterhead.draw(words[.receipt], facts: facts, on: &document)
    let currency = account.company.currency
    try document.panel(
      words.text(.amountReceived, "\(currency)\u{00A0}\(money(amount))"),
      note: isReturned ? words[.returned] : nil)
    document.space(16_000)
    var sheet = Sheet([
      .text(words[.invoice]), .text(words[.account]), .fit(words[.date]), .number(words[.amount]),
    ])
    for part in applied {
      let name = part.invoice ?? words[.carriedOver]
      sheet.add(
        part.amount < 0 ? words.text(.takenOff, name) : name, part.account ?? account.id,
        words.date(part.date), money(part.amount))
    }
    if refunded != 0 { sheet.add(words[.refund], "", "", money(refunded)) }
    if left != 0 || applied.isEmpty { sheet.add(words[.notApplied], "", "", money(left)) }
    let total = isReturned ? applied.map(\.amount).reduce(0, +) : amount
    sheet.add(words[.total], "", "", money(total), strong: true)
    try sheet.draw(words[.appliedTo], on: &document)
    for note in theme.notes(account.company, words) { try document.paragraph(note) }
    return try document.render()
  }
}
