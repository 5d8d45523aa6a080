package import Billing
internal import Bytes
internal import Diagnostics
package import Reporting
package import Store

/// Closes the books of a month, opens them again, and tells whether a closed month still says what it
/// said (rules §12). Closing and opening are batches.
package struct PeriodClosing {
  package struct Closed: Sendable {
    package var company: String
    package var period: String
    package var reports: Int
    package var batch: Int64
  }

  private let database: Database
  private let catalogue: ReportCatalogue
  private let version: String
  private let open: () throws -> Database

  /// - Parameter open: a connection of its own, for the reports.
  package init(
    _ database: Database, catalogue: ReportCatalogue, version: String,
    open: @escaping () throws -> Database
  ) {
    self.database = database
    self.catalogue = catalogue
    self.version = version
    self.open = open
  }

  /// Closes a month for a company, or for all of them.
  ///
  /// - Parameter through: whether what came before and was never closed is closed with it, as history
  ///   that another system made (rules §7).
  /// - Throws: `period-closed`, `period-order`.
  package func close(_ month: Month, company code: String?, through: Bool) throws -> [Closed] {
    let companies = try companies(code)
    for company in companies { try requireNext(month, company, through: through) }
    var taken: [(company: (id: Int64, code: String), reports: [ReportSnapshot.Kept])] = []
    let shared = try open()
    try PackTables(month).make(in: shared)
    let snapshot = try ReportSnapshot(month, shared)
    for company in companies {
      let reports = try catalogue.pack.map {
        try snapshot.take($0, company: company.code, isLegacy: through)
      }
      taken.append((company, reports))
    }
    return try database.transaction {
      try taken.map { try keep($0.reports, month, $0.company, isLegacy: through) }
    }
  }

  private func companies(_ code: String?) throws -> [(id: Int64, code: String)] {
    let all = try database.rows("SELECT id, code FROM company ORDER BY code") {
      (id: $0.integer(0), code: $0.text(1) ?? "")
    }
    guard let code else { return all }
    guard let one = all.first(where: { $0.code == code }) else {
      throw Problem.unknown("company", code, among: all.map(\.code))
    }
    return [one]
  }

  private func requireNext(
    _ month: Month, _ company: (id: Int64, code: String), through: Bool
  ) throws {
    let last = try database.text(
      "SELECT last FROM closed_through WHERE company = ?", [.integer(company.id)])
    if let last, last >= month.to {
      throw Problem.periodClosed(month.name, company: company.code, last: last)
    }
    if through {
      // What was closed as a month of our own can't become another system's history.
      let own = try database.text(
        """
        SELECT max(period) FROM period_close
        WHERE company = ? AND reopened IS NULL AND ifnull(legacy, 0) = 0
        """, [.integer(company.id)])
      if let own { throw Problem.noHistory(month.name, company: company.code, own: own) }
      return
    }
    let open = try database.text(
      """
      SELECT min(date) FROM ledger_entry WHERE company = ? AND date > ? AND date < ?
      """, [.integer(company.id), .text(last ?? ""), .text(month.from)])
    if let open { throw Problem.periodOrder(month.name, company: company.code, open: open) }
  }

  private func keep(
    _ reports: [ReportSnapshot.Kept], _ month: Month, _ company: (id: Int64, code: String),
    isLegacy: Bool
  ) throws -> Closed {
    var batch = try MadeBatch(
      database, verb: "close", about: "\(company.code) \(month.name)", version: version)
    let times =
      try database.integer(
        "SELECT count(*) FROM period_close WHERE company = ? AND period = ?",
        [.integer(company.id), .text(month.name)]) ?? 0
    let id = (try database.integer("SELECT max(id) FROM period_close") ?? 0) + 1
    let name = "\(company.code) \(month.name)" + (times == 0 ? "" : " #\(times + 1)")
    try database.run(
      """
      INSERT INTO period_close (id, line, name, company, period, last, legacy, balance)
      SELECT ?1, 0, ?2, ?3, ?4, ?5, ?6, ifnull(sum(signed_amount), 0)
      FROM ledger_entry WHERE company = ?3 AND date <= ?5
      """,
      [
        .integer(id), .text(name), .integer(company.id), .text(month.name), .text(month.to),
        isLegacy ? .integer(1) : .null,
      ])
    batch.note(id, company.id)
    let first = (try database.integer("SELECT max(id) FROM period_report") ?? 0) + 1
    for (offset, report) in reports.enumerated() {
      try database.run(
        """
        INSERT INTO period_report
          (id, line, period_close, report, arguments, sql_sha256, csv_sha256, csv)
        VALUES (?, 0, ?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(first + Int64(offset)), .integer(id), .text(report.name),
          .text(report.arguments), .text(report.sqlSHA256), .text(report.csvSHA256),
          .text(report.csv),
        ])
    }
    try batch.keep(spans: [
      ("period_close", id, id), ("period_report", first, first + Int64(reports.count) - 1),
    ])
    return Closed(
      company: company.code, period: month.name, reports: reports.count, batch: batch.id)
  }

  /// Opens a closed month again, and everything after it must be open already.
  ///
  /// - Returns: the batch, for each company.
  /// - Throws: `period-open`, `period-order`.
  package func reopen(_ month: Month, company code: String?, reason: String) throws -> [Closed] {
    let found = try database.rows(
      """
      SELECT period_close.id, company.code, closed_through.last FROM period_close
      JOIN company ON company.id = period_close.company
      JOIN closed_through ON closed_through.company = company.id
      WHERE reopened IS NULL AND period = ?1 AND (?2 IS NULL OR company.code = ?2)
      ORDER BY company.code
      """, [.text(month.name), .optional(code)]
    ) { (id: $0.integer(0), code: $0.text(1) ?? "", last: $0.text(2) ?? "") }
    if found.isEmpty { throw Problem.periodOpen(month.name) }
    for closing in found where closing.last != month.to {
      throw Problem.laterPeriodClosed(month.name, company: closing.code, last: closing.last)
    }
    return try database.transaction {
      try found.map { closing in
        var batch = try MadeBatch(
          database, verb: "reopen", about: "\(closing.code) \(month.name): \(reason)",
          version: version)
        try batch.keepImage(of: closing.id, "period_close")
        try database.run(
          "UPDATE period_close SET reopened = ? WHERE id = ?",
          [.text(reason), .integer(closing.id)])
        batch.note(closing.id)
        try batch.keep(spans: [], updated: [("period_close", 1)])
        return Closed(
          company: closing.code, period: month.name, reports: 0, batch: batch.id)
      }
    }
  }
}
