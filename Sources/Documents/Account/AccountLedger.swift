package import Diagnostics
package import Store

/// The entries of an account in a period, between an opening and a closing balance: the one way from
/// the ledger to a statement, and to the account view.
package struct AccountLedger: Sendable {
  package struct Entry: Sendable {
    package var date: String
    package var movement: String
    package var amount: Int64
    package var balance: Int64
    /// Which kind of row it is, as `ledger_entry.entry` counts them.
    var entry: Int64
    var text: String?
    var method: String?
    var reference: String?
    var invoice: String?
    var tax: String?

    /// What it was, in words.
    package func details(_ words: Words) -> String {
      let number = invoice.map { "\(words[.invoice]) \($0)" }
      let parts: [String?]
      switch entry {
      case 10: parts = [words[.carriedOver]]
      case 20: parts = [text ?? words[.charge], number]
      case 21: parts = [tax ?? words[.tax], number]
      case 22: parts = [words.text(.asBilled, text ?? ""), number]
      case 30: parts = [text ?? words[.credit], number]
      case 31: parts = [number.map { words.text(.invoiceVoided, $0) }]
      case 40: parts = [text ?? words[.payment], words.method(method), reference]
      case 50: parts = [text ?? words[.returned]]
      case 51: parts = [text ?? words[.refund], words.method(method)]
      default: parts = [number.map { words[.across] + ", " + $0 }]
      }
      return parts.compactMap { $0 }.joined(separator: ", ")
    }
  }

  package var opening: Int64
  package var entries: [Entry]
  package var closing: Int64 { entries.last?.balance ?? opening }

  /// Sums by movement, in the order of the roll-forward; movements without entries are left out.
  package var totals: [(movement: String, amount: Int64)] {
    Self.movements.compactMap { movement in
      let amounts = entries.filter { $0.movement == movement }.map(\.amount)
      return amounts.isEmpty ? nil : (movement, amounts.reduce(0, +))
    }
  }

  static let movements = [
    "opening", "charge", "tax", "discount", "adjustment", "credit note", "write-off", "payment",
    "payment reversal", "refund", "between accounts",
  ]

  /// - Parameters:
  ///   - from: the first accounting date, or nil for the whole history.
  ///   - to: the last accounting date.
  package init(account: Int64, from: String?, to: String, in store: Queries) throws {
    opening =
      try store.integer(
        """
        \(store.ledgerOfAccount())
        SELECT sum(signed_amount) FROM ledger_entry WHERE account = ?1 AND date < ?2
        """,
        [.integer(account), .text(from ?? "")]) ?? 0
    var balance = opening
    entries = try store.rows(
      """
      \(store.ledgerOfAccount())
      SELECT e.date, e.movement, e.signed_amount, e.entry,
        coalesce(
          debit.description, service.name, discount.description, payment.description,
          payment_reversal.description, refund.description,
          CASE WHEN e.entry = 22 THEN
            (SELECT source.name FROM source WHERE source.id = invoice.source) END),
        coalesce(payment.method, refund.method), payment.reference, invoice.number, tax_line.name
      FROM ledger_entry e
      LEFT JOIN debit ON e.entry = 20 AND debit.id = e.row
      LEFT JOIN service ON service.id = debit.service
      LEFT JOIN tax_line ON e.entry = 21 AND tax_line.id = e.row
      LEFT JOIN discount ON e.entry = 30 AND discount.id = e.row
      LEFT JOIN payment ON e.entry = 40 AND payment.id = e.row
      LEFT JOIN payment_reversal ON e.entry = 50 AND payment_reversal.id = e.row
      LEFT JOIN refund ON e.entry = 51 AND refund.id = e.row
      LEFT JOIN invoice ON invoice.id = e.invoice
      WHERE e.account = ?1 AND e.date >= ?2 AND e.date <= ?3
      ORDER BY e.date, e.at IS NULL, e.at, e.entry, e.row
      """, [.integer(account), .text(from ?? ""), .text(to)]
    ) { row in
      let sum = balance.addingReportingOverflow(row.integer(2))
      if sum.overflow { throw Problem.amountsTooLarge(of: "the account") }
      balance = sum.partialValue
      return Entry(
        date: row.text(0) ?? "", movement: row.text(1) ?? "", amount: row.integer(2),
        balance: balance, entry: row.integer(3), text: row.text(4), method: row.text(5),
        reference: row.text(6), invoice: row.text(7), tax: row.text(8))
    }
  }
}

/// The four numbers of rules §2, as of a day.
package struct FourNumbers: Sendable, Equatable {
  package var balanceDue: Int64
  package var availableCredits: Int64
  package var totalBalance: Int64
  package var accountBalance: Int64 { totalBalance - availableCredits }

  package init(account: Int64, asOf date: String, in store: Queries) throws(Problem) {
    func sum(_ view: String) throws(Problem) -> Int64 {
      try store.integer(
        """
        \(store.ledgerOfAccount())
        SELECT sum(amount) FROM \(view) WHERE account = ?1 AND date <= ?2
        """,
        [.integer(account), .text(date)]) ?? 0
    }
    balanceDue = try sum("open_item_entry")
    availableCredits = try sum("credit_entry")
    totalBalance = balanceDue + (try sum("uninvoiced_entry"))
  }
}

/// An invoice with what is left to pay of it.
package struct OpenInvoice: Sendable {
  package var row: Int64
  /// nil for an opening balance.
  package var number: String?
  package var date: String
  package var due: String?
  package var amount: Int64
  /// Whose it is, where it isn't the account's own.
  package var account: String?

  /// The open invoices of an account as of a day, oldest due first; an opening balance comes first.
  package static func all(of account: Int64, asOf date: String, in store: Queries) throws
    -> [OpenInvoice]
  {
    try store.rows(
      """
      \(store.ledgerOfAccount())
      SELECT item.invoice, invoice.number,
        coalesce(invoice.date, opening_balance.date), invoice.due, item.due
      FROM (
        SELECT invoice, opening_balance, sum(amount) AS due FROM open_item_entry
        WHERE account = ?1 AND date <= ?2 GROUP BY invoice, opening_balance HAVING sum(amount) <> 0
      ) item
      LEFT JOIN invoice ON invoice.id = item.invoice
      LEFT JOIN opening_balance ON opening_balance.id = item.opening_balance
      ORDER BY coalesce(invoice.due, invoice.date, opening_balance.date), 2
      """, [.integer(account), .text(date)]
    ) {
      OpenInvoice(
        row: $0.integer(0), number: $0.text(1), date: $0.text(2) ?? "", due: $0.text(3),
        amount: $0.integer(4))
    }
  }
}
