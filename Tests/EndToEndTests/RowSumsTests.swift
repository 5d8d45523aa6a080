import Diagnostics
import Store
import Testing

@testable import Proof

/// Sums that are made while rows go by are those that SQLite makes, with room for all of them or for few.
@Suite struct RowSumsTests {
  private static let rows = """
    SELECT * FROM (VALUES
      (1, 'a', 10, 1), (1, NULL, 20, 2), (1, '', 30, 3), (-1, 'a', 40, 4), (1, 'a', -10, 5),
      (5000000000, 'b', 50, 6), (NULL, 'b', 60, 7), (5000000000, 'b', 70, 8), ('1', 'a', 80, 9),
      (1, '', -30, 10), (NULL, 'b', 90, 11), (1, NULL, NULL, 12))
    """

  private static func text(_ rows: Statement) throws -> [String] {
    var lines: [String] = []
    while try rows.step() {
      lines.append((0..<4).map { "\(rows.value($0))" }.joined(separator: " "))
    }
    return lines.sorted()
  }

  @Test(arguments: [1, 2, 100]) func sumsAreThoseOfTheDatabase(room: Int) throws {
    let database = try StoreFile.inMemory()
    try database.execute("CREATE TEMP TABLE part (a, b, c, d)")
    let insert = try database.prepare("INSERT INTO part VALUES (?, ?, ?, ?)")
    let hasParts = try RowSums.addUp(
      [try database.prepare(Self.rows)], keys: 2, measures: 2, room: room
    ) { sums, _ throws(Problem) in try sums.putAll(into: insert) }
    #expect(hasParts == (room < 100))
    let expected = try Self.text(
      try database.prepare(
        "SELECT column1, column2, ifnull(sum(column3), 0), sum(column4) FROM (\(Self.rows)) GROUP BY 1, 2"
      )
    )
    #expect(expected.count == 7)
    let sums = try Self.text(
      try database.prepare("SELECT a, b, sum(c), sum(d) FROM part GROUP BY 1, 2"))
    #expect(sums == expected)
  }

  @Test func sumsAreGroupedAgainByFewerColumns() throws {
    let database = try StoreFile.inMemory()
    try database.execute("CREATE TEMP TABLE part (b, n)")
    let insert = try database.prepare("INSERT INTO part VALUES (?, ?)")
    _ = try RowSums.addUp([try database.prepare(Self.rows)], keys: 2, measures: 2) {
      sums, _ throws(Problem) in
      try sums.regrouped(by: [1], measures: 1) { sums.sum($0) == 0 ? nil : [sums.sum($0, 1)] }
        .putAll(into: insert)
    }
    let found = try database.rows("SELECT b, n FROM part ORDER BY b") {
      "\($0.value(0)) \($0.value(1))"
    }
    #expect(found == ["null integer(14)", "text(\"a\") integer(13)", "text(\"b\") integer(32)"])
  }
}
