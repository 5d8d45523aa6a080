import Billing
import Diagnostics
import Store
import Testing

@testable import Rating

@Suite struct InvoicesOfCallsTests {
  /// Calls of October of two accounts, billed: 1.00 and 2.00 of account 000017, 1.00 of 000023.
  private static func billed() throws -> Exchange {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    try exchange.rate("49", 200_000_000)
    for (number, account) in [(12_045_550_001, 1), (4_930_123_456, 1), (12_045_550_001, 2)] {
      try exchange.call(to: Int64(number), at: 1_791_000_000_000, account: Int64(account))
    }
    return exchange
  }

  private static func bill(_ exchange: Exchange, _ period: String) throws {
    _ = try exchange.run()
    _ = try CallBilling(exchange.database, period: period, version: "test").run()
  }

  @discardableResult
  private static func invoice(
    _ exchange: Exchange, _ date: String, due: String? = nil, series: String? = nil
  ) throws -> CallInvoices.Summary {
    try CallInvoices(
      exchange.database, date: try #require(CalendarDate(date)),
      due: due.flatMap { CalendarDate($0) }, series: series, version: "test"
    ).run()
  }

  private static func invoices(_ exchange: Exchange) throws -> [String] {
    try exchange.texts(
      """
      SELECT number || ' ' || (SELECT external_id FROM account WHERE id = account) || ' ' || date
        || ' ' || ifnull(due, 'none') || ' ' || total || ' '
        || (SELECT count(*) FROM debit WHERE debit.invoice = invoice.id)
        || ' ' || coverage_from || ' ' || coverage_to || ' ' || ifnull(parent_invoice, '')
      FROM invoice ORDER BY id
      """)
  }

