import Importing
import Store
import Support
import Testing

/// Several entities from one record: many rows at a time or record by record, the store is the same.
@Suite struct TogetherTests {
  private static let profile = """
    { profile: "people", records: [{ emit: [
        { kind: "account", fields: { id: "$Id", company: "PN", name: "$Name" } },
        { kind: "account_link", when: { not: { empty: "$Parent" } },
          fields: { account: "$Id", parent: "$Parent", since: "2026-01-01" } },
        { kind: "contact", fields: { account: "$Id", role: "billing", name: "$Name" } },
        { kind: "custom_field", when: { not: { empty: "$Second" } },
          fields: { account: "$Id", name: "second", value: "$Second" } } ] }] }
    """
  private static let header = "Id,Name,Parent,Second\n"

  private static func shop() throws -> (Shop, String) {
    let shop = try Shop()
    try shop.bring("company", "code,name,currency,zone\nPN,Prairie Net,CAD,America/Regina\n")
    try shop.bring(
      "source", "name,company,role,feed,zone,country,currency\nacme,PN,system,snapshot,UTC,CA,CAD\n"
    )
    return (shop, try shop.folder.write("people.json5", profile))
  }

  private static func records(_ count: Int) -> [String] {
    (1...count).map {
      "A\($0),Name \($0),\($0 > 1 && $0 % 3 == 0 ? "A\($0 / 3)" : ""),\($0 % 5 == 0 ? "T" : "")\n"
    }
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What is done to the records before they come in.
    var change: @Sendable (inout [String]) -> Void
    var rejected = 0
    var inserted = 100
  }

  @Test(arguments: [
    Case(testDescription: "all new") { _ in },
    Case(
      testDescription: "one refers to nothing", change: { $0[49] = "A50,Name 50,none,\n" },
      rejected: 1, inserted: 99),
    Case(
      testDescription: "one refers to a later one", change: { $0[49] = "A50,Name 50,A90,\n" },
      rejected: 1, inserted: 99),
    Case(testDescription: "one refers to itself") { $0[9] = "A10,Name 10,,T\n" },
    Case(
      testDescription: "one comes twice with another name",
      change: { $0.append("A7,Other 7,,\n") }, inserted: 101),
    Case(
      testDescription: "one lacks its name", change: { $0[70] = "A71,,,\n" }, rejected: 1,
      inserted: 99),
  ]) func storeIsTheSame(_ example: Case) throws {
    var records = Self.records(100)
    example.change(&records)
    let (whole, profile) = try Self.shop()
    let summary = try whole.bring(profile, Self.header + records.joined()) {
      $0.rejectLimit = .count(5)
    }
    #expect(summary.counts[.rejected] == example.rejected)
    // The account is there, its contact by that name is new.
    #expect(summary.counts[.inserted] == example.inserted)
    #expect(try whole.faults == [])
    let (single, other) = try Self.shop()
    for record in records {
      try single.bring(other, Self.header + record) { $0.rejectLimit = .count(5) }
    }
    #expect(try whole.dump() == single.dump())
    let batch = try #require(summary.batch)
    try whole.undo([batch])
    #expect(try whole.database.integer("SELECT count(*) FROM contact") == 0)
    #expect(try whole.faults == [])
  }

  @Test func nothingComesIntoClosedBooks() throws {
    let (shop, _) = try Self.shop()
    try shop.database.execute(
      """
      INSERT INTO period_close (line, name, company, period, last, balance)
      SELECT 1, 'PN 2026-09', id, '2026-09', '2026-09-30', 0 FROM company
      """)
    let profile = try shop.folder.write(
      "money.json5",
      """
      { profile: "money", records: [{ emit: [
          { kind: "account", fields: { id: "$Id", company: "PN", name: "$Id" } },
          { kind: "payment", fields: { id: "$Id", account: "$Id", date: "$Date", amount: "1" } } ] }] }
      """)
    let rows = (1...60).map { "A\($0),2026-\($0 == 50 ? "09-30" : "10-01")\n" }.joined()
    let summary = try shop.bring(profile, "Id,Date\n" + rows) { $0.rejectLimit = .count(1) }
    #expect(summary.rejectsByCode.map(\.code) == ["closed-period"])
    #expect(summary.firstRejects.map(\.line) == [51])
    #expect(summary.counts[.inserted] == 59)
    #expect(try shop.database.integer("SELECT count(*) FROM account") == 59)
  }
}
