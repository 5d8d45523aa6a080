internal import Store

/// A bill beside the account's bill before it: why it is another amount this time.
struct InvoiceComparison: Sendable {
  /// What is charged for, with what it came to then and comes to now; nil where it was not on that bill.
  struct Row: Sendable {
    var group: ChargeGroup
    /// Of one line; nil for a whole group.
    var description: String?
    var before: Int64?
    var now: Int64?

    var difference: Int64 { (now ?? 0) - (before ?? 0) }
  }

  let number: String
  let date: String
  /// What differs, at most `most` rows.
  let rows: [Row]
  let unchanged: Int64
  let taxBefore: Int64
  let totalBefore: Int64

  /// More lines than these are compared by group: a list that nobody reads explains nothing.
  static let most = 10

  /// nil where there was no bill with lines, or where nothing differs.
  init?(of facts: InvoiceFacts, in store: Queries) throws {
    if facts.isCreditNote || facts.isVoid || facts.lines.contains(where: { $0.debit == nil }) {
      return nil
    }
    let found = try store.rows(
      """
      SELECT invoice.id, invoice.number, invoice.date, source.name FROM invoice
      JOIN source ON source.id = invoice.source
      WHERE invoice.account = ?1 AND invoice.date < ?2 AND ifnull(invoice.recurring, 1) = 1
        AND EXISTS (SELECT 1 FROM invoice AS own
          WHERE own.id = ?3 AND ifnull(own.recurring, 1) = 1)
        AND EXISTS (SELECT 1 FROM debit WHERE debit.invoice = invoice.id)
        AND \(Self.hasMoreThanCalls("invoice.id")) = \(Self.hasMoreThanCalls("?3"))
        AND NOT EXISTS (SELECT 1 FROM invoice_void AS void
          WHERE void.invoice = invoice.id AND void.date <= ?4)
      ORDER BY invoice.date DESC, invoice.number DESC LIMIT 1
      """,
      [
        .integer(facts.account.row), .text(facts.date), .integer(facts.row), .text(facts.asOf),
      ]
    ) { ($0.integer(0), $0.text(1) ?? "", $0.text(2) ?? "", $0.text(3) ?? "") }
    guard let (row, number, date, source) = found.first else { return nil }
    let before = try InvoiceFacts.lines(of: .integer(row), source: source, in: store)
    taxBefore = try InvoiceFacts.taxes("debit", of: .integer(row), in: store).map(\.amount)
      .reduce(0, +)
    self.number = number
    self.date = date
    totalBefore = before.map(\.amount).reduce(0, +) + taxBefore
    let all = Self.rows(before: before, now: facts.lines)
    let changed = all.filter { $0.difference != 0 }
    if changed.isEmpty { return nil }
    rows = changed.count > Self.most ? Self.byGroup(changed) : changed
    unchanged = all.filter { $0.difference == 0 }.compactMap(\.now).reduce(0, +)
  }

  /// Whether an invoice has a line that no call made: a bill of calls alone says nothing about one of
  /// services.
  private static func hasMoreThanCalls(_ invoice: String) -> String {
    """
    EXISTS (SELECT 1 FROM debit WHERE debit.invoice = \(invoice)
      AND NOT EXISTS (SELECT 1 FROM call_billing WHERE call_billing.debit = debit.id))
    """
  }

  /// What both bills have under one name, in the order of the groups.
  static func rows(before: [ChargeLine], now: [ChargeLine]) -> [Row] {
    struct Name: Hashable {
      var group: ChargeGroup
      var service: Int64?
      var description: String
    }
    var order: [Name] = []
    var rows: [Name: Row] = [:]
    for (lines, amount) in [(now, \Row.now), (before, \Row.before)] {
      for line in lines {
        let name = Name(group: line.group, service: line.service, description: line.description)
        if rows[name] == nil { order.append(name) }
        var row = rows[name] ?? Row(group: line.group, description: line.description)
        row[keyPath: amount] = (row[keyPath: amount] ?? 0) + line.amount
        rows[name] = row
      }
    }
    return ChargeGroup.allCases.flatMap { group in
      order.filter { $0.group == group }.compactMap { rows[$0] }
    }
  }

  private static func byGroup(_ rows: [Row]) -> [Row] {
    func sum(_ amounts: [Int64?]) -> Int64? {
      let known = amounts.compactMap { $0 }
      return known.isEmpty ? nil : known.reduce(0, +)
    }
    return ChargeGroup.allCases.compactMap { group in
      let own = rows.filter { $0.group == group }
      return own.isEmpty
        ? nil : Row(group: group, before: sum(own.map(\.before)), now: sum(own.map(\.now)))
    }
  }
}
