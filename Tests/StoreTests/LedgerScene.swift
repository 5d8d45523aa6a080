import Testing

/// A story of one account, small enough to check in the head: what its numbers are day by day.
struct LedgerScene: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// By day: balance due, available credits, total balance, account balance.
  var expected: [(day: String, numbers: [Int64])]
  var tell: @Sendable (Books) throws -> Void

  func check() throws {
    let books = try Books()
    try tell(books)
    for (day, numbers) in expected {
      let found = try books.numbers("1", asOf: day)
      #expect([found.due, found.credits, found.total, found.balance] == numbers, "as of \(day)")
      #expect(found.total - found.credits == found.balance, "the four numbers tie on \(day)")
    }
  }

  /// Invoice A of 1 October: 100.00 and 5.00 tax.
  static let invoiced: @Sendable (Books) throws -> Void = { books in
    try books.account("1")
    try books.load(
      "invoice",
      [["number": "A", "account": "1", "date": day("2026-10-01"), "due": day("2026-10-22")]])
    try books.load("debit", [["id": "d", "invoice": "A", "amount": 10_000]])
    try books.load("tax_line", [["id": "t", "debit": "d", "amount": 500]])
  }

  /// And invoice B of 2 October: 10.00.
  static let invoicedTwice: @Sendable (Books) throws -> Void = { books in
    try invoiced(books)
    try books.load("invoice", [["number": "B", "account": "1", "date": day("2026-10-02")]])
    try books.load("debit", [["id": "b", "invoice": "B", "amount": 1_000]])
  }
}
