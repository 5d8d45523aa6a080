internal import Billing
internal import Bytes
internal import Diagnostics
internal import PDF
package import Reporting
package import Store

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
  /// Those of the pack, in order.
  let names: [String]
  let version: String
  private(set) var companies: [Company]
  private let work: PackWork

  /// - Parameter store: a connection of its own.
  package init(
    _ work: PackWork, catalogue: ReportCatalogue, version: String, store: Database
  ) throws {
    let (month, company) = (work.month, work.company)
    (self.month, self.company) = (month, company)
    self.version = version
    self.work = work
    names = try catalogue.pack.map(\.name)
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

  /// What a report said, which was asked once for all that is made of it: row by row, as soon as its
  /// topic is worked out.
  func run(_ name: String) throws -> ReportRun {
    guard let topic = work.topics[name], let report = try work.side(topic).reports[name] else {
      throw Problem.unknown("report", name, among: names)
    }
    return try ReportRun(
      report, database: try work.side(topic).database,
      arguments: report.arguments(of: month, company: company))
  }

  /// Writes `csv/NN-NAME.csv` of each report, `csv/controls.csv`, the workbook, the cover, and
  /// `SHA256SUMS` over all, as `sha256sum --check` reads it.
  ///
  /// The sheets are written while the controls are not there yet, and the lists while the workbook is
  /// packed: each takes about as long as the other.
  ///
  /// - Parameter controls: works out the control page.
  package func write(
    to folder: String, force: Bool, controls: () throws -> PackControls
  ) throws -> (files: [File], controls: PackControls) {
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    try Folder.make(base)
    try Folder.make(base + "/csv")
    func sink(_ name: String) throws(Problem) -> HashingSink {
      HashingSink(try OutputFile(path: "\(base)/\(name)", force: force))
    }
    var files: [File] = []
    func keep(_ name: String, _ file: HashingSink) throws {
      _ = try file.finish()
      files.append(File(name: name, sha256: file.sha256, bytes: file.count))
    }
    func write(_ name: String, _ fill: (HashingSink) throws -> Void) throws {
      let file = try sink(name)
      try fill(file)
      try keep(name, file)
    }
    let workbook = try sink("pack.xlsx")
    let book = try PackBook(of: self, to: workbook)
    let controls = try controls()
    let packing = try book.finish(controls)
    do {
      for (index, name) in names.enumerated() {
        let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
        try write("csv/\(number)-\(name).csv") {
          try ReportFormat.csv.render(try run(name), to: $0)
        }
      }
      try write("csv/controls.csv") { try $0.write(controls.table[...]) }
    } catch {
      // It writes into the folder, and leaves nothing there once it is let go.
      _ = try? packing.join()
      throw error
    }
    try packing.join()
    try keep("pack.xlsx", workbook)
    let cover = try pdf(controls, fonts: try FontSet.system(), files: files)
    try write("pack.pdf") { try $0.write(cover[...]) }
    let sums = files.map { "\($0.sha256)  \($0.name)\n" }.joined()
    try write("SHA256SUMS") { try $0.write(Array(sums.utf8)[...]) }
    return (files, controls)
  }
}
