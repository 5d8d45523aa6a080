package import Diagnostics
package import PDF
package import Store

/// A statement: what an account owed when a period began, what happened, what it owes at its end. The
/// closing is the ledger's own.
package struct AccountStatement {
  package let account: AccountFacts
  package let from: String
  package let to: String
  package let ledger: AccountLedger
  private let open: [OpenInvoice]
  private let numbers: FourNumbers

  package init(account: AccountFacts, from: String, to: String, in database: Database) throws {
    self.account = account
    self.from = from
    self.to = to
    ledger = try AccountLedger(account: account.row, from: from, to: to, in: database)
    open = try OpenInvoice.all(of: account.row, asOf: to, in: database)
    numbers = try FourNumbers(account: account.row, asOf: to, in: database)
    // Two routes to one number: a document that contradicts itself must not be printed.
    guard numbers.accountBalance == ledger.closing else {
      throw Problem(
        "statement-differs", .system,
        "The closing of the statement is not the account's balance: the store is damaged. "
          + "'carryover reconcile' shows where.", detail: account.id)
    }
  }

  private static let names: [String: String] = [
    "opening": "Balance carried over", "charge": "Charges", "tax": "Taxes",
    "discount": "Discounts", "adjustment": "Adjustments", "credit note": "Credit notes",
    "write-off": "Written off", "payment": "Payments", "payment reversal": "Payments returned",
    "refund": "Refunds", "between accounts": "Between linked accounts",
  ]

  /// The statement as PDF.
  package func pdf(fonts: FontSet) throws(Problem) -> [UInt8] {
    let company = account.company
    var document = PDFDocument(
      fonts: fonts, title: "Statement \(account.id), \(from) to \(to)", author: company.name,
      date: to, language: Letterhead.language,
      footer: "\(company.name) · Account \(account.id) · Statement \(from) to \(to)",
      paper: Letterhead.paper(company))
    try Letterhead.draw(
      "Statement", account,
      facts: [
        ("Account", account.id), ("Statement date", to), ("From", from), ("To", to),
        ("Currency", company.currency),
      ], on: &document)

    let closing = ledger.closing
    let due = closing < 0 ? "Credit balance" : "Balance due"
    try document.paragraph(
      "\(due): \(company.currency) \(account.money(abs(closing)))", .large)
    if closing <= 0 {
      try document.paragraph("Nothing to pay.", .body)
    }
    document.space(14_000)

    try document.heading("Summary", level: 2)
    var summary = [
      Table.Row(["Balance on \(from), before the period", account.money(ledger.opening)])
    ]
    for (movement, amount) in ledger.totals {
      summary.append(Table.Row([Self.names[movement] ?? movement, account.money(amount)]))
    }
    summary.append(Table.Row(["Balance on \(to)", account.money(closing)], isStrong: true))
    try document.table(
      Table(
        columns: [
          .init("Account summary", share: 75), .init("Amount", share: 25, isNumber: true),
        ], rows: summary))
    document.space(14_000)

    try document.heading("Transactions", level: 2)
    if ledger.entries.isEmpty {
      try document.paragraph("There were none in this period.")
    } else {
      let rows = ledger.entries.map { entry in
        Table.Row([
          entry.date, Self.names[entry.movement] ?? entry.movement, entry.details,
          account.money(entry.amount), account.money(entry.balance),
        ])
      }
      try document.table(
        Table(
          columns: [
            .init("Date", share: 13), .init("Type", share: 17), .init("Details", share: 40),
            .init("Amount", share: 15, isNumber: true),
            .init("Balance", share: 15, isNumber: true),
          ], rows: rows))
    }
    document.space(14_000)
    try openInvoices(on: &document)
    return try document.render()
  }

  private func openInvoices(on document: inout PDFDocument) throws(Problem) {
    guard !open.isEmpty || numbers.availableCredits != 0 else { return }
    try document.heading("Open on \(to)", level: 2)
    var rows = open.map {
      Table.Row([$0.number, $0.date, $0.due ?? "", account.money($0.amount)])
    }
    let uninvoiced = numbers.totalBalance - numbers.balanceDue
    if uninvoiced != 0 {
      rows.append(Table.Row(["Not invoiced yet", "", "", account.money(uninvoiced)]))
    }
    if numbers.availableCredits != 0 {
      rows.append(
        Table.Row(["Credit not applied yet", "", "", account.money(-numbers.availableCredits)]))
    }
    rows.append(Table.Row(["Balance", "", "", account.money(ledger.closing)], isStrong: true))
    try document.table(
      Table(
        columns: [
          .init("Invoice", share: 40), .init("Date", share: 20), .init("Due", share: 20),
          .init("Open", share: 20, isNumber: true),
        ], rows: rows))
  }
}
