internal import Diagnostics
package import Store

extension InvoiceFacts {
  /// A credit note: its amount without tax is its one line, and what it was applied to are its
  /// settlements.
  package init(creditNote row: Int64, asOf: String?, in store: Queries) throws {
    let facts =
      try store.rows(
        """
        SELECT discount.account, discount.number, discount.date, discount.description,
          discount.amount, invoice.number, invoice.date,
          CASE WHEN discount.date <= source.cut_over THEN source.name END
        FROM discount JOIN source ON source.id = discount.source
        LEFT JOIN invoice ON invoice.id = discount.corrects
        WHERE discount.id = ?
        """, [.integer(row)]
      ) { row in
        (
          account: row.integer(0), number: row.text(1) ?? "", date: row.text(2) ?? "",
          text: row.text(3), amount: row.integer(4), invoice: row.text(5), of: row.text(6),
          issuer: row.text(7)
        )
      }.first
    guard let facts else { throw Problem.damagedDocument(row) }
    kind = .creditNote(invoice: facts.invoice, date: facts.of)
    self.row = row
    account = try AccountFacts(row: facts.account, in: store)
    number = facts.number
    date = facts.date
    let asOf = asOf ?? facts.date
    self.asOf = asOf
    issuer = facts.issuer
    let words = Words(account.language)
    lines = [
      ChargeLine(
        group: .other, description: facts.text ?? words[.credit], amount: facts.amount)
    ]
    taxes = try Self.taxes("discount", of: .integer(row), in: store)
    settlements = try store.rows(
      """
      SELECT application_entry.date, invoice.number, -application_entry.amount
      FROM application_entry LEFT JOIN invoice ON invoice.id = application_entry.invoice
      WHERE application_entry.discount = ? AND application_entry.date <= ?
      ORDER BY 1, 2
      """, [.integer(row), .text(asOf)]
    ) {
      Settlement(
        date: $0.text(0) ?? "", what: .credit, text: $0.text(1), amount: $0.integer(2))
    }
    let total = facts.amount + taxes.map(\.amount).reduce(0, +)
    remaining = total + settlements.map(\.amount).reduce(0, +)
  }
}
