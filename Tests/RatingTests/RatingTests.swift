import Diagnostics
import Store
import Testing

@testable import Rating

@Suite struct RatingTests {
  @Test func longestPrefixThatHoldsOnTheDayDecides() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100)
    try exchange.rate("1204", 200, more: "since", "'2026-09-21'")
    try exchange.rate("1204", 300, more: "since", "'2026-09-22'")
    try exchange.rate("120455", 400, more: "since, until", "'2026-09-01', '2026-09-20'")
    // Midnight in Winnipeg is 05:00 UTC.
    let midnight: Int64 = 1_790_053_200_000  // 2026-09-22T05:00:00Z
    let cases: [(number: Int64, start: Int64, price: String)] = [
      (12_045_550_001, midnight - 1, "200"), (12_045_550_001, midnight, "300"),
      (12_045_550_001, midnight - 3 * 86_400_000, "400"),
      (12_043_550_001, midnight - 3 * 86_400_000, "100"), (13_065_550_001, midnight, "100"),
    ]
    for it in cases { try exchange.call(to: it.number, at: it.start) }
    let summary = try exchange.run()
    #expect(summary.charged.calls == cases.count)
    for (index, it) in cases.enumerated() {
      #expect(try exchange.charge(of: Int64(index + 1)) == "60 s \(it.price)", "\(index)")
    }
  }

  @Test func rangesInboundRatesAndBlockedOnes() throws {
    let exchange = try Exchange()
    try exchange.rate("44", 100)
    try exchange.rate("4470", 900, more: "prefix_to", "'4479'")
    try exchange.rate("44900", 0, more: "blocked", "1")
    try exchange.rate("1800", 50, more: "direction", "'inbound'")
    let mobile = try exchange.call(to: 447_700_900_000)
    let fixed = try exchange.call(to: 442_079_460_000)
    let blocked = try exchange.call(to: 449_001_234_567)
    let tollFree = try exchange.call(to: 18_005_550_001, inbound: true)
    let inbound = try exchange.call(to: 12_045_550_001, inbound: true)
    let summary = try exchange.run()
    #expect(try exchange.charge(of: mobile) == "60 s 900")
    #expect(try exchange.charge(of: fixed) == "60 s 100")
    #expect(try exchange.charge(of: blocked) == nil)
    #expect(try exchange.charge(of: tollFree) == "60 s 50")
    #expect(try exchange.charge(of: inbound) == nil)
    #expect(summary.unrated[.blocked]?.calls == 1)
    #expect(summary.unrated.count == 1)
    #expect(
      try exchange.texts("SELECT state || ifnull(' ' || reason, '') FROM call_state ORDER BY cdr")
        == ["rated", "rated", "unrated", "rated", "not chargeable inbound"])
  }

  @Test func markedUpDeckHasTheRatesOfItsBaseAndItsOwn() throws {
    let exchange = try Exchange()
    let carrier = try exchange.add(
      "rate_deck", "name, purpose, first_interval, next_interval", "'carrier', 'cost', 6, 6")
    try exchange.database.execute(
      "UPDATE rate_deck SET base = \(carrier), markup = 25000000 WHERE id = 1")
    try exchange.rate("1", 1000, deck: carrier)
    try exchange.rate("49", 1000, deck: carrier)
    try exchange.rate("49", 7000)
    let marked = try exchange.call(to: 12_045_550_001, seconds: 61)
    let own = try exchange.call(to: 4_930_123_456, seconds: 61)
    _ = try exchange.run()
    #expect(try exchange.charge(of: marked) == "66 s 1375")
    #expect(try exchange.charge(of: own) == "61 s 7117")
    // What it says itself goes before what its base says, and is not marked up.
    try exchange.database.execute(
      """
      UPDATE rate_deck SET first_interval = 30, next_interval = 30, connection_fee = 500 WHERE id = 1;
      UPDATE rate_deck SET connection_fee = 100 WHERE id = \(carrier);
      """)
    let again = try exchange.call(to: 12_045_550_001, seconds: 61)
    _ = try exchange.run()
    #expect(try exchange.charge(of: again) == "90 s 2375")
    let steps = try Explanation(of: "c3", in: exchange.database).steps
    #expect(
      steps.filter { ["markup", "tariff"].contains($0.name) }.map(\.text) == [
        "0.00001 of carrier and 25 % = 0.0000125", "0.0000125 a minute, 30/30, connection 0.000005",
      ])
  }

  @Test func reasonsOfUnratedCallsAreCounted() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100)
    try exchange.call(to: 375_291_234_567, seconds: 61)
    try exchange.call(to: 375_291_234_567, seconds: 10)
    try exchange.add(
      "cdr", "call_id, start, to_text, duration, account, matched_by, direction",
      "'x', 1, '411', 5000, 1, 'from', 'outbound'")
    let summary = try exchange.run()
    #expect(summary.batch == nil)
    #expect(summary.unrated[.noRate]?.calls == 2)
    #expect(summary.unrated[.noRate]?.seconds == 71)
    #expect(summary.unrated[.noNumber]?.calls == 1)
    #expect(summary.missing == [375_291_234_567])
    // A second deck that charges leaves accounts without a plan without a deck.
    try exchange.add("rate_deck", "name, purpose", "'other', 'charge'")
    #expect(try exchange.run().unrated[.noDeck]?.calls == 3)
  }

  @Test func ratingAgainReversesAndChargesAnewAndLeavesTheRest() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100)
    let same = try exchange.call(to: 13_065_550_001)
    let other = try exchange.call(to: 12_045_550_001)
    _ = try exchange.run()
    #expect(try exchange.run(again: true).batch == nil)
    try exchange.rate("1204", 300)
    // Without being asked, nothing that has a charge is looked at.
    #expect(try exchange.run().batch == nil)
    let summary = try exchange.run(again: true)
    #expect(summary.reversed.calls == 1)
    #expect(summary.charged.calls == 1)
    #expect(try exchange.charge(of: same) == "60 s 100")
    #expect(try exchange.charge(of: other) == "60 s 300")
    #expect(
      try exchange.texts(
        "SELECT sequence || ': ' || amount FROM call_charge WHERE call = 2 ORDER BY sequence")
        == ["1: 100", "2: -100", "3: 300"])
  }

  /// The proof compares what a batch says of its rows with the table: a batch of many rows, and one that
  /// takes charges back.
  @Test func batchesSayWhatTheirChargesComeTo() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100)
    for index in 0..<70 {
      try exchange.call(to: 12_045_550_001 + Int64(index), account: 1 + Int64(index % 2))
    }
    try exchange.call(to: 375_291_234_567)
    _ = try exchange.run()
    try exchange.rate("1204555000", 300)
    let again = try exchange.run(again: true)
    #expect(again.reversed.calls == 9)
    let batches = try exchange.database.rows(
      "SELECT batch, first_id, last_id FROM batch_span WHERE kind = 'call_charge' ORDER BY batch"
    ) { (batch: $0.integer(0), first: $0.integer(1), last: $0.integer(2)) }
    #expect(batches.map { $0.last - $0.first + 1 } == [70, 18])
    for batch in batches {
      let stored = try exchange.texts(
        """
        SELECT name || ' ' || counted FROM batch_count
        WHERE batch = \(batch.batch) AND name GLOB 'total: *' ORDER BY name
        """)
      let totals = try BatchTotals(
        of: [("call_charge", batch.first, batch.last)], in: exchange.database)
      #expect(stored == totals.counts.map { "\($0.name) \($0.counted)" })
      #expect(stored.count == 6)
    }
  }

  @Test func chargesOnAFrozenInvoiceStay() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    let call = try exchange.call(to: 12_045_550_001)
    _ = try exchange.run()
    _ = try CallBilling(exchange.database, period: "2026-09", version: "test").run()
    try exchange.add(
      "invoice", "number, account, company, at, date, frozen",
      "'I1', 1, 1, 1, '2026-10-01', '2026-10-05'")
    try exchange.database.execute("UPDATE debit SET invoice = 1")
    try exchange.rate("1204", 300)
    let summary = try exchange.run(again: true)
    #expect(summary.frozen == 1)
    #expect(summary.batch == nil)
    #expect(try exchange.charge(of: call) == "60 s 100000000")
  }

  @Test func chargesInClosedBooksStayAndLateOnesGoToTheFirstOpenDay() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100_000_000)
    let call = try exchange.call(to: 12_045_550_001)
    _ = try exchange.run()
    _ = try CallBilling(exchange.database, period: "2026-09", version: "test").run()
    try exchange.database.execute(
      """
      INSERT INTO period_close (line, name, company, period, last, balance)
      VALUES (0, 'ISP 2026-09 1', 1, '2026-09', '2026-09-30', 100)
      """)
    try exchange.rate("1204", 300)
    #expect(try exchange.run(again: true).frozen == 1)
    #expect(try exchange.charge(of: call) == "60 s 100000000")
    try exchange.call(to: 13_065_550_001)
    _ = try exchange.run()
    _ = try CallBilling(exchange.database, period: "2026-09", version: "test").run()
    #expect(
      try exchange.texts("SELECT date FROM debit ORDER BY id") == ["2026-09-30", "2026-10-01"])
  }

  /// Several times what goes from one thread to the other at once: charges, their order and their batch's
  /// hash are those of one thread.
  @Test func twoThreadsChargeWhatOneDoes() throws {
    let runs = try [false, true].map { beside in
      let exchange = try Exchange()
      try exchange.rate("1", 100)
      try exchange.rate("1204", 300)
      try exchange.database.execute(
        """
        WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO cdr (source, line, call_id, start, to_number, duration, account, matched_by)
        SELECT 1, i, 'c' || i, 1790000000000 + i, 12040000000 + i % 3 * 70000000 + i, i % 7 * 1000,
          iif(i % 5 = 0, NULL, 1 + i % 2), 'from' FROM n
        """)
      // Some have their charge before.
      try exchange.database.execute("UPDATE cdr SET account = NULL WHERE id > 5000")
      _ = try exchange.run(beside: beside)
      try exchange.database.execute(
        "UPDATE cdr SET account = 1 + id % 2 WHERE id > 5000 AND id % 5 <> 0")
      let summary = try exchange.run(beside: beside)
      return try exchange.texts(
        "SELECT id || ' ' || call || ' ' || sequence || ' ' || rate || ' ' || amount FROM call_charge"
      )
        + exchange.texts("SELECT file_sha256 FROM batch") + ["\(summary.charged.calls)"]
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count > 6000)
  }

  @Test func prefixTwiceForTheSameDayIsRefused() throws {
    let exchange = try Exchange()
    try exchange.rate("1", 100)
    #expect(throws: Problem.self) { try exchange.rate("1", 200) }
  }

  @Test(arguments: ["44.0", "1E3", "", "12345678901234567"])
  func deckWithABadPrefixSaysWhichLine(_ prefix: String) throws {
    let exchange = try Exchange()
    try exchange.rate(prefix, 100)
    try exchange.call(to: 12_045_550_001)
    #expect {
      try exchange.run()
    } throws: { error in
      (error as? Problem)?.code == "bad-prefix"
        && (error as? Problem)?.message.contains("line 1") == true
    }
  }
}
