import Store
import Testing

/// A call belongs to the account that held its number when it began.
@Suite struct VoiceViewTests {
  /// 100 goes from A to B at instant 1000, 200 is C's since ever, nobody has 300.
  private static func holders(_ calls: [[String: Books.Cell]]) throws -> [String] {
    let books = try Books()
    for account in ["A", "B", "C"] { try books.account(account) }
    try books.load(
      "did_assignment",
      [
        ["number": 100, "account": "A", "until": 1000],
        ["number": 100, "account": "B", "since": 1000], ["number": 200, "account": "C"],
      ])
    try books.load(
      "cdr",
      calls.enumerated().map { index, call in
        call.merging(["call_id": .text("\(index)"), "duration": 60_000]) { stated, _ in stated }
      })
    return try books.database.rows(
      """
      SELECT account.external_id FROM cdr_holder LEFT JOIN account ON account.id = cdr_holder.account
      ORDER BY cdr_holder.cdr
      """
    ) { $0.text(0) ?? "nobody" }
  }

  @Test func numberInNewHandsTakesItsCallsAlong() throws {
    let calls: [[String: Books.Cell]] = [999, 1000, 1001].map {
      ["start": .number($0), "from_number": 100, "to_number": 300, "direction": "outbound"]
    }
    #expect(try Self.holders(calls) == ["A", "B", "B"])
    let inbound: [[String: Books.Cell]] = [999, 1000, 1001].map {
      ["start": .number($0), "from_number": 300, "to_number": 100, "direction": "inbound"]
    }
    #expect(try Self.holders(inbound) == ["A", "B", "B"])
  }

  @Test func directionSaysWhichNumberCounts() throws {
    func call(_ from: Int64, _ to: Int64, _ direction: String?) -> [String: Books.Cell] {
      var call: [String: Books.Cell] = [
        "start": 500, "from_number": .number(from), "to_number": .number(to),
      ]
      call["direction"] = direction.map { .text($0) }
      return call
    }
    // A call between two of our numbers is one call: who made it has it.
    #expect(
      try Self.holders([
        call(100, 200, "outbound"), call(100, 200, "inbound"), call(100, 200, "internal"),
        call(300, 200, "outbound"), call(100, 300, "inbound"),
      ]) == ["A", "C", "A", "nobody", "nobody"])
    // Where the carrier gives no direction, the calling number is looked at first.
    #expect(
      try Self.holders([call(100, 200, nil), call(300, 200, nil), call(300, 300, nil)])
        == ["A", "C", "nobody"])
  }
}
