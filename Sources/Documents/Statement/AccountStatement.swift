package import Diagnostics
package import PDF
package import Store

/// A statement of an account on paper, for any period.
package struct AccountStatement: Sendable {
  package let facts: StatementFacts
  package let theme: Theme
  private let words: Words
  private let calls: CallList?

  package var account: AccountFacts { facts.account }
  package var ledger: AccountLedger { facts.ledger }

  package init(
    account: AccountFacts, from: String, to: String, itemisation: Itemisation? = nil,
    theme: Theme = .plain, in store: Queries
  ) throws {
    facts = try StatementFacts(account: account, from: from, to: to, in: store)
    self.theme = theme
    words = Words(account.language, theme: theme)
    calls = try CallList(
      of: facts, itemisation: itemisation ?? account.itemisation, in: store)
  }

  /// The statement as PDF.
  package func pdf(fonts: FontSet) throws(Problem) -> [UInt8] {
    let letterhead = Letterhead(account: account, words: words, theme: theme)
    let range = words.dates.range(facts.from ?? "", facts.to)
    let title = "\(words[.statement]) \(account.id), \(range)"
    var document = letterhead.document(
      fonts, title: title, date: facts.to,
      footer: ["\(words[.account]) \(account.id)", "\(words[.statement]) \(range)"])
    try draw(letterhead, on: &document)
    return try document.render()
  }

  func draw(_ letterhead: Letterhead, on document: inout PDFDocument) throws(Problem) {
    let company = account.company
    try letterhead.draw(
      words[.statement],
      facts: [
        (words[.account], account.id), (words[.statementDate], words.date(facts.to)),
        (words[.from], words.date(facts.from ?? "")), (words[.to], words.date(facts.to)),
        (words[.currency], company.currency),
      ], on: &document)
    let closing = ledger.closing
    let amount =
      company.currency + "\u{00A0}" + words.amount(abs(closing), digits: company.digits)
    try document.panel(
      words.text(closing < 0 ? .creditBalance : .balanceDue, amount),
      note: closing <= 0 ? words[.nothingToPay] : nil)
    document.space(16_000)
    let pages = StatementPages(facts: facts, words: words)
    try pages.drawSummary(on: &document)
    try pages.drawTransactions(on: &document)
    try pages.drawOpen(on: &document)
    for note in theme.notes(company, words) { try document.paragraph(note) }
    if let calls { try CallPages(list: calls, account: account, words: words).draw(on: &document) }
  }
}
