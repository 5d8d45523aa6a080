import Diagnostics
import Store
import Testing

/// Calls get their account as they come in.
@Suite struct HolderTests {
  /// 100 goes from A to B at instant 1000; trunk T is C's, account code 44 is A's until 1000, address
  /// 192.0.2.7 is B's.
  private static func books(fallback: String? = nil) throws -> Books {
    let books = try Books()
    for account in ["A", "B", "C"] { try books.account(account) }
    try books.load(
      "did_assignment",
      [
        ["number": 100, "account": "A", "until": 1000],
        ["number": 100, "account": "B", "since": 1000], ["number": 200, "account": "C"],
      ])
    try books.load(
      "call_key",
      [
        ["type": "trunk", "value": "T", "account": "C"],
        ["type": "account-code", "value": "44", "account": "A", "until": 1000],
        ["type": "ip", "value": "192.0.2.7", "account": "B"],
      ])
    if let fallback {
      try books.database.execute("UPDATE source SET fallback = '\(fallback)'")
    }
    return books
  }

  private static func matched(
    _ calls: [[String: Books.Cell]], fallback: String? = nil
  ) throws -> [String] {
    let books = try books(fallback: fallback)
    try books.load(
      "cdr",
      calls.enumerated().map { index, call in
        call.merging(["call_id": .text("\(index)"), "duration": 60_000, "start": 500]) { own, _ in
          own
        }
      })
    return try books.database.rows(
      """
      SELECT ifnull(account.external_id || ' by ' || ifnull(matched_by, 'the file'), 'nobody')
      FROM cdr LEFT JOIN account ON account.id = cdr.account ORDER BY cdr.id
      """
    ) { $0.text(0) ?? "" }
  }

  @Test func numbersByDirectionAndTime() throws {
    #expect(
      try Self.matched([
        ["start": 999, "from_number": 100, "to_number": 200, "direction": "outbound"],
        ["start": 1000, "from_number": 100, "to_number": 200, "direction": "outbound"],
        ["from_number": 100, "to_number": 200, "direction": "inbound"],
        ["from_number": 100, "to_number": 200, "direction": "internal"],
        ["from_number": 300, "to_number": 200],
        ["from_number": 300, "to_number": 200, "direction": "outbound"],
        ["from_number": 300, "to_number": 300],
        ["from_number": 300, "account": "B"],
      ]) == [
        "A by from", "B by from", "C by to", "A by from", "C by to", "nobody", "nobody",
        "B by the file",
      ])
  }

  @Test func fallbacksComeAfterNumbersInTheirOrder() throws {
    let call: [String: Books.Cell] = [
      "from_number": 300, "trunk": "T", "account_code": "44", "ip": "192.0.2.7",
    ]
    #expect(try Self.matched([call]) == ["A by account-code"])
    #expect(try Self.matched([call], fallback: "ip, trunk") == ["B by ip"])
    #expect(try Self.matched([call], fallback: "trunk") == ["C by trunk"])
    #expect(
      try Self.matched([
        ["from_number": 100, "trunk": "T"],
        ["start": 1000, "from_number": 300, "account_code": "44"],
        ["from_number": 300, "trunk": "U"],
      ]) == ["A by from", "nobody", "nobody"])
  }

  @Test func misspeltFallbackIsTold() throws {
    let problem = #expect(throws: Problem.self) {
      try Self.matched([["from_number": 300]], fallback: "trunks")
    }
    #expect(problem?.code == "bad-fallback")
    #expect(problem?.message.contains("trunk") == true)
  }

  /// What was found as calls came in is what the rule says, worked out anew.
  @Test func storedHolderIsTheHolderOfTheView() throws {
    let books = try Self.books()
    var calls: [[String: Books.Cell]] = []
    for start in [0, 999, 1000, 2000] as [Int64] {
      for from in [100, 200, 300] as [Int64] {
        for to in [100, 200, 300] as [Int64] {
          for direction in ["outbound", "inbound", "internal", nil] {
            var call: [String: Books.Cell] = [
              "call_id": .text("\(calls.count)"), "start": .number(start), "duration": 1000,
              "from_number": .number(from), "to_number": .number(to),
            ]
            call["direction"] = direction.map { .text($0) }
            calls.append(call)
          }
        }
      }
    }
    try books.load("cdr", calls)
    #expect(
      try books.database.integer(
        """
        SELECT count(*) FROM cdr JOIN cdr_holder ON cdr_holder.cdr = cdr.id
        WHERE cdr.account IS NOT cdr_holder.account
        """) == 0)
  }

  @Test(
    arguments: [(4_102_444_800_000, 1000), (5000, -1), (5000, 32 * 86_400_000)] as [(Int64, Int64)])
  func callsThatCannotBeAreRefused(_ start: Int64, _ duration: Int64) throws {
    let books = try Self.books()
    let result = try books.load(
      "cdr", [["call_id": "x", "start": .number(start), "duration": .number(duration)]])
    #expect(result.refusals.map(\.code).first?.hasPrefix("impossible-") == true)
    #expect(try books.database.integer("SELECT count(*) FROM cdr") == 0)
  }
}
