internal import Diagnostics
internal import PDF

/// The parts of a statement: the summary that adds up, the transactions, what is open and how old.
struct StatementPages {
  let facts: StatementFacts
  let words: Words

  private func money(_ amount: Int64) -> String {
    words.amount(amount, digits: facts.account.company.digits)
  }

  /// Opening, movements and closing: the sum can be checked with a pencil.
  func drawSummary(on document: inout PDFDocument) throws(Problem) {
    var sheet = Sheet([.text(words[.what]), .number(words[.amount])])
    sheet.isKept = true
    let opening = facts.from.map { words.text(.before, words.date($0)) }
    sheet.add(opening ?? words[.previousBalance], money(facts.ledger.opening))
    for (movement, amount) in facts.ledger.totals {
      sheet.add(Movement.name(movement, words), money(amount))
    }
    sheet.add(
      words.text(.balanceOn, words.date(facts.to)), money(facts.ledger.closing), strong: true)
    try sheet.draw(words[.summary], on: &document)
  }

  func drawTransactions(on document: inout PDFDocument) throws(Problem) {
    if facts.ledger.entries.isEmpty {
      try document.heading(words[.transactions], level: 2)
      try document.paragraph(words[.noTransactions])
      document.space(12_000)
      return
    }
    var sheet = Sheet([
      .fit(words[.date]), .text(words[.type], 4), .text(words[.details], 7),
      .number(words[.amount]), .number(words[.balance]),
    ])
    for entry in facts.ledger.entries {
      sheet.add(
        words.date(entry.date), Movement.name(entry.movement, words), entry.details(words),
        money(entry.amount), money(entry.balance))
    }
    try sheet.draw(words[.transactions], on: &document)
  }

  /// What is open, with a running balance that ends at the closing, and by age.
  func drawOpen(on document: inout PDFDocument) throws(Problem) {
    let numbers = facts.numbers
    let uninvoiced = numbers.totalBalance - numbers.balanceDue
    if facts.open.isEmpty, uninvoiced == 0, numbers.availableCredits == 0 { return }
    var sheet = Sheet([
      .text(words[.invoice]), .fit(words[.date]), .fit(words[.due]), .number(words[.open]),
      .number(words[.balance]),
    ])
    var balance: Int64 = 0
    func add(_ name: String, _ date: String, _ due: String, _ amount: Int64) {
      balance += amount
      sheet.add(name, date, due, money(amount), money(balance))
    }
    for invoice in facts.open {
      add(
        invoice.number ?? words[.carriedOver], words.date(invoice.date),
        invoice.due.map { words.date($0) } ?? "", invoice.amount)
    }
    if uninvoiced != 0 { add(words[.notInvoiced], "", "", uninvoiced) }
    if numbers.availableCredits != 0 {
      add(words[.notAppliedYet], "", "", -numbers.availableCredits)
    }
    try sheet.draw(words.text(.openOn, words.date(facts.to)), on: &document)
    if !facts.open.isEmpty { try drawAging(on: &document) }
  }

  private func drawAging(on document: inout PDFDocument) throws(Problem) {
    let names: [Word] = [.notDue, .days1, .days31, .days61, .days91]
    var sheet = Sheet(names.map { .number(words[$0]) })
    sheet.rows.append(.init(facts.aging.map { money($0) }))
    try sheet.draw(words[.aging], on: &document)
  }
}
