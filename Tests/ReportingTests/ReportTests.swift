import Bytes
import Diagnostics
import Foundation
import Reporting
import Store
import Support
import Testing

@Suite struct ReportTests {
  /// Scene S1's ledger: opening 20.00, three invoices, what was paid of them (rules.md).
  static func sceneOne() throws -> (folder: TemporaryFolder, path: String) {
    let folder = try TemporaryFolder()
    let path = folder.file("s1.db")
    let database = try StoreFile.create(at: path)
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone)
        VALUES (1, 1, 'PN', 'Prairie Net', 'CAD', 'America/Regina');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'acme', 1, 'system', 'America/Regina');
      INSERT INTO account (id, source, line, external_id, company, name) VALUES
        (17, 1, 1, '000017', 1, 'Seventeen'), (18, 1, 2, '000018', 1, 'Eighteen');
      INSERT INTO opening_balance (id, source, line, account, company, at, date, amount)
        VALUES (1, 1, 1, 17, 1, 0, '2026-07-31', 2000);
      INSERT INTO invoice (id, source, line, number, account, company, at, date, due, total) VALUES
        (1, 1, 1, '1', 17, 1, 0, '2026-08-01', '2026-08-22', 5245),
        (2, 1, 2, '2', 17, 1, 0, '2026-09-01', '2026-09-22', 5245),
        (3, 1, 3, '3', 17, 1, 0, '2026-10-01', '2026-10-22', 5245);
      INSERT INTO payment (id, source, line, external_id, account, company, at, date, amount, status)
      VALUES
        (1, 1, 1, 'p1', 17, 1, 0, '2026-08-10', 5245, NULL),
        (2, 1, 2, 'p2', 17, 1, 0, '2026-09-12', 5000, NULL),
        (3, 1, 3, 'p3', 17, 1, 0, '2026-10-20', 5245, 'failed'),
        (4, 1, 4, 'p4', 18, 1, 0, '2026-10-28', 6000, NULL);
      INSERT INTO application
        (id, source, line, payment, invoice, opening_balance, date, amount) VALUES
        (1, 1, 1, 1, NULL, 1, '2026-08-10', 2000), (2, 1, 2, 1, 1, NULL, '2026-08-10', 3245),
        (3, 1, 3, 2, 1, NULL, '2026-09-12', 2000), (4, 1, 4, 2, 2, NULL, '2026-09-12', 3000);
      """)
    return (folder, path)
  }

  static func run(
    _ name: String, _ arguments: [String: String] = [:], filter: String? = nil
  ) throws -> [String: [String]] {
    let scene = try sceneOne()
    let report = try ReportRun(
      try ReportCatalogue().report(name), database: try StoreFile.openForReading(at: scene.path),
      arguments: arguments, filter: filter)
    let output = scene.folder.file("out.csv")
    let sink = try Sink(output)
    try ReportFormat.csv.render(report, to: sink.file)
    _ = try sink.file.finish()
    let lines = try scene.folder.text("out.csv").split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    var columns: [String: [String]] = [:]
    for (index, header) in lines[0].enumerated() {
      columns[header] = lines.dropFirst().map { $0[index] }
    }
    return columns
  }

  /// S1: aging of 31 October by due date; as of 31 August the account owes 20.00.
  @Test(arguments: [
    ("2026-10-31", ["0.00"], ["52.45"], ["22.45"], "52.45"),
    ("2026-08-31", ["0.00"], ["20.00"], ["0.00"], "20.00"),
  ]) func agingCountsOpenAmountsByDaysPastDue(
    _ day: String, _ current: [String], _ thirty: [String], _ sixty: [String], _ first: String
  ) throws {
    let report = try Self.run("ar-aging", ["as_of": day])
    #expect(Array(report["current"]?.prefix(1) ?? []) == current)
    #expect(Array(report["bucket_1"]?.prefix(1) ?? []) == thirty)
    #expect(Array(report["bucket_2"]?.prefix(1) ?? []) == sixty)
  }

  @Test func agingNetsUnappliedInAColumnOfItsOwn() throws {
    let report = try Self.run("ar-aging", ["as_of": "2026-10-31"])
    #expect(report["account"] == ["000017", "000018"])
    #expect(report["unapplied"] == ["0.00", "-60.00"])
    #expect(report["net"] == ["74.90", "-60.00"])
  }

  /// The edges of the buckets are half open: the due day itself is current, day 30 is in 1-30.
  @Test(arguments: [
    ("2026-10-22", "current"), ("2026-10-23", "bucket_1"), ("2026-11-21", "bucket_1"),
    ("2026-11-22", "bucket_2"), ("2026-12-21", "bucket_2"), ("2026-12-22", "bucket_3"),
    ("2027-01-20", "bucket_3"), ("2027-01-21", "bucket_4"),
  ]) func bucketEdges(_ day: String, _ bucket: String) throws {
    let report = try Self.run("ar-aging", ["as_of": day], filter: "account = '000017'")
    #expect(report[bucket]?.first != "0.00")
    let other = bucket == "current" ? "bucket_4" : "current"
    #expect(report[other]?.first == "0.00")
  }

  @Test(
    arguments: [
      ("amount > 52 and method is unset", ["p1", "p3", "p4"]), ("account = '000018'", ["p4"]),
      ("status != 'failed'", ["p1", "p2", "p4"]), ("not (amount = 50)", ["p1", "p3", "p4"]),
      ("date between '2026-09-01' and '2026-10-20'", ["p2", "p3"]),
      ("name matches 'sev*'", ["p1", "p2", "p3"]), ("name not matches '*teen'", []),
      ("status in ('failed', 'pending') or amount >= 60", ["p3", "p4"]),
      ("method != 'cash'", ["p1", "p2", "p3", "p4"]), ("account = '1'' or 1=1 --'", []),
    ] as [(String, [String])]) func filters(_ filter: String, _ expected: [String]) throws
  {
    let report = try Self.run("payments", filter: filter)
    let amounts = ["p1": "2026-08-10", "p2": "2026-09-12", "p3": "2026-10-20", "p4": "2026-10-28"]
    #expect((report["date"] ?? []) == expected.compactMap { amounts[$0] })
  }

  @Test(arguments: [
    ("amout > 5", "amount"), ("amount >", "value"), ("amount > 'x'", "currency units"),
    ("(amount > 5", "parenthesis"), ("amount > 5 amount < 6", "and, or"),
    ("date = '31/08'", "a day"),
  ]) func filterMistakesAreExplained(_ filter: String, _ hint: String) throws {
    let problem = #expect(throws: Problem.self) { _ = try Self.run("payments", filter: filter) }
    #expect(problem?.kind == .usage)
    #expect(problem?.message.contains(hint) == true, "\(problem?.message ?? "")")
  }

  @Test(arguments: [
    ("-- titel: x\nSELECT 1", 1, "title:"),
    ("-- title: x\n-- about: y\n-- column a monye \"A\"\nSELECT 1 AS a", 3, "money"),
    ("-- title: x\n-- about: y\n-- param p date required\nSELECT 1", 3, "description"),
    ("-- title: x\n-- about: y\n-- column a money \"A\"\nSELECT 1 AS a", 1, "currency"),
  ]) func headerMistakesArePlaced(_ text: String, _ line: Int, _ hint: String) {
    let problem = #expect(throws: Problem.self) {
      _ = try ReportParser.parse(text, name: "r", file: "r.sql")
    }
    #expect(problem?.position?.line == line)
    #expect(problem?.message.contains(hint) == true)
  }

  @Test(arguments: [
    "DELETE FROM payment", "ATTACH 'x.db' AS x", "SELECT load_extension('x')",
    "PRAGMA user_version = 3",
  ]) func reportsCannotWrite(_ sql: String) throws {
    let scene = try Self.sceneOne()
    let text = "-- title: x\n-- about: y\n-- column a integer \"A\"\n\(sql)"
    let definition = try ReportParser.parse(text, name: "r", file: "r.sql")
    #expect(throws: Problem.self) {
      let run = try ReportRun(
        definition, database: try StoreFile.openForReading(at: scene.path), arguments: [:])
      _ = try run.next()
    }
  }

  @Test(arguments: ReportCatalogue().names) func everyReportRuns(_ name: String) throws {
    let report = try Self.run(
      name,
      [
        "from": "2026-08-01", "to": "2026-10-31", "provider": "7", "invoice": "1",
        "account": "000017",
      ])
    #expect(!report.isEmpty)
  }
}
