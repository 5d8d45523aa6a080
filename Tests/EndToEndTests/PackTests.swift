import Billing
import Diagnostics
import Foundation
import Proof
import Reporting
import Store
import Support
import Testing

/// The month's reports together.
@Suite struct PackTests {
  private static func rows(
    _ report: ReportDefinition, _ month: Month, in database: Database
  ) throws -> [[String?]] {
    let run = try ReportRun(
      report, database: database, arguments: report.arguments(of: month, company: nil))
    var rows: [[String?]] = []
    while let row = try run.next() { rows.append(row.canonical(report.columns)) }
    return rows
  }

  /// What is computed once for all of them changes no figure of any.
  @Test(arguments: ["2026-09", "2026-10"]) func sharedTablesChangeNoFigure(_ name: String) throws {
    let path = try SampleDemo.small.store
    let month = try Month(name)
    let shared = try StoreFile.openForReading(at: path)
    try PackTables(month).make(in: shared)
    for report in try ReportCatalogue().pack {
      let alone = try Self.rows(report, month, in: try StoreFile.openForReading(at: path))
      #expect(try Self.rows(report, month, in: shared) == alone, "\(report.name)")
    }
  }

  /// Said before anything is worked out.
  @Test func unknownCompanyIsSaid() throws {
    let path = try SampleDemo.small.store
    let problem = #expect(throws: Problem.self) {
      _ = try PackWork(try Month("2026-10"), company: "PFX", catalogue: ReportCatalogue()) {
        () throws(Problem) in try StoreFile.openForReading(at: path)
      }
    }
    let codes = try StoreFile.openForReading(at: path).rows(
      "SELECT code FROM company ORDER BY code"
    ) { $0.text(0) ?? "" }
    #expect(problem?.code == "unknown-company")
    #expect(
      problem?.message.contains("There are: \(codes.joined(separator: ", ")).") == true,
      "\(problem?.message ?? "")")
  }

  /// A list that is there already and says something else: the workbook, which is packed meanwhile, does not
  /// stay behind half written.
  @Test func refusedPackLeavesNothingBehind() throws {
    let path = try SampleDemo.small.store
    let catalogue = ReportCatalogue()
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.file("csv"), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: URL(fileURLWithPath: folder.file("csv/02-movements.csv")))
    let work = try PackWork(try Month("2026-10"), company: nil, catalogue: catalogue) {
      () throws(Problem) in try StoreFile.openForReading(at: path)
    }
    let pack = try FinancePack(
      work, catalogue: catalogue, version: "0", store: try StoreFile.openForReading(at: path))
    let problem = #expect(throws: Problem.self) {
      _ = try pack.write(to: folder.path, force: false) {
        try PackControls(of: work, closed: nil, documents: .init(issued: 0, same: 0))
      }
    }
    #expect(problem?.code == "output-exists")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["csv"])
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.file("csv")).sorted()
        == ["01-roll-forward.csv", "02-movements.csv"])
  }

  @Test func everyReportOfThePackIsOneCompanysToo() throws {
    for report in try ReportCatalogue().pack {
      let names = report.parameters.map(\.name)
      #expect(
        names.contains("company") && (names.contains("to") || names.contains("as_of")),
        "\(report.name)")
      // What a closed month keeps must have an order of its own.
      #expect(!report.order.isEmpty, "\(report.name)")
    }
  }
}
