import Billing
import Diagnostics
import Foundation
import Proof
import Reporting
import Store
import Support
import Testing

/// A cent that a report of October has too much makes exactly the controls fail that speak of it.
@Suite struct PackControlTests {
  private struct Plant {
    /// The view that reports read, and its column of amounts.
    var view: String
    var column: String
    /// Which of its rows gets a cent more.
    var row: String
    var fails: Set<String>
  }

  private static let plants = [
    Plant(
      view: "ledger_entry", column: "signed_amount", row: "movement = 'payment'",
      fails: ["01-roll-forward", "02-movements", "03-accounts"]),
    Plant(
      view: "ledger_entry", column: "signed_amount", row: "movement = 'charge'",
      fails: ["01-roll-forward", "02-movements", "03-accounts"]),
    Plant(
      view: "open_item_entry", column: "amount", row: "invoice IS NOT NULL",
      fails: ["03-balances", "04-receivables", "05-aging-accounts", "05-aging-invoices"]),
    Plant(
      view: "credit_entry", column: "amount", row: "1",
      fails: ["03-balances", "04-receivables", "05-aging-accounts", "05-aging-invoices"]),
    Plant(
      view: "uninvoiced_entry", column: "amount", row: "1",
      fails: ["03-balances"]),
    Plant(
      view: "revenue_entry", column: "amount", row: "1",
      fails: ["06-revenue", "14-journal-receivables"]),
    Plant(
      view: "tax_entry", column: "amount", row: "1",
      fails: ["06-revenue", "08-tax", "14-journal-receivables"]),
  ]

  private static func failing(_ store: String) throws -> Set<String> {
    let work = try PackWork(try Month("2026-10"), company: nil, catalogue: ReportCatalogue()) {
      () throws(Problem) in try StoreFile.openForReading(at: store)
    }
    let controls = try PackControls(
      of: work, closed: nil, documents: .init(issued: 0, same: 0))
    return Set(controls.controls.filter { $0.verdict == .fail }.map(\.name))
  }

  @Test func eachCentIsFoundByTheControlsThatSpeakOfIt() throws {
    let folder = try TemporaryFolder()
    let copy = folder.file("planted.db")
    try FileManager.default.copyItem(atPath: try SampleDemo.small.store, toPath: copy)
    #expect(try Self.failing(copy) == [])
    for plant in Self.plants {
      let database = try StoreFile.openForWriting(at: copy)
      let sql = try #require(
        try database.text("SELECT sql FROM sqlite_schema WHERE name = ?", [.text(plant.view)]))
      let columns = try database.rows("SELECT name FROM pragma_table_info(?)", [.text(plant.view)])
      {
        $0.text(0) ?? ""
      }
      let body = sql.dropFirst("CREATE VIEW \(plant.view) AS".count)
      let list = columns.map { name in
        name == plant.column ? "amount_there + ifnull(place = 1, 0) AS \(name)" : name
      }
      let inner = columns.map { $0 == plant.column ? "\($0) AS amount_there" : $0 }
      try database.execute(
        """
        DROP VIEW \(plant.view);
        CREATE VIEW \(plant.view) AS SELECT \(list.joined(separator: ", ")) FROM (
          SELECT \(inner.joined(separator: ", ")), CASE WHEN (\(plant.row))
            AND date BETWEEN '2026-10-01' AND '2026-10-31' THEN row_number() OVER (
              PARTITION BY (\(plant.row)) AND date BETWEEN '2026-10-01' AND '2026-10-31') END AS place
          FROM (\(body)))
        """)
      let found = try Self.failing(copy)
      #expect(found == plant.fails, "\(plant.view) \(plant.row): \(found.sorted())")
      try database.execute("DROP VIEW \(plant.view); \(sql)")
    }
    #expect(try Self.failing(copy) == [])
  }
}
