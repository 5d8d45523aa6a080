import Diagnostics
import Foundation
import Reporting
import Store
import Support
import Testing

/// What an accountant's reports say, on a small ledger.
@Suite struct FinanceReportTests {
  /// An invoice of three lines, partly paid; a quarter that is paid ahead and reversed in its second month;
  /// two taxes; a debit that no invoice has.
  private static let store = Result {
    let folder = try TemporaryFolder.shared()
    let path = folder.file("finance.db")
    let database = try StoreFile.create(at: path)
    try database.execute(
      """
      INSERT INTO company (id, line, code, name, currency, zone)
        VALUES (1, 1, 'PN', 'Prairie Net', 'CAD', 'America/Regina');
      INSERT INTO source (id, line, name, company, role, zone)
        VALUES (1, 1, 'acme', 1, 'system', 'America/Regina');
      INSERT INTO account (id, source, line, external_id, company, name, grace_days) VALUES
        (1, 1, 1, 'A', 1, 'Ann', 10), (2, 1, 2, 'B', 1, 'Bob', NULL);
      INSERT INTO service (id, source, line, code, name, gl_code) VALUES
        (1, 1, 1, 'NET', 'Internet', '4100');
      INSERT INTO invoice (id, source, line, number, account, company, at, date, due) VALUES
        (1, 1, 1, '1', 1, 1, 0, '2026-08-01', '2026-08-22'),
        (2, 1, 2, '2', 2, 1, 0, '2026-10-01', '2026-10-22');
      INSERT INTO debit (id, source, line, external_id, account, company, invoice, at, date, type,
        service, amount, pays_from, pays_to, gl_code) VALUES
        (1, 1, 1, 'd1', 1, 1, 1, 0, '2026-08-01', 'data', 1, 10000, NULL, NULL, NULL),
        (2, 1, 2, 'd2', 1, 1, 1, 0, '2026-08-01', 'data', 1, 10000, NULL, NULL, NULL),
        (3, 1, 3, 'd3', 1, 1, 1, 0, '2026-08-01', 'voice', NULL, 10000, NULL, NULL, '4200'),
        (4, 1, 4, 'd4', 2, 1, 2, 0, '2026-10-01', 'data', 1, 9000, '2026-10-01', '2026-12-31', NULL),
        (5, 1, 5, 'd5', 2, 1, NULL, 0, '2026-10-20', 'one-time', NULL, 500, NULL, NULL, NULL);
      INSERT INTO tax_line (id, source, line, external_id, debit, discount, name, jurisdiction, rate,
        base, amount) VALUES
        (1, 1, 1, 't1', 4, NULL, 'GST', 'Canada', 5000000, 9000, 450),
        (2, 1, 2, 't2', 4, NULL, 'PST', 'Saskatchewan', 6000000, 9000, 541),
        (3, 1, 3, 't3', NULL, 1, 'GST', 'Canada', 5000000, 9000, 450),
        (4, 1, 4, 't4', NULL, 1, 'PST', 'Saskatchewan', 6000000, 9000, 541);
      INSERT INTO discount (id, source, line, external_id, account, company, at, date, reason, amount,
        debit) VALUES (1, 1, 1, 'c1', 2, 1, 0, '2026-11-15', 'reversal', 9000, 4);
      INSERT INTO payment (id, source, line, external_id, account, company, at, date, amount, method)
      VALUES (1, 1, 1, 'p1', 1, 1, 0, '2026-08-10', 10000, 'cash'),
        (2, 1, 2, 'p2', 2, 1, 0, '2026-10-10', 3333, 'card');
      INSERT INTO application (id, source, line, payment, invoice, date, amount) VALUES
        (1, 1, 1, 1, 1, '2026-08-10', 10000), (2, 1, 2, 2, 2, '2026-10-10', 3333);
      """)
    return folder
  }
  private static func path() throws -> String { try store.get().file("finance.db") }

