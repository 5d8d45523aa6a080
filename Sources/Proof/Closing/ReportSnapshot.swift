internal import Billing
internal import Bytes
internal import Diagnostics
internal import Reporting
internal import Store

/// What a report of the month says of a company: its figures, days and numbers. Descriptions are left
/// out, since a name that is corrected later changes no figure (rules §12).
struct ReportSnapshot {
  struct Kept: Sendable {
    var name: String
    var arguments: String
    var sqlSHA256: String
    var csvSHA256: String
    var csv: String
  }

  private let month: Month
  /// A connection with the tables that the reports share.
  private let database: Database
  private let queries: QueryTexts

  /// - Parameter database: with the tables that reports share (`PackTables`).
  init(_ month: Month, _ database: Database) throws {
    self.month = month
    self.database = database
    queries = try QueryTexts(database)
  }

  /// - Parameter isLegacy: whether the month is history of another system: what reports leave out
  ///   because of that is kept all the same.
  func take(_ report: ReportDefinition, company: String, isLegacy: Bool) throws
    -> Kept
  {
    var known = report.arguments(of: month, company: company)
    if isLegacy, report.parameters.contains(where: { $0.name == "include_legacy" }) {
      known["include_legacy"] = "1"
    }
    guard known["company"] != nil else { throw Problem.packWithoutCompany(report.name) }
    var figures = report
    figures.columns.removeAll { $0.kind == .text }
    let run = try ReportRun(figures, database: database, arguments: known)
    let csv = Collected()
    try ReportFormat.csv.render(run, to: csv)
    return Kept(
      name: report.name,
      arguments: report.parameters.compactMap { parameter in
        known[parameter.name].map { "\(parameter.name) \($0)" }
      }.joined(separator: ", "),
      sqlSHA256: queries.sha256(of: report), csvSHA256: SHA256.hex(of: csv.bytes),
      csv: String(decoding: csv.bytes, as: UTF8.self))
  }
}

/// Output that stays in memory.
private final class Collected: ByteSink {
  let name = "memory"
  private(set) var bytes: [UInt8] = []

  func write(_ piece: ArraySlice<UInt8>) throws(Problem) { bytes += piece }
  func finish() throws(Problem) -> OutputOutcome { .written }
}
