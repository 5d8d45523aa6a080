internal import Billing
internal import Diagnostics
internal import Documents
internal import Proof
internal import Reporting
internal import Store

/// `report pack`: the month, as an accountant gets it.
enum PackVerb {
  static let options: [Option] = [
    .value("period", "MONTH", "The month, such as 2026-10"),
    .value("company", "CODE", "Only this company's; else all of them, in rows of their own"),
    .value("theme", "FILE", "The brand that documents were issued with, to make them again"),
  ]

  static func run(_ invocation: Invocation) throws -> Int32 {
    guard invocation.operands.count == 1 else {
      throw Problem("operands", .usage, "The pack takes no name beside it.")
    }
    guard let period = invocation.value("period"), let folder = invocation.value("output") else {
      throw Problem(
        "operands", .usage, "Say which month, and where to: report pack --period 2026-10 -o DIR.")
    }
    let month = try Month(period)
    let company = invocation.value("company")
    let catalogue = ReportCatalogue(folder: try invocation.reportsFolder)
    let path = invocation.storePath
    let work = try PackWork(month, company: company, catalogue: catalogue) {
      () throws(Problem) in try StoreFile.openForReading(at: path)
    }
    let pack = try FinancePack(
      work, catalogue: catalogue, version: CarryoverCommand.version,
      store: try invocation.readStore())
    let (files, controls) = try pack.write(to: folder, force: invocation.has("force")) {
      try PackControls(
        of: work, closed: try verified(month, company, catalogue, invocation),
        documents: try documents(month, company, invocation, try invocation.readStore()))
    }
    if invocation.wantsJSON {
      try Terminal.print(json(controls, files))
    } else if !invocation.isQuiet {
      try Terminal.print(ReconcileText.controls(controls, month))
      Terminal.say("Wrote \(files.count) files to \(folder)")
    }
    return controls.count(.fail) == 0 ? 0 : Problem.Kind.finding.rawValue
  }

  private static func verified(
    _ month: Month, _ company: String?, _ catalogue: ReportCatalogue, _ invocation: Invocation
  ) throws -> [PeriodVerification.Line]? {
    let database = try invocation.readStore()
    let closed = try database.integer(
      "SELECT 1 FROM period_close WHERE period = ? AND reopened IS NULL LIMIT 1",
      [.text(month.name)])
    if closed == nil { return nil }
    try PackTables(month).make(in: database)
    return try PeriodVerification(database, catalogue: catalogue).run(month, company: company)
  }

  /// Makes every document of the month again that was issued.
  private static func documents(
    _ month: Month, _ company: String?, _ invocation: Invocation, _ database: Database
  ) throws -> PackControls.Documents {
    let issued = try database.rows(
      """
      SELECT issue.invoice, issue.discount FROM issue
      LEFT JOIN invoice ON invoice.id = issue.invoice
      LEFT JOIN discount ON discount.id = issue.discount
      JOIN company ON company.id = ifnull(invoice.company, discount.company)
      WHERE issue.date BETWEEN ?1 AND ?2 AND (?3 IS NULL OR company.code = ?3)
      ORDER BY issue.id
      """, [.text(month.from), .text(month.to), .optional(company)]
    ) { (invoice: $0.integer(0), discount: $0.integer(1)) }
    var count = PackControls.Documents(issued: issued.count, same: 0)
    if issued.isEmpty { return count }
    let options = try invocation.billOptions()
    let register = try IssueCheck(
      Queries(database), fonts: try options.theme.fontSet(), options: options)
    for one in issued where try register.isSame(invoice: one.invoice, creditNote: one.discount) {
      count.same += 1
    }
    return count
  }

  private static func json(_ controls: PackControls, _ files: [FinancePack.File]) -> String {
    let failed = controls.controls.filter { $0.verdict == .fail }.map { JSONText($0.name) }
    let objects = files.map {
      JSONText.object([
        ("file", JSONText($0.name)), ("sha256", JSONText($0.sha256)), ("bytes", JSONText($0.bytes)),
      ])
    }
    let whole = JSONText.object(
      [
        ("pass", JSONText(controls.count(.pass))), ("fail", JSONText(controls.count(.fail))),
        ("no_data", JSONText(controls.count(.noData))), ("failed", .list(failed)),
        ("files", .list(objects, isLong: true)),
      ], isLong: true)
    return whole.text + "\n"
  }
}
