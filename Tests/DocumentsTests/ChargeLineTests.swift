import Testing

@testable import Documents

@Suite struct ChargeLineTests {
  private static func line(
    _ text: String, _ amount: Int64, type: String = "data", service: Int64? = nil,
    from: String? = nil, to: String? = nil, price: Int64? = nil
  ) -> ChargeLine {
    ChargeLine(
      debit: 1, group: ChargeGroup(type: type), description: text, service: service, from: from,
      to: to, quantity: nil, unitPrice: price, amount: amount)
  }

  @Test func discountsStandBelowTheirLine() {
    let lines = [
      Self.line("a", 100, service: 1), Self.line("b", 100, service: 2),
      Self.line("off a", -10, service: 1), Self.line("also off a", -5, service: 1),
      Self.line("off all", -1), Self.line("visit", 50, type: "one-time"),
    ]
    let groups = ChargeLine.arranged(lines)
    #expect(groups.map { $0.group } == [.services, .once])
    #expect(
      groups[0].lines.map(\.description) == ["a", "off a", "also off a", "b", "off all"])
  }

  @Test(arguments: [
    // Twelve of the 31 days of October, at 10.00 a month.
    ("2026-10-20", "2026-10-31", 1, 1_000_000_000 as Int64?, 387 as Int64, 12, 31 as Int?),
    // The amount does not follow: only the days are told.
    ("2026-10-20", "2026-10-31", 1, 1_000_000_000, 400, 12, nil),
    ("2026-10-20", "2026-10-31", 1, nil, 387, 12, nil),
    // A cycle from the 15th: 26 of 30 days.
    ("2026-09-15", "2026-10-10", 15, 3_000_000_000, 2600, 26, 30),
  ]) func partOfACycleIsTold(
    _ from: String, _ to: String, _ billDay: Int, _ price: Int64?, _ amount: Int64, _ days: Int,
    _ cycle: Int?
  ) throws {
    let line = Self.line("x", amount, from: from, to: to, price: price)
    let part = try #require(Proration(line, billDay: billDay, digits: 2))
    #expect(part.days == days && part.cycle == cycle)
  }

  @Test(arguments: [
    ("2026-11-01", "2026-11-30", 1), ("2026-10-15", "2026-11-14", 15),
    ("2026-01-01", "2026-12-31", 1), ("2026-10-07", "2026-11-06", 1),
    ("2026-08-31", "2026-09-29", 31),
  ]) func wholeCyclesAreNoPart(_ from: String, _ to: String, _ billDay: Int) {
    #expect(Proration(Self.line("x", 1, from: from, to: to), billDay: billDay, digits: 2) == nil)
  }
}
