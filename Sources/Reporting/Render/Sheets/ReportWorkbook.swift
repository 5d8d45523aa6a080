internal import Billing
package import Bytes
package import Diagnostics

/// A workbook of reports, pages and checks: one file for Excel, the same bytes each time.
///
///     let book = try ReportWorkbook(title: "October", about: "…", to: output)
///     let cover = try book.page("Cover")            // stands first, is written last
///     let aging = try book.add(agingRun)
///     try cover.row([.text("Aging"), .total(aging.total("net", currency: "CAD"))])
///     book.check("Aging = balances", a, b)
///     try book.finish(date: "2026-10-31")
///     _ = try output.finish()
package final class ReportWorkbook {
  private let file: SheetFile
  private let sink: any ByteSink
  private let spool: SpoolFile?
  private var checks: [WorkbookCheck] = []
  private var pages: [SheetPage] = []
  private let title: String
  private let about: String

  /// - Parameter sink: where the file goes; its `finish` is the caller's.
  package init(title: String, about: String, to sink: any ByteSink) throws(Problem) {
    self.sink = sink
    (self.title, self.about) = (title, about)
    // A file grows where it will appear; anything else gets it when it is whole.
    if let output = sink as? OutputFile {
      spool = nil
      file = try SheetFile(path: output.temporaryPath)
    } else {
      let spool = try SpoolFile()
      self.spool = spool
      file = try SheetFile(path: spool.path)
    }
  }

  /// A page of free form. It may be written until the workbook is finished, from the top down.
  package func page(_ name: String) throws(Problem) -> SheetPage {
    let page = SheetPage(try file.sheet(name), in: file)
    pages.append(page)
    return page
  }

  /// A sheet for a report, or more where one does not hold it, with totals as formulas and the chart
  /// that its header declares.
  @discardableResult package func add(_ report: ReportRun, name: String? = nil) throws(Problem)
    -> ReportSheets
  {
    try add(report, name: name, limit: Sheet.mostRows)
  }

  @discardableResult func add(_ report: ReportRun, name: String?, limit: Int) throws(Problem)
    -> ReportSheets
  {
    var writer = try ReportSheetsWriter(
      report, name: name ?? report.definition.title, in: file, limit: limit)
    let sheets = try writer.write()
    for total in sheets.totals {
      let words = ["Total", name, total.column, total.currency]
      file.name(words.compactMap(\.self).joined(separator: "_"), total.reference)
    }
    return sheets
  }

  /// Names a cell of a page for formulas: `Period_Start`.
  package func name(_ name: String, _ page: SheetPage, column: Int, row: Int) {
    file.name(
      name, "\(SheetText.quoted(page.name))!$\(SheetText.column(column))$\(row)")
  }

  /// Remembers two figures that must be equal, for `checksPage`.
  package func check(
    _ name: String, _ left: WorkbookCheck.Side, _ right: WorkbookCheck.Side, digits: Int
  ) {
    checks.append(WorkbookCheck(name: name, left: left, right: right, digits: digits))
  }

  /// A page with each check: both sides as formulas, their difference, and PASS or FAIL.
  package func checksPage(_ name: String = "Checks") throws(Problem) {
    if checks.isEmpty { return }
    let page = try page(name)
    try page.row(["Check", "One way", "Another way", "Difference", "Verdict"].map { .heading($0) })
    for check in checks { try page.check(check) }
  }

  /// One report as a workbook: its list, what its totals come to in another way, and where it is from.
  static func render(_ report: ReportRun, to sink: any ByteSink) throws(Problem) -> Rendered {
    let definition = report.definition
    try report.beginFindingLastDate()
    let book = try ReportWorkbook(title: definition.title, about: definition.about, to: sink)
    let sheets = try book.add(report)
    for total in sheets.totals {
      let currency = total.currency.map { ", \($0)" } ?? ""
      book.check(
        "Total of \(total.column)\(currency): figure of the report, and formula",
        .figure(total.value), .formula(total.reference, total.value), digits: total.digits)
    }
    try book.checksPage()
    try book.aboutPage(report, sheets)
    try book.finish(date: try report.date)
    return Rendered(rows: sheets.rows, notices: sheets.notices)
  }

  /// What the list is and where it comes from.
  private func aboutPage(_ report: ReportRun, _ sheets: ReportSheets) throws(Problem) {
    let page = try page("About")
    try page.row([.title(report.definition.title)])
    try page.row([.muted(report.definition.about)])
    try page.row()
    try page.row([.strong("Report"), .text(report.definition.name)])
    for (name, value) in report.circumstances {
      // Days are days, so that formulas can reckon with them.
      let isDay = CalendarDate(value) != nil
      if isDay {
        file.name(
          "Report_" + name, "\(SheetText.quoted(page.name))!$B$\(page.nextRow)")
      }
      try page.row([.strong(name), isDay ? .date(value) : .text(value)])
    }
    if let last = try report.lastDate { try page.row([.strong("Ledger up to"), .date(last)]) }
    try page.row([.strong("Rows"), .integer(Int64(sheets.rows))])
    try page.row([
      .strong("SHA-256 of the query"), .text(SHA256.hex(of: report.definition.sql.utf8)),
    ])
    for name in sheets.names { try page.row([.strong("Sheet"), .link(name, sheet: name)]) }
    for notice in sheets.notices { try page.row([.muted(notice)]) }
  }

  /// Numbers the formats of headings, whole numbers, texts and amounts before any that comes later: formats
  /// have numbers as they are first used, and a page that stands first may be written last.
  ///
  /// - Parameter digits: decimals of the amounts.
  package func numberFormats(digits: [Int]) {
    file.number(
      [CellStyle(isHeading: true), .cell(.integer, digits: 0), .text] + digits.map { .money($0) })
  }

  /// Has a thread of its own write the workbook, which nobody uses any more.
  package func finishing(date: String) throws(Problem) -> Worker<Void> {
    let handed = HandedBook(self)
    return try Worker { () throws(Problem) in try unsafe handed.book.finish(date: date) }
  }

  /// Writes the workbook.
  ///
  /// - Parameter date: the day of creation that the file bears, such as the last day of the period.
  package func finish(date: String) throws(Problem) {
    file.describe(title: title, about: about, date: date)
    for page in pages { page.finish() }
    try file.close()
    guard let spool else { return }
    try spool.copy(to: sink)
  }
}

/// A workbook that another thread has from now on.
private struct HandedBook: @unchecked Sendable {
  nonisolated(unsafe) let book: ReportWorkbook
  init(_ book: ReportWorkbook) { unsafe self.book = book }
}

/// Two figures that must be equal, each with the formula that it comes from.
package struct WorkbookCheck: Sendable {
  package enum Side: Sendable {
    /// In units of 10^-digits.
    case figure(Int64)
    case formula(String, Int64)

    var value: Int64 {
      switch self {
      case .figure(let value), .formula(_, let value): value
      }
    }
  }

  package var name: String
  package var left: Side
  package var right: Side
  package var digits: Int

  package var passes: Bool { left.value == right.value }
}
