import Diagnostics
import Store
import Testing

@testable import Rating

@Suite struct BillingOfCallsTests {
  /// Noon of a day of October 2026 in UTC, and so many seconds later.
  private static func october(_ day: Int64, _ seconds: Int64 = 0) -> Int64 {
    1_790_856_000_000 + (day - 1) * 86_400_000 + seconds * 1000
  }

  private static func debits(_ exchange: Exchange) throws -> [String] {
    try exchange.texts(
      """
      SELECT external_id || ' ' || date || ' ' || amount || ': ' || description FROM debit
      ORDER BY id
      """)
  }

  private static func bill(_ exchange: Exchange, _ period: String) throws -> CallBilling.Summary {
    try CallBilling(exchange.database, period: period, version: "test").run()
  }

  @Test func oneDebitForAccountMonthAndClassRoundedOnce() throws {
    let exchange = try Exchange()
    // 0.004 a call: three of them are 0.012, rounded once to 0.01.
    try exchange.rate("1", 400_000)
    try exchange.rate("49", 12_345_678)
    for second in 0..<3 {
      try exchange.call(to: 12_045_550_001, at: Self.october(2, Int64(second)))
    }
    try exchange.call(to: 4_930_123_456, at: Self.october(3))
    try exchange.call(to: 12_045_550_001, at: Self.october(3), account: 2)
    _ = try exchange.run()
    let summary = try Self.bill(exchange, "2026-10")
    #expect(summary.lines.map(\.debits) == [3])
    #expect(summary.lines.map(\.calls) == [5])
    #expect(
      try Self.debits(exchange) == [
        "calls-2026-10-long-distance-000017 2026-10-31 1: Calls 2026-10, long-distance: 3, 0:03:00",
        "calls-2026-10-international-000017 2026-10-31 12: Calls 2026-10, international: 1, 0:01:00",
        "calls-2026-10-long-distance-000023 2026-10-31 0: Calls 2026-10, long-distance: 1, 0:01:00",
      ])
    #expect(throws: Problem.self) { try Self.bill(exchange, "2026-10") }
  }

  /// A debit of calls without a plan names no service: its code is that of the voice services, where
  /// these have only one.
  @Test(
    arguments: [([], nil), (["4100"], "4100"), (["4100", "4200"], nil)] as [([String], String?)])
  func callsWithoutAPlanHaveTheCodeOfTheVoiceServices(codes: [String], expected: String?) throws {
    let exchange = try Exchange()
    try exchange.rate("1", 6_000_000)
    for (index, code) in (codes + ["4000"]).enumerated() {
      try exchange.add(
        "service", "code, name, type, gl_code",
        "'s\(index)', 'S', '\(index < codes.count ? "voice" : "data")', '\(code)'")
    }
    try exchange.call(to: 12_045_550_001, at: Self.october(2))
    _ = try exchange.run()
    _ = try Self.bill(exchange, "2026-10")
    #expect(try exchange.database.text("SELECT code FROM revenue_entry") == expected)
    #expect(try exchange.database.text("SELECT gl_code FROM debit") == nil)
  }

  /// Pools are used in the order of start and id, whatever the order in which the calls came.
  @Test func allowanceIsUsedInOrderOfStart() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 6_000_000)
    try exchange.add("voice_plan", "code, deck", "'home', 1")
    try exchange.add("voice_plan_assignment", "account, plan", "1, 1")
    try exchange.add("voice_allowance", "plan, class, seconds", "1, 'long-distance', 90")
    try exchange.add("voice_allowance", "plan, class", "1, 'local'")
    try exchange.add("local_prefix", "plan, prefix", "1, '1204'")
    let late = try exchange.call(to: 13_065_550_001, at: Self.october(9))
    let early = try exchange.call(to: 13_065_550_001, at: Self.october(2))
    let local = try exchange.call(to: 12_045_550_001, at: Self.october(3))
    _ = try exchange.run()
    _ = try Self.bill(exchange, "2026-10")
    func billed(_ call: Int64) throws -> String? {
      try exchange.database.text(
        """
        SELECT free_seconds || ' ' || b.amount FROM call_billing b
        JOIN call_charge c ON c.id = b.call_charge WHERE c.call = ?
        """, [.integer(call)])
    }
    #expect(try billed(early) == "60 0")
    #expect(try billed(late) == "30 3000000")
    #expect(try billed(local) == "60 0")
    // A late call finds the pool of its own month used up, but for nothing.
    let later = try exchange.call(to: 13_065_550_001, at: Self.october(1))
    _ = try exchange.run()
    let summary = try Self.bill(exchange, "2026-11")
    #expect(summary.lines.map(\.late) == [1])
    #expect(try billed(later) == "0 6000000")
    #expect(
      try Self.debits(exchange).last
        == "calls-2026-10-long-distance-000017-2 2026-11-30 6: Calls 2026-10, long-distance: 1, "
        + "0:01:00, late from 2026-10")
  }

  @Test func correctedChargeIsBilledAsTheDifference() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    try exchange.call(to: 12_045_550_001, at: Self.october(2))
    _ = try exchange.run()
    _ = try Self.bill(exchange, "2026-10")
    try exchange.rate("1204", 150_000_000)
    _ = try exchange.run(again: true)
    _ = try Self.bill(exchange, "2026-11")
    #expect(
      try Self.debits(exchange).last
        == "calls-2026-10-long-distance-000017-2 2026-11-30 50: Calls 2026-10, long-distance: 0, "
        + "0:00:00, late from 2026-10, corrected")
  }

  /// What was charged and taken back before any debit never reaches one.
  @Test func reversalBeforeBillingLeavesNothing() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    try exchange.call(to: 12_045_550_001, at: Self.october(2))
    _ = try exchange.run()
    try exchange.rate("1204", 150_000_000)
    _ = try exchange.run(again: true)
    _ = try Self.bill(exchange, "2026-10")
    #expect(try exchange.texts("SELECT amount FROM debit") == ["150"])
    #expect(try exchange.texts("SELECT count(*) FROM call_billing") == ["1"])
  }

  /// The month is the company's: 03:30 UTC on 1 November is 31 October in Winnipeg.
  @Test func callBelongsToTheMonthOfItsLocalStart() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    try exchange.call(to: 12_045_550_001, at: 1_793_503_800_000)
    try exchange.call(to: 12_045_550_001, at: 1_793_503_800_000 + 3 * 3_600_000)
    _ = try exchange.run()
    #expect(try Self.bill(exchange, "2026-10").lines.map(\.calls) == [1])
  }

  @Test(arguments: ["2026-13", "October", "2026-10-01", ""])
  func periodIsAMonth(_ text: String) throws {
    let exchange = try Exchange()
    #expect(throws: Problem.self) { try Self.bill(exchange, text) }
  }
}
