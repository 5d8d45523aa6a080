internal import Billing
package import Store

/// The account view as text, 80 columns wide.
package struct AccountPage {
  package let text: String

  package init(account: AccountFacts, asOf: String, in store: Queries) throws {
    let numbers = try FourNumbers(account: account.row, asOf: asOf, in: store)
    let ledger = try AccountLedger(account: account.row, from: nil, to: asOf, in: store)
    let money = { (amount: Int64) in account.money(amount) }
    var text = "\(account.name)\n"
    let elsewhere = try store.rows(
      "SELECT new_id || ' in ' || target FROM crosswalk WHERE account = ? ORDER BY target",
      [.integer(account.row)]
    ) { $0.text(0) }
    let facts =
      [
        "account \(account.id)", account.status, account.type,
        account.parent.map { "child of \($0)" }, account.company.name,
      ] + elsewhere
    text += facts.compactMap { $0 }.joined(separator: " · ") + "\n"
    if !account.postal.isEmpty {
      text += account.postal.lines(from: nil).joined(separator: ", ") + "\n"
    }
    text += "\nAs of \(asOf), \(account.company.currency)\n"
    for (name, amount) in [
      ("Balance due", numbers.balanceDue), ("Available credits", numbers.availableCredits),
      ("Total balance", numbers.totalBalance), ("Account balance", numbers.accountBalance),
    ] {
      text += "  " + Self.left(name, 20) + Self.right(money(amount), 14) + "\n"
    }
    text += try Self.section(
      "Invoices", ["Number", "Date", "Due", "Remaining due", ""], [14, 12, 12, 16, 10],
      store.rows(
        """
        SELECT number, date, due,
          (SELECT sum(amount) FROM open_item_entry e WHERE e.invoice = invoice.id AND e.date <= ?2),
          EXISTS (SELECT 1 FROM invoice_void v WHERE v.invoice = invoice.id AND v.date <= ?2),
          frozen IS NOT NULL AND frozen <= ?2
        FROM invoice WHERE account = ?1 AND date <= ?2 ORDER BY date, number
        """, [.integer(account.row), .text(asOf)]
      ) { row in
        let mark = row.integer(4) != 0 ? "void" : row.integer(5) != 0 ? "frozen" : ""
        return [
          row.text(0) ?? "", row.text(1) ?? "", row.text(2) ?? "", money(row.integer(3)), mark,
        ]
      }, numbers: [3])
    text += Self.section(
      "Transactions", ["Date", "Type", "Details", "Amount", "Balance"], [10, 16, 28, 11, 11],
      ledger.entries.map {
        [
          $0.date, $0.movement, $0.details(.english), money($0.amount), money($0.balance),
        ]
      }, numbers: [3, 4])
    text += try Self.section(
      "Services", ["Service", "Name", "Since", "Until"], [12, 36, 12, 12],
      store.rows(
        """
        SELECT service.code, service.name, since, until FROM account_service
        JOIN service ON service.id = account_service.service WHERE account = ? ORDER BY since, code
        """, [.integer(account.row)]
      ) { row in (0..<4).map { row.text($0) ?? "" } })
    text += try Self.section(
      "Telephone numbers", ["Number", "Since", "Until"], [18, 26, 26],
      store.rows(
        "SELECT number, since, until FROM did_assignment WHERE account = ? ORDER BY number, since",
        [.integer(account.row)]
      ) { row in
        [PhoneNumber.display(row.integer(0))]
          + (1...2).map { column in
            row.optionalInteger(column).map { Instant(milliseconds: $0).description } ?? ""
          }
      })
    text += try Self.section(
      "Contacts", ["Role", "Name", "E-mail", "Telephone"], [10, 22, 28, 18],
      store.rows(
        "SELECT role, name, email, phone FROM contact WHERE account = ? ORDER BY role, name",
        [.integer(account.row)]
      ) { row in (0..<4).map { row.text($0) ?? "" } })
    self.text = text + (try Self.lists(of: account, in: store))
  }

  /// What there is of the account besides its money: the open ones, and how many in all.
  private static func lists(of account: AccountFacts, in store: Queries) throws -> String {
    var text = ""
    var rest: [String] = []
    for list in AccountList.all {
      let count = try list.count(account.row, in: store)
      if count == 0 { continue }
      let rows = try list.shown(account.row, zone: account.zone ?? account.company.zone, in: store)
      let hidden = count - Int64(rows.count)
      text += section(
        list.title + (hidden == 0 ? "" : ", \(rows.count) of \(count)"),
        list.columns.map(\.heading),
        list.columns.map(\.width), rows)
      if hidden > 0 { rest.append("\(list.report) \(count)") }
    }
    if rest.isEmpty { return text }
    return text + "\nIn all, by report\n  \(rest.joined(separator: ", "))\n"
  }

  private static func section(
    _ title: String, _ headings: [String], _ widths: [Int], _ rows: [[String]],
    numbers: Set<Int> = []
  ) -> String {
    if rows.isEmpty { return "" }
    var text = "\n\(title)\n"
    for row in [headings] + rows {
      var line = " "
      for (index, cell) in row.enumerated() {
        let cell = numbers.contains(index) ? right(cell, widths[index]) : left(cell, widths[index])
        line += " " + cell
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// Cuts what is too long, visibly.
  private static func cut(_ text: String, _ width: Int) -> String {
    text.count > width ? text.prefix(width - 1) + "…" : text
  }

  private static func left(_ text: String, _ width: Int) -> String {
    let text = cut(text, width)
    return text + String(repeating: " ", count: width - text.count)
  }

  private static func right(_ text: String, _ width: Int) -> String {
    let text = cut(text, width)
    return String(repeating: " ", count: width - text.count) + text
  }
}