  private static func run(
    _ name: String, _ arguments: [String: String], at path: String? = nil
  ) throws -> [[String: String]] {
    let report = try ReportRun(
      try ReportCatalogue().report(name),
      database: try StoreFile.openForReading(at: try path ?? Self.path()), arguments: arguments)
    let columns = report.definition.columns
    var rows: [[String: String]] = []
    while let row = try report.next() {
      rows.append(
        Dictionary(
          uniqueKeysWithValues: zip(columns.map(\.name), row.canonical(columns).map { $0 ?? "" })))
    }
    return rows
  }

  private static let october = ["from": "2026-10-01", "to": "2026-10-31"]
  private static let buckets = ["current", "bucket_1", "bucket_2", "bucket_3", "bucket_4"]

  // MARK: Aging

  /// Others put the invoice's original amount into the bucket, a row for each of its lines, and what is
  /// exactly 60 or 90 days old into two of them.
  @Test(arguments: [
    ("2026-08-22", "current"), ("2026-08-23", "bucket_1"), ("2026-09-21", "bucket_1"),
    ("2026-09-22", "bucket_2"), ("2026-10-21", "bucket_2"), ("2026-10-22", "bucket_3"),
    ("2026-11-20", "bucket_3"), ("2026-11-21", "bucket_4"),
  ]) func openAmountStandsOnceInOneBucket(_ day: String, _ bucket: String) throws {
    for name in ["ar-aging", "aging-invoices"] {
      let rows = try Self.run(name, ["as_of": day]).filter { $0["account"] == "A" }
      #expect(rows.count == 1, "\(name) \(day)")
      for column in Self.buckets {
        #expect(rows.first?[column] == (column == bucket ? "200.00" : "0.00"), "\(name) \(column)")
      }
    }
  }

