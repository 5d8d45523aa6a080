import Foundation
import Support
import Testing

/// One error is planted in the store of the demo; exactly the equations that speak of it must fail.
@Suite struct PlantedErrorTests {
  private struct Plant {
    var sql: String
    var fails: Set<String>
  }

  private static let stated = "Account balances are those that the sources state"
  private static let totals = "Invoices come to what their source states"
  private static let settled = "No invoice is settled beyond its total"
  private static let applied = "No payment is applied beyond its amount"

  private static let plants = [
    Plant(
      sql: """
        UPDATE payment SET amount = amount + 1 WHERE id =
          (SELECT payment FROM application WHERE payment IS NOT NULL LIMIT 1)
        """, fails: [stated]),
    Plant(
      sql: """
        UPDATE debit SET amount = amount + 1 WHERE id =
          (SELECT min(id) FROM debit WHERE invoice IS NOT NULL)
        """, fails: [stated, totals]),
    Plant(
      sql: "UPDATE tax_line SET amount = amount - 1 WHERE id = 1",
      fails: [stated, totals, settled]),
    Plant(
      sql: "UPDATE application SET amount = amount + 1 WHERE id = 1",
      fails: [applied, settled]),
    Plant(
      sql: "DELETE FROM payment WHERE id = (SELECT max(id) FROM payment)",
      fails: [
        "Account balances tie to what they are made of", "The same for every account on every day",
        "Every payment knows the file that it came from",
      ]),
    Plant(
      sql: "UPDATE opening_balance SET amount = amount + 1 WHERE id = 1", fails: [stated]),
    Plant(
      sql: "DELETE FROM cdr WHERE id = 100", fails: ["Every call in the store came by a file"]),
    Plant(
      sql: """
        UPDATE batch_count SET counted = counted + 1 WHERE name LIKE 'control%' AND batch = 34
        """, fails: ["Control totals of the files are those that were read"]),
  ]

  private static func failed(_ output: String) -> Set<String> {
    var title = ""
    var failed: Set<String> = []
    for line in output.split(separator: "\n") {
      if line.first?.isLetter == true { title = String(line) }
      if line.hasPrefix("    FAIL") { failed.insert(title) }
    }
    return failed
  }

  @Test func eachErrorIsFoundByTheEquationsThatSpeakOfIt() throws {
    let workshop = try Workshop(isReady: false)
    let store = try SampleDemo.store
    let copy = workshop.folder.file("planted.db")
    func plant(_ sql: String) throws {
      try? FileManager.default.removeItem(atPath: copy)
      try FileManager.default.copyItem(atPath: store, toPath: copy)
      let result = try Tool.run("/usr/bin/sqlite3", [copy, sql], in: workshop.folder.path)
      #expect(result.exitCode == 0, "\(result.errors)")
    }
    for error in Self.plants {
      try plant(error.sql)
      let result = try workshop.run([
        "reconcile", "--store", "planted.db", "--as-of", "2026-11-20",
      ])
      #expect(result.exitCode == 1)
      #expect(Self.failed(result.output) == error.fails, "\(error.sql)")
    }

    // A number in other hands breaks no equation of the store with itself: only figures from outside
    // can tell.
    try plant("UPDATE did_assignment SET account = 1 WHERE id = 10")
    let result = try workshop.run([
      "reconcile", "--store", "planted.db", "--expected", SampleDemo.samples + "/expected.json",
    ])
    #expect(result.exitCode == 1)
    let lines = result.output.split(separator: "\n").filter { $0.hasPrefix("    FAIL") }
    #expect(lines.count == 1 && lines[0].contains("calls"), "\(lines)")
  }
}
