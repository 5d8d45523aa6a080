import Store
import Testing

/// Each entry of the ledger is exactly one movement (rules §2), in the order of the running balance.
@Suite struct LedgerMovementTests {
  private static func movements(_ books: Books) throws -> [String] {
    try books.database.rows(
      """
      SELECT ledger_entry.date || ' ' || movement || ' ' || signed_amount
        || ifnull(' ' || invoice.number, '')
      FROM ledger_entry LEFT JOIN invoice ON invoice.id = ledger_entry.invoice
      ORDER BY ledger_entry.date, entry, row
      """
    ) { $0.text(0) ?? "?" }
  }

  @Test func chargesAndTaxes() throws {
    let books = try Books()
    try LedgerScene.invoiced(books)
    try books.load(
      "debit",
      [
        ["id": "n", "invoice": "A", "amount": -500], ["id": "z", "invoice": "A", "amount": 0],
        ["id": "j", "invoice": "A", "amount": 300, "type": "adjustment"],
        ["id": "u", "account": "1", "date": day("2026-10-03"), "amount": 40, "type": "data"],
      ])
    try books.load(
      "invoice", [["number": "H", "account": "1", "date": day("2026-10-01"), "total": 700]])
    try books.load("invoice_void", [["invoice": "H", "date": day("2026-10-09")]])
    try books.load(
      "opening_balance", [["account": "1", "date": day("2026-07-31"), "amount": 2_000]])
    #expect(
      try Self.movements(books) == [
        "2026-07-31 opening 2000", "2026-10-01 charge 10000 A", "2026-10-01 discount -500 A",
        "2026-10-01 charge 0 A", "2026-10-01 adjustment 300 A", "2026-10-01 tax 500 A",
        "2026-10-01 charge 700 H", "2026-10-03 charge 40", "2026-10-09 discount -700 H",
      ])
  }

  @Test func creditsByTheirReason() throws {
    let books = try Books()
    try LedgerScene.invoiced(books)
    let reasons = ["discount", "adjustment", "reversal", "credit-note", "write-off", "goodwill"]
    try books.load(
      "discount",
      reasons.enumerated().map { index, reason in
        var row: [String: Books.Cell] = [
          "id": .text(reason), "account": "1", "date": day("2026-10-04"), "reason": .text(reason),
          "amount": .number(Int64(index + 1) * 100),
        ]
        if reason == "reversal" { row["debit"] = "d" }
        return row
      })
    try books.load("tax_line", [["id": "tx", "discount": "reversal", "amount": 15]])
    #expect(
      try Self.movements(books).suffix(6) == [
        "2026-10-04 discount -100", "2026-10-04 adjustment -200", "2026-10-04 discount -315 A",
        "2026-10-04 credit note -400", "2026-10-04 write-off -500", "2026-10-04 discount -600",
      ])
  }

  /// A reversal with a refund is one movement, not two; what is applied moves nothing.
  @Test func paymentsAndWhatComesBack() throws {
    let books = try Books()
    try LedgerScene.invoiced(books)
    try books.load(
      "payment",
      [("p", 1_000), ("q", 900), ("s", 50)].map { id, amount in
        [
          "id": .text(id), "account": "1", "date": day("2026-10-05"), "amount": .number(amount),
        ]
      })
    try books.load(
      "application",
      [["payment": "p", "invoice": "A", "date": day("2026-10-05"), "amount": 1_000]])
    try books.load(
      "payment_reversal",
      [
        ["id": "x", "payment": "q", "date": day("2026-10-06"), "amount": 900],
        ["id": "y", "payment": "s", "date": day("2026-10-07"), "amount": 50, "refunded": 1],
      ])
    try books.load(
      "refund",
      [["id": "r", "account": "1", "payment": "p", "date": day("2026-10-08"), "amount": 100]])
    #expect(
      try Self.movements(books).dropFirst(2) == [
        "2026-10-05 payment -1000", "2026-10-05 payment -900", "2026-10-05 payment -50",
        "2026-10-06 payment reversal 900", "2026-10-07 refund 50", "2026-10-08 refund 100",
      ])
  }

  /// An opening balance of nothing opens no item and is no credit.
  @Test func nothingIsNeitherDueNorCredit() throws {
    let books = try Books()
    try books.account("1")
    try books.load("opening_balance", [["account": "1", "date": day("2026-07-31"), "amount": 0]])
    for view in ["open_item_entry", "credit_entry", "uninvoiced_entry"] {
      #expect(try books.database.integer("SELECT count(*) FROM \(view)") == 0, "\(view)")
    }
  }
}
