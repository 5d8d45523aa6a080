package import Store

/// The invoices of a day that billing made, as a print run or a mailing takes them.
package struct InvoiceSelection {
  package enum Who: Sendable {
    /// Accounts whose bills are printed.
    case printed
    /// Accounts whose bills are not printed: they get e-mail.
    case mailed
    case all
  }

  package struct Entry: Sendable {
    package var row: Int64
    package var number: String
  }

  /// In the order of postcodes, as the post wants them.
  package let entries: [Entry]

  /// - Parameter paidBy: leaves out what is paid by that day; nil leaves nothing out.
  package init(
    date: String, _ who: Who, paidBy: String? = nil, source: String? = nil, in store: Queries
  ) throws {
    let condition =
      switch who {
      case .printed: "ifnull(account.print_invoice, 0) = 1"
      case .mailed: "ifnull(account.print_invoice, 0) = 0"
      case .all: "1"
      }
    entries = try store.rows(
      """
      SELECT invoice.id, invoice.number FROM invoice
      JOIN account ON account.id = invoice.account
      JOIN source ON source.id = invoice.source
      LEFT JOIN address AS mailing
        ON mailing.account = account.id AND mailing.kind = 'mailing'
      LEFT JOIN address AS service
        ON service.account = account.id AND service.kind = 'service'
      WHERE invoice.date = ?1 AND ifnull(invoice.recurring, 1) = 1 AND \(condition)
        AND (?2 IS NULL OR source.name = ?2)
        AND NOT EXISTS (SELECT 1 FROM invoice_void WHERE invoice_void.invoice = invoice.id)
        AND (?3 IS NULL OR 0 <> ifnull((SELECT sum(amount) FROM open_item_entry AS entry
          WHERE entry.invoice = invoice.id AND entry.date <= ?3), 0))
      ORDER BY coalesce(mailing.postcode, service.postcode, ''), account.name, invoice.number,
        invoice.id
      """, [.text(date), .optional(source), .optional(paidBy)]
    ) { Entry(row: $0.integer(0), number: $0.text(1) ?? "") }
  }
}