  @Test func agingTakesEdgesAndBaseDateAndSaysSo() throws {
    let arguments = [
      "as_of": "2026-10-31", "base": "invoice", "edge_1": "15", "edge_2": "29", "edge_3": "45",
    ]
    let rows = try Self.run("aging-invoices", arguments)
    // Of 1 October, 30 days old; of 1 August, 91.
    #expect(rows.map { $0["number"] } == ["1", "2"])
    #expect(rows.first?["bucket_4"] == "200.00" && rows.last?["bucket_3"] == "66.58")
    let run = try ReportRun(
      try ReportCatalogue().report("ar-aging"),
      database: try StoreFile.openForReading(at: try Self.path()), arguments: arguments)
    #expect(
      run.definition.columns.map(\.heading).suffix(6) == [
        "1-15", "16-29", "30-45", "46+", "Unapplied", "Net",
      ])
    #expect(throws: Problem.self) { try Self.run("ar-aging", ["base": "today"]) }
  }

  // MARK: Revenue and tax

  @Test func prepaidQuarterIsEarnedDayByDayAndAReversalTakesTheRestBack() throws {
    var recognised: [String] = []
    var closing: [String] = []
    for (from, to) in [
      ("2026-10-01", "2026-10-31"), ("2026-11-01", "2026-11-30"), ("2026-12-01", "2026-12-31"),
    ] {
      let rows = try Self.run("deferred", ["from": from, "to": to])
      let row = try #require(rows.first { $0["code"] == "4100" })
      recognised.append(row["recognised"] ?? "")
      closing.append(row["closing"] ?? "")
    }
    // 31 of 92 days of 90.00; on 15 November the whole of it is taken back, earned or not.
    #expect(recognised == ["30.33", "-30.33", "0.00"])
    #expect(closing == ["59.67", "0.00", "0.00"])
  }

  @Test func revenueIsTheSameByEveryGrouping() throws {
    for (name, column, expected) in [
      ("revenue-by-code", "code", ["4100 90.00", "none 5.00"]),
      ("revenue-by-service", "service", ["NET 90.00", "not stated 5.00"]),
      ("revenue-by-type", "type", ["data 90.00", "one-time 5.00"]),
    ] {
      let rows = try Self.run(name, Self.october)
      #expect(rows.map { "\($0[column] ?? "") \($0["net"] ?? "")" } == expected, "\(name)")
    }
    let november = try Self.run("revenue-by-code", ["from": "2026-11-01", "to": "2026-11-30"])
    #expect(november.first?["credits"] == "-90.00" && november.first?["prior"] == "90.00")
  }

  @Test func taxShowsWhatTheRateMakesAndWhatWasInvoiced() throws {
    let rows = try Self.run("tax", Self.october)
    #expect(rows.map { $0["jurisdiction"] } == ["Canada", "Saskatchewan"])
    #expect(rows.map { $0["base"] } == ["90.00", "90.00"])
    #expect(rows.map { $0["estimated"] } == ["4.50", "5.40"])
    // A cent too much was invoiced: the difference says so.
    #expect(rows.map { $0["difference"] } == ["0.00", "0.01"])
    let november = try Self.run("tax", ["from": "2026-11-01", "to": "2026-11-30"])
    #expect(november.map { $0["net"] } == ["-4.50", "-5.41"])
  }

  /// 33.33 of 99.91 is paid: the shares of the taxes add up to the share of both.
  @Test func collectedTaxAddsUp() throws {
    let rows = try Self.run("tax-collected", Self.october)
    #expect(rows.map { $0["invoiced"] } == ["4.50", "5.41"])
    #expect(rows.map { $0["collected"] } == ["1.50", "1.80"])
    #expect(rows.map { $0["outstanding"] } == ["3.00", "3.61"])
  }

  @Test func historyOfAnotherSystemIsNoRevenueNoTaxNoJournal() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("legacy.db")
    try FileManager.default.copyItem(atPath: try Self.path(), toPath: path)
    let database = try StoreFile.openForWriting(at: path)
    try database.execute("UPDATE source SET cut_over = '2026-10-31'")
    try StoreFile.settle(database)
    for name in ["revenue-by-code", "tax", "journal", "deferred", "tax-exempt"] {
      #expect(try Self.run(name, Self.october, at: path).isEmpty, "\(name)")
      var all = Self.october
      all["include_legacy"] = "1"
      #expect(try Self.run(name, all, at: path) == Self.run(name, Self.october), "\(name)")
    }
    // It is shown everywhere else.
    #expect(
      try Self.run("roll-forward", Self.october, at: path) == Self.run("roll-forward", Self.october)
    )
  }

  // MARK: Explanations

  /// Every number that a report explains is what its parts come to.
  @Test func everyExplanationComesToItsNumber() throws {
    let catalogue = ReportCatalogue()
    let path = try Self.path()
    var count = 0
    for name in catalogue.names {
      let report = try catalogue.report(name)
      guard !report.explanations.isEmpty, report.isOfPack else { continue }
      var arguments = Self.october
      arguments["as_of"] = "2026-10-31"
      arguments = arguments.filter { pair in report.parameters.contains { $0.name == pair.key } }
      let lines = try Self.run(name, arguments).count
      for line in 0..<lines {
        for explanation in report.explanations {
          let made = try LineExplanation(
            of: report, at: "\(line + 1):\(explanation.column)", arguments: arguments,
            choice: ReportChoice(),
            catalogue: catalogue
          ) { try StoreFile.openForReading(at: path) }
          #expect(made.ties, "\(name): \(made.sentence(line: String(line + 1)))")
          count += 1
        }
      }
    }
    #expect(count > 40)
  }

  @Test(arguments: [
    ("0", "not-a-number"), ("x", "not-a-number"), ("9", "no-such-line"),
    ("1:opening", "no-explanation"),
  ]) func whatCantBeExplainedIsRefused(_ place: String, _ code: String) throws {
    let catalogue = ReportCatalogue()
    let path = try Self.path()
    do {
      _ = try LineExplanation(
        of: try catalogue.report("roll-forward"), at: place, arguments: Self.october,
        choice: ReportChoice(),
        catalogue: catalogue
      ) { try StoreFile.openForReading(at: path) }
      Issue.record("\(place) was explained")
    } catch let problem as Problem {
      #expect(problem.code.rawValue == code)
    }
  }
}
