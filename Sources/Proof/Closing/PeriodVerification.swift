package import Billing
internal import Bytes
internal import Diagnostics
package import Reporting
package import Store

/// Whether a closed month still says what it said: each report that was kept, run again.
package struct PeriodVerification {
  package enum Verdict: String, Sendable {
    case same = "PASS"
    /// Another query, the same figures.
    case reportChanged = "report changed, same figures"
    case dataChanged = "data changed"
    case bothChanged = "report and figures changed"
    case gone = "there is no such report any more"
    /// What was kept is not what was kept: somebody wrote into the store.
    case tampered = "what was kept was altered"

    package var holds: Bool { self == .same || self == .reportChanged }
  }

  package struct Line: Sendable {
    package var company: String
    package var report: String
    package var verdict: Verdict
    /// The first line that differs, as it was and as it is.
    package var difference: (kept: String, now: String)?
  }

  private let database: Database
  private let catalogue: ReportCatalogue

  /// - Parameter database: a connection of its own, with the tables that reports share (`PackTables`).
  package init(_ database: Database, catalogue: ReportCatalogue) {
    self.database = database
    self.catalogue = catalogue
  }

  /// - Throws: `period-open` where the month is not closed.
  package func run(_ month: Month, company code: String?) throws -> [Line] {
    let kept = try database.rows(
      """
      SELECT company.code, report, sql_sha256, csv_sha256, csv, legacy FROM period_report
      JOIN period_close ON period_close.id = period_report.period_close
      JOIN company ON company.id = period_close.company
      WHERE reopened IS NULL AND period = ?1 AND (?2 IS NULL OR company.code = ?2)
      ORDER BY company.code, report
      """, [.text(month.name), .optional(code)]
    ) { row in (0..<6).map { row.text($0) ?? "" } }
    if kept.isEmpty { throw Problem.periodOpen(month.name) }
    let snapshot = try ReportSnapshot(month, database)
    return try kept.map { try verify($0, by: snapshot) }
  }

  private func verify(_ kept: [String], by snapshot: ReportSnapshot) throws -> Line {
    var line = Line(company: kept[0], report: kept[1], verdict: .same)
    guard SHA256.hex(of: kept[4].utf8) == kept[3] else {
      line.verdict = .tampered
      return line
    }
    guard catalogue.names.contains(kept[1]) else {
      line.verdict = .gone
      return line
    }
    let now = try snapshot.take(
      try catalogue.report(kept[1]), company: kept[0], isLegacy: kept[5] == "1")
    let (sameQuery, sameData) = (now.sqlSHA256 == kept[2], now.csvSHA256 == kept[3])
    line.verdict =
      sameData
      ? (sameQuery ? .same : .reportChanged) : (sameQuery ? .dataChanged : .bothChanged)
    if !sameData { line.difference = Self.difference(kept[4], now.csv) }
    return line
  }

  private static func difference(_ kept: String, _ now: String) -> (String, String) {
    let before = kept.split(separator: "\n", omittingEmptySubsequences: false)
    let after = now.split(separator: "\n", omittingEmptySubsequences: false)
    for index in 0..<max(before.count, after.count) {
      let a = index < before.count ? String(before[index]) : ""
      let b = index < after.count ? String(after[index]) : ""
      if a != b { return (a.isEmpty ? "nothing" : a, b.isEmpty ? "nothing" : b) }
    }
    return ("", "")
  }
}