  @Test func oneInvoiceAnAccountAndNothingTwice() throws {
    let exchange = try Self.billed()
    try exchange.database.execute("UPDATE account SET due_days = 21 WHERE id = 2")
    try Self.bill(exchange, "2026-10")
    let summary = try Self.invoice(exchange, "2026-11-01")
    #expect(summary.lines.map(\.invoices) == [2])
    #expect(summary.lines.map(\.debits) == [3])
    #expect(summary.lines.map(\.amounts) == [["CAD": 400]])
    #expect(
      try Self.invoices(exchange) == [
        "ISP-C000001 000017 2026-11-01 none 300 2 2026-10-01 2026-10-31 ",
        "ISP-C000002 000023 2026-11-01 2026-11-22 100 1 2026-10-01 2026-10-31 ",
      ])
    #expect(throws: Problem.self) { try Self.invoice(exchange, "2026-11-01") }
    // What comes later goes on, with the next numbers.
    try exchange.call(to: 12_045_550_001, at: 1_791_000_001_000, account: 2)
    try Self.bill(exchange, "2026-11")
    try Self.invoice(exchange, "2026-12-01", due: "2026-12-15")
    #expect(
      try Self.invoices(exchange).last
        == "ISP-C000003 000023 2026-12-01 2026-12-15 100 1 2026-10-01 2026-10-31 ")
    // Each balance moves from uninvoiced to the invoice on its day, and the sum stays.
    for (day, uninvoiced, open) in [("2026-10-31", "400", "0"), ("2026-11-01", "0", "400")] {
      #expect(
        try exchange.texts(
          "SELECT ifnull(sum(amount), 0) FROM uninvoiced_entry WHERE date <= '\(day)'")
          == [uninvoiced])
      #expect(
        try exchange.texts(
          "SELECT ifnull(sum(amount), 0) FROM open_item_entry WHERE date <= '\(day)'") == [open])
    }
  }

  @Test func undoTakesThemBack() throws {
    let exchange = try Self.billed()
    try Self.bill(exchange, "2026-10")
    let debits = "SELECT group_concat(id || ifnull(invoice, '-') || amount, ' ') FROM debit"
    let before = try exchange.texts(debits)
    let batch = try #require(try Self.invoice(exchange, "2026-11-01").lines.first?.batch)
    let undo = try Undo(exchange.database)
    #expect(try undo.obstacles(to: [batch - 1]).map(\.batch) == [batch])
    try exchange.database.transaction { try undo.run([batch], at: 0) }
    #expect(try exchange.texts(debits) == before)
    #expect(try Self.invoices(exchange).isEmpty)
    #expect(try Self.invoice(exchange, "2026-11-01").lines.map(\.first) == ["ISP-C000001"])
  }

  /// A child's invoice is the child's, and names its parent's.
  @Test func childNamesTheInvoiceOfItsParent() throws {
    let exchange = try Self.billed()
    try exchange.add("account_link", "account, parent, since", "1, 2, '2026-09-01'")
    try Self.bill(exchange, "2026-10")
    try Self.invoice(exchange, "2026-11-01")
    #expect(
      try Self.invoices(exchange).first
        == "ISP-C000001 000017 2026-11-01 none 300 2 2026-10-01 2026-10-31 ISP-C000002")
  }

  /// A correction that gives back waits for what it can be taken off.
  @Test func creditWaitsForTheNextInvoice() throws {
    let exchange = try Self.billed()
    try Self.bill(exchange, "2026-10")
    try Self.invoice(exchange, "2026-11-01")
    try exchange.rate("1204", 50_000_000)
    _ = try exchange.run(again: true)
    try Self.bill(exchange, "2026-11")
    let problem = #expect(throws: Problem.self) { try Self.invoice(exchange, "2026-12-01") }
    #expect(problem?.code == "nothing-to-invoice")
    #expect(problem?.message.contains("2 accounts") == true)
    try exchange.call(to: 4_930_123_456, at: 1_793_600_000_000)
    try Self.bill(exchange, "2026-12")
    let summary = try Self.invoice(exchange, "2027-01-01")
    #expect(summary.waiting == 1)
    #expect(summary.lines.map(\.amounts) == [["CAD": 150]])
  }

  /// The taxes of the account's zone: each once on all its debits, split to them without a loss.
  @Test(
    arguments: [
      ("", "", ["1", "1"]), (", tax_exempt = 1", "", []),
      ("", ", taxable = 0", []),
    ])
  func taxIsRoundedOnce(_ account: String, _ service: String, _ taxes: [String]) throws {
    let exchange = try Exchange()
    try exchange.add("service", "code, name", "'V', 'Voice'")
    try exchange.add("voice_plan", "code, deck, service", "'home', 1, 1")
    try exchange.add("voice_plan_assignment", "account, plan", "1, 1")
    try exchange.add(
      "tax_rate", "company, tax_zone, name, jurisdiction, rate",
      "1, 'MB', 'GST', 'Canada', 5000000")
    try exchange.database.execute(
      "UPDATE account SET tax_zone = 'MB'\(account); UPDATE service SET code = 'V'\(service)")
    // 0.15 twice: 5 % of each is 0.0075, of both 0.015, rounded once to 0.02.
    try exchange.rate("1", 15_000_000)
    try exchange.rate("49", 15_000_000)
    for number: Int64 in [12_045_550_001, 4_930_123_456] {
      try exchange.call(to: number, at: 1_791_000_000_000)
    }
    try Self.bill(exchange, "2026-10")
    #expect(try exchange.texts("SELECT amount FROM tax_line ORDER BY id") == taxes)
    try Self.invoice(exchange, "2026-11-01")
    #expect(try exchange.texts("SELECT total FROM invoice") == ["\(30 + taxes.count)"])
  }

  @Test(
    arguments: [
      ("2026-10-30", nil, nil, "nothing-to-invoice"), ("2026-11-01", "2026-10-31", nil, "bad-date"),
      ("2026-11-01", nil, "20", "bad-series"), ("2026-11-01", nil, "", "bad-series"),
      ("2026-11-01", nil, "A B", "bad-series"), ("2026-11-01", nil, "R-", "series-taken"),
      ("2026-09-30", nil, nil, "nothing-to-invoice"),
    ] as [(String, String?, String?, Problem.Code)])
  func whatCanNotBeIsRefused(
    _ date: String, _ due: String?, _ series: String?, _ code: Problem.Code
  )
    throws
  {
    let exchange = try Self.billed()
    try exchange.add(
      "invoice", "number, account, company, at, date, total", "'R-17', 1, 1, 0, '2026-01-01', 1")
    try Self.bill(exchange, "2026-10")
    let problem = #expect(throws: Problem.self) {
      try Self.invoice(exchange, date, due: due, series: series)
    }
    #expect(problem?.code == code)
    #expect(try exchange.texts("SELECT count(*) FROM debit WHERE invoice IS NOT NULL") == ["0"])
  }

  @Test func closedBooksGetNoInvoice() throws {
    let exchange = try Self.billed()
    try Self.bill(exchange, "2026-10")
    try exchange.database.execute(
      """
      INSERT INTO period_close (line, name, company, period, last, balance)
      VALUES (1, 'ISP 2026-11', 1, '2026-11', '2026-11-30', 0)
      """)
    let problem = #expect(throws: Problem.self) { try Self.invoice(exchange, "2026-11-30") }
    #expect(problem?.code == "closed-period")
    #expect(try Self.invoice(exchange, "2026-12-01").lines.map(\.invoices) == [2])
  }
}
