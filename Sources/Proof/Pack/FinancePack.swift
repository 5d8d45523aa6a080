internal import Billing
internal import Bytes
internal import Diagnostics
internal import PDF
package import Reporting
internal import Store

/// The month that an accountant gets: every report of the pack as CSV and as a sheet of one workbook, and
/// a cover with the control page. No clock is read: the same store gives the same bytes.
package struct FinancePack {
  package struct Company: Sendable {
    var code: String
    var name: String
    var currency: String
    /// The batch that closed the month; nil while it is open.
    var closedBy: Int64?
  }

  /// What was written.
  package struct File: Sendable {
    package var name: String
    package var sha256: String
    package var bytes: Int
  }

  let month: Month
  let company: String?
  package let controls: PackControls
  /// Each asked once, for all that is made of it.
  let reports: [ReportDefinition]
  let version: String
  private(set) var companies: [Company]
  /// The connection that has what a report said.
  private let databases: [String: Database]

  package init(
    _ work: PackWork, catalogue: ReportCatalogue, controls: PackControls, version: String
  ) throws {
    let (month, company) = (work.month, work.company)
    (self.month, self.company) = (month, company)
    self.controls = controls
    self.version = version
    var databases: [String: Database] = [:]
    for side in work.sides.values {
      for name in side.reports.keys { databases[name] = side.database }
    }
    self.databases = databases
    let sides = Array(work.sides.values)
    reports = try catalogue.pack.compactMap { report in
      sides.lazy.compactMap { $0.reports[report.name] }.first
    }
    let store = work.tables.source.database
    let all = try store.rows(
      """
      SELECT code, name, currency, (
        SELECT max(batch_span.batch) FROM period_close JOIN batch_span
          ON batch_span.kind = 'period_close'
          AND period_close.id BETWEEN batch_span.first_id AND batch_span.last_id
        WHERE period_close.company = company.id AND period = ? AND reopened IS NULL)
      FROM company ORDER BY code
      """, [.text(month.name)]
    ) {
      Company(
        code: $0.text(0) ?? "", name: $0.text(1) ?? "", currency: $0.text(2) ?? "",
        closedBy: $0.integer(3) == 0 ? nil : $0.integer(3))
    }
    companies = all.filter { company == nil || $0.code == company }
  }

  func run(_ report: ReportDefinition) throws -> ReportRun {
    guard let database = databases[report.name] else {
      throw Problem.unknown("report", report.name, among: reports.map(\.name))
    }
    return try ReportRun(
      report, database: database, arguments: report.arguments(of: month, company: company))
  }

  /// Writes `csv/NN-NAME.csv` of each report, `csv/controls.csv`, the workbook, the cover, and
  /// `SHA256SUMS` over all, as `sha256sum --check` reads it.
  package func write(to folder: String, force: Bool) throws -> [File] {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    try Folder.make(base)
    try Folder.make(base + "/csv")
    var files: [File] = []
    func write(_ name: String, _ fill: (HashingSink) throws -> Void) throws {
      let file = HashingSink(try OutputFile(path: "\(base)/\(name)", force: force))
      try fill(file)
      _ = try file.finish()
      files.append(File(name: name, sha256: file.sha256, bytes: file.count))
    }
    for (index, report) in reports.enumerated() {
      let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
      try write("csv/\(number)-\(report.name).csv") {
        try ReportFormat.csv.render(try run(report), to: $0)
      }
    }
    try write("csv/controls.csv") { try $0.write(controlTable()[...]) }
    try write("pack.xlsx") { try writeWorkbook(to: $0) }
    let cover = try pdf(fonts: try FontSet.system(), files: files)
    try write("pack.pdf") { try $0.write(cover[...]) }
    let sums = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
    try write("SHA256SUMS") { try $0.write(Array(sums.utf8)[...]) }
    return files
  }
}
