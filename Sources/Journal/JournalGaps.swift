internal import Billing
internal import Diagnostics
package import Store

/// What a mapping lacks, line by line, with the debits that it is about.
package struct JournalGaps {
  /// Debits listed of a gap.
  private static let most = 20

  package private(set) var lines: [String] = []

  package init(_ journal: Journal, in database: Database) throws {
    for gap in journal.gaps {
      let amount = MoneyFormat(locale: "en").text(gap.amount, digits: journal.company.digits)
      switch gap.reason {
      case .code(let code):
        lines.append("\(amount) of code \(code): 'accounts' has no account for it")
      case .tax(let jurisdiction):
        lines.append(
          "\(amount) of tax of \(jurisdiction ?? "no stated jurisdiction"): add it, or 'default', to 'tax'"
        )
      case .bank(let method):
        lines.append(
          "\(amount) paid by \(method ?? "no stated method"): add it, or 'default', to 'bank'")
      case .badDebt: lines.append("\(amount) written off: name 'writeOffs'")
      case .noCode(let type, let movement):
        lines.append(
          "\(amount) of \(movement)s of type '\(type ?? "not stated")' have no general-ledger code: add the type "
            + "to 'types' or the movement to 'movements', or name 'unmapped'")
        lines += try debits(journal, type, movement, in: database).map { "  " + $0 }
      }
    }
  }

  private func debits(
    _ journal: Journal, _ type: String?, _ movement: String, in database: Database
  ) throws -> [String] {
    let found = try database.rows(
      """
      SELECT coalesce(discount.external_id, debit.external_id, invoice.number),
        account.external_id, revenue_entry.date, revenue_entry.amount
      FROM revenue_entry JOIN account ON account.id = revenue_entry.account
      LEFT JOIN debit ON debit.id = revenue_entry.debit
      LEFT JOIN discount ON discount.id = revenue_entry.discount
      LEFT JOIN invoice ON invoice.id = revenue_entry.invoice
      WHERE revenue_entry.company = ? AND revenue_entry.date BETWEEN ? AND ?
        AND revenue_entry.type IS ? AND class = ? AND code IS NULL AND is_legacy = 0
      ORDER BY revenue_entry.date, account.external_id, 1
      """,
      [
        .integer(journal.company.id), .text(journal.month.from), .text(journal.month.to),
        .optional(type), .text(movement),
      ]
    ) { row in
      let amount = MoneyFormat(locale: "en").text(row.integer(3), digits: journal.company.digits)
      return
        "\(row.text(2) ?? "") \(row.text(0) ?? "") of account \(row.text(1) ?? ""): \(amount)"
    }
    let more = found.count - Self.most
    return found.prefix(Self.most) + (more > 0 ? ["and \(more) more"] : [])
  }
}
