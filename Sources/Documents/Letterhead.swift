internal import Diagnostics
internal import PDF

/// The head of every document: who sends it, what it is, who gets it, and its facts.
enum Letterhead {
  /// Where the recipient's address stands, below the top margin: in the window of an envelope.
  private static let addressTop = 105_000

  /// The language of the words on the page, for screen readers: they are English whatever the company's
  /// locale, which decides the separators of amounts only.
  static let language = "en"

  static func paper(_ company: AccountFacts.Company) -> PDFDocument.Paper {
    ["US", "CA", "MX"].contains(company.country ?? "") ? .letter : .a4
  }

  static func draw(
    _ title: String, _ account: AccountFacts, facts: [(name: String, value: String)],
    on document: inout PDFDocument
  ) throws(Problem) {
    let company = account.company
    try document.heading(title, level: 1)
    // Few lines, so that the address below keeps its place whatever a company has.
    let lines = [
      company.address.joined(separator: ", "), company.contact.joined(separator: " · "),
      company.taxID.map { "Tax no. \($0)" } ?? "",
    ].filter { !$0.isEmpty }
    let used = try document.block([company.name], across: 0, top: 34_000, .strong)
    _ = try document.block(lines, across: 0, top: used, .small)
    _ = try document.block(
      [account.name] + account.postal, across: 0, top: addressTop)
    try document.facts(facts, across: document.width * 60 / 100, top: addressTop - 3_000)
    document.space(26_000)
  }
}
