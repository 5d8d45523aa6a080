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

  let open: () throws -> Database

  func take(_ report: ReportDefinition, _ month: Month, company: String) throws -> Kept {
    let known = [
      "from": month.first, "to": month.last, "as_of": month.last, "period": month.name,
      "company": company,
    ]
    let names = report.parameters.map(\.name).filter { known[$0] != nil }
    guard names.contains("company") else { throw Problem.packWithoutCompany(report.name) }
    var figures = report
    figures.columns.removeAll { $0.kind == .text }
    let run = try ReportRun(
      figures, database: try open(),
      arguments: known.filter { names.contains($0.key) })
    let csv = Collected()
    try ReportFormat.csv.render(run, to: csv)
    return Kept(
      name: report.name,
      arguments: names.map { "\($0) \(known[$0] ?? "")" }.joined(separator: ", "),
      sqlSHA256: SHA256.hex(of: report.sql.utf8), csvSHA256: SHA256.hex(of: csv.bytes),
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
