import Foundation
import Support
import Testing

/// One error is planted in the store of a small demo; exactly the equations that speak of it must fail.
@Suite struct PlantedErrorTests {
  private struct Plant {
    var sql: String
    var fails: Set<String>
    var exceptions: [String] = []
  }

  /// What every row that is missing breaks.
  private static let missingRow: Set<String> = ["03-entities", "03-lineage", "24-undo"]

  private static let plants = [
    // One cent.
    Plant(
      sql: """
        UPDATE payment SET amount = amount + 1 WHERE id =
          (SELECT payment FROM application WHERE payment IS NOT NULL LIMIT 1)
        """, fails: ["05-amounts", "06-stated-balances"]),
    Plant(
      sql: """
        UPDATE debit SET amount = amount + 1 WHERE id =
          (SELECT min(id) FROM debit WHERE invoice IS NOT NULL)
        """, fails: ["05-amounts", "06-stated-balances", "10-invoice-totals"]),
    Plant(
      sql: "UPDATE tax_line SET amount = amount - 1 WHERE id = 1",
      fails: ["05-amounts", "06-stated-balances", "10-invoice-totals", "10-not-below-zero"]),
    Plant(
      sql: "UPDATE tax_line SET amount = amount + 2 WHERE id = 1",
      fails: ["05-amounts", "06-stated-balances", "10-invoice-totals", "15-tax-rates"]),
    Plant(
      sql: "UPDATE application SET amount = amount + 1 WHERE id = 1",
      fails: ["05-amounts", "10-not-below-zero", "11-within"]),
    Plant(
      sql: "UPDATE opening_balance SET amount = amount + 1 WHERE id = 1",
      fails: ["05-amounts", "06-stated-balances"]),
    Plant(
      sql: "UPDATE stated SET amount = amount + 1 WHERE id = 1",
      fails: ["05-amounts", "06-stated-balances"]),
    // One day.
    Plant(
      sql: """
        UPDATE payment SET date = date(date, '+1 day') WHERE id = (SELECT min(id) FROM payment
          WHERE date < '2026-10-01' AND id NOT IN (
            SELECT payment FROM application WHERE payment IS NOT NULL))
        """, fails: ["14-dates"]),
    Plant(
      sql: "UPDATE invoice SET due = '2026-09-08' WHERE due = '2026-08-31' AND id = 1",
      fails: ["14-dates"]),
    Plant(
      sql: "UPDATE application SET date = '2026-01-01' WHERE id = 1",
      fails: ["11-allowed", "14-dates"]),
    Plant(sql: "UPDATE cdr SET start = start + 1000 WHERE id = 1", fails: ["14-dates"]),
    // One row.
    Plant(
      sql: """
        DELETE FROM payment WHERE id = (SELECT max(id) FROM payment WHERE id NOT IN (
          SELECT payment FROM application WHERE payment IS NOT NULL))
        """, fails: missingRow.union(["05-amounts", "05-owners", "14-dates"])),
    Plant(
      sql: "DELETE FROM cdr WHERE id = 100",
      fails: missingRow.union(["12-references", "14-dates", "17-calls", "17-call-totals"])),
    Plant(
      sql: "DELETE FROM contact WHERE id = 1", fails: missingRow),
    // Another owner.
    Plant(
      sql: "UPDATE refund SET account = account + 1 WHERE id = 1",
      fails: ["05-owners", "06-stated-balances"]),
    Plant(
      sql: "UPDATE did_assignment SET account = 1 WHERE id = 10",
      fails: ["13-did-state", "17-call-holders"]),
    Plant(
      sql: """
        UPDATE did_assignment SET account = CASE id WHEN 10 THEN
          (SELECT account FROM did_assignment WHERE id = 11)
          ELSE (SELECT account FROM did_assignment WHERE id = 10) END WHERE id IN (10, 11)
        """, fails: ["13-did-state", "17-call-holders"]),
    // And the rest of what is proven.
    Plant(
      sql: "UPDATE batch_count SET counted = counted + 1 WHERE name LIKE 'control%' AND batch = 34",
      fails: ["04-control"]),
    Plant(
      sql: "UPDATE batch SET file_sha256 = 'unknown' WHERE id = 3", fails: ["01-files"]),
    Plant(
      sql: """
        PRAGMA ignore_check_constraints = ON;
        UPDATE batch SET discarded = discarded + 1 WHERE id = 3
        """, fails: ["02-records"]),
    Plant(
      sql: """
        UPDATE batch SET (file_sha256, profile) =
          (SELECT file_sha256, profile FROM batch WHERE id = 30) WHERE id = 31
        """, fails: ["22-once"]),
    Plant(sql: "UPDATE service SET gl_code = NULL WHERE id = 1", fails: ["16-ledger-codes"]),
    Plant(
      sql: "UPDATE debit SET pays_to = date(pays_to, '+1 day') WHERE id = 1",
      fails: ["14-dates", "21-paid-periods"]),
    Plant(
      sql: "UPDATE usage_interval SET free_in = free_in + 1 WHERE id = 1",
      fails: ["19-usage-totals"]),
    Plant(
      sql: "DELETE FROM cdr WHERE source = 3 AND start BETWEEN 1788220800000 AND 1790812799999",
      fails: missingRow.union([
        "12-references", "14-dates", "17-calls", "17-call-totals", "18-call-gaps",
      ])),
    // A view that forgets something: the tables tell.
    Plant(
      sql: """
        DROP VIEW payment_success;
        CREATE VIEW payment_success AS
        SELECT id AS payment, account, company, account_type, date, at, amount FROM payment
        """,
      fails: [
        "06-stated-balances", "07-roll-forward", "08-receivables", "09-aging", "11-credits",
        "27-segments",
      ]),
  ]

  private static func failed(_ json: String) throws -> Set<String> {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    let equations = object?["equations"] as? [[String: Any]] ?? []
    #expect(equations.count > 40)
    return Set(
      equations.filter { $0["verdict"] as? String == "FAIL" }.compactMap { $0["name"] as? String })
  }

  @Test func eachErrorIsFoundByTheEquationsThatSpeakOfIt() throws {
    let workshop = try Workshop(isReady: false)
    let store = try SampleDemo.small.store
    let copy = workshop.folder.file("planted.db")
    for error in Self.plants {
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: store, toPath: copy)
      let planted = try Tool.run("/usr/bin/sqlite3", [copy, error.sql], in: workshop.folder.path)
      #expect(planted.exitCode == 0, "\(planted.errors)")
      let result = try workshop.run([
        "reconcile", "--store", "planted.db", "--as-of", "2026-11-20", "--json",
      ])
      #expect(result.exitCode == 1, "\(error.sql) \(result.errors)")
      #expect(try Self.failed(result.output) == error.fails, "\(error.sql)")
    }
  }
}
