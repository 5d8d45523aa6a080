import Store
import Testing

/// `cdr_did`, the calls of a number of ours, agrees with the calls however they came.
@Suite struct CallNumberTests {
  private static let parties: [[String: Books.Cell]] = [
    ["from_number": 100, "to_number": 200, "direction": "outbound"],
    ["from_number": 300, "to_number": 200, "direction": "outbound"],
    ["from_number": 300, "to_number": 200, "direction": "inbound"],
    ["from_number": 300, "to_number": 200], ["from_number": 300, "to_number": 400],
    ["to_number": 400, "direction": "inbound"], ["to_number": 400],
    ["from_number": 300, "to_number": 400, "account": "A", "matched_by": "to"],
    ["from_number": 300, "to_number": 400, "direction": "inbound", "matched_by": "trunk"],
  ]

  /// The later ones in the file began earlier.
  private static var calls: [[String: Books.Cell]] {
    var calls = parties
    for index in calls.indices {
      calls[index]["call_id"] = .text("c\(index)")
      calls[index]["start"] = .number(Int64(9000 - index * 1000))
      calls[index]["duration"] = 1000
    }
    return calls
  }

  private static func books() throws -> Books {
    let books = try Books()
    try books.account("A")
    try books.load("did_assignment", [["number": 100, "account": "A"]])
    try books.load("did_assignment", [["number": 200, "account": "A"]])
    return books
  }

  private static func numbers(_ books: Books) throws -> [String] {
    try books.database.rows("SELECT did, start, call FROM cdr_did ORDER BY call") {
      "\($0.integer(0)) \($0.integer(1)) \($0.integer(2))"
    }
  }

  private static let expected = [
    "100 9000 1", "300 8000 2", "200 7000 3", "200 6000 4", "300 5000 5", "400 4000 6",
    "400 2000 8",
    "400 1000 9",
  ]

  private static func faults(_ books: Books) throws -> [String] {
    try StoreCheck(books.database).run().flatMap(\.faults).filter { $0.contains("cdr_did") }
  }

  /// A few calls by triggers, many sorted at the end: `expect` says which.
  @Test(arguments: [0, 30_000]) func agreeHoweverManyCome(_ rows: Int) throws {
    let books = try Self.books()
    let loader = Loader(database: books.database, source: books.source, batch: 9)
    try loader.expect([try Kinds.require("cdr")], rows: rows)
    try books.load("cdr", Self.calls, with: loader)
    #expect(try Self.numbers(books).isEmpty == (rows > 0))
    try loader.finish()
    #expect(try Self.numbers(books) == Self.expected)
    #expect(try Self.faults(books) == [])
    // The triggers are there again.
    try books.database.execute(
      "DELETE FROM cdr WHERE id = 1; UPDATE cdr SET matched_by = 'from' WHERE id = 6;")
    #expect(
      try Self.numbers(books) == Self.expected.dropFirst().filter { !$0.hasSuffix(" 6") })
    #expect(try Self.faults(books) == [])
  }

  @Test func whatDisagreesIsFound() throws {
    let books = try Self.books()
    try books.load("cdr", Self.calls)
    try books.database.execute("UPDATE cdr_did SET did = 101 WHERE call = 1")
    #expect(
      try Self.faults(books) == ["cdr_did has 8 calls, of which 7 are right; it should have 8"])
  }
}
