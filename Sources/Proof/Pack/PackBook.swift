internal import Billing
internal import Bytes
internal import Diagnostics
internal import Reporting

/// The pack as one workbook: a cover, a sheet for each report, the controls, and checks that are formulas.
/// The sheets of the reports are written first, as they need nothing but their rows.
struct PackBook {
  private let pack: FinancePack
  private let book: ReportWorkbook
  private let cover: SheetPage
  private let page: SheetPage
  private var sheets: [(title: String, sheets: ReportSheets)] = []

  /// Writes the sheets of the reports.
  init(of pack: FinancePack, to sink: HashingSink) throws {
    self.pack = pack
    book = try ReportWorkbook(
      title: "Finance pack, \(pack.month.name)",
      about: "Every report of the month, and its control page", to: sink)
    cover = try book.page("Cover")
    page = try book.page("Controls")
    try page.row(
      ["No.", "Control", "Company", "Currency", "Left", "Right", "Difference", "Verdict"]
        .map { .heading($0) })
    // Formats are numbered as they are first used, and the controls stand before the reports.
    book.numberFormats(digits: pack.companies.map { Currency.digits($0.currency) ?? 2 } + [0])
    for name in pack.names {
      let run = try pack.run(name)
      sheets.append((run.definition.title, try book.add(run, name: name)))
    }
  }

  /// Writes the rest, and has a thread of its own pack the file.
  func finish(_ controls: PackControls) throws -> Worker<Void> {
    try list(controls)
    try fill(controls)
    for (title, sheet) in sheets {
      for total in sheet.totals {
        let currency = total.currency.map { ", \($0)" } ?? ""
        book.check(
          "\(title): \(total.column)\(currency), figure of the report, and formula",
          .figure(total.value), .formula(total.reference, total.value), digits: total.digits)
      }
    }
    try book.checksPage()
    return try book.finishing(date: pack.month.to)
  }

  private func fill(_ controls: PackControls) throws {
    let month = pack.month
    try cover.row([.title("Finance pack, \(month.name)")])
    try cover.row()
    for company in pack.companies {
      try cover.row([
        .strong("Company"), .text("\(company.name) (\(company.code), \(company.currency))"),
        .text(company.closedBy.map { "closed, batch \($0)" } ?? "open"),
      ])
    }
    for (word, name, day) in [
      ("From", "Period_Start", month.from), ("To", "Period_End", month.to),
    ] {
      book.name(name, cover, column: 1, row: cover.nextRow)
      try cover.row([.strong(word), .date(day)])
    }
    try cover.row([
      .strong("Controls"),
      .text(
        "\(controls.count(.pass)) PASS, \(controls.count(.fail)) FAIL, \(controls.count(.noData)) no data"
      ),
    ])
    try cover.row()
    try cover.row([.heading("Report"), .heading("Sheet"), .heading("Rows")])
    for (title, sheet) in sheets {
      for name in sheet.names {
        try cover.row([.text(title), .link(name, sheet: name), .integer(Int64(sheet.rows))])
      }
    }
  }

  private func list(_ controls: PackControls) throws {
    for (index, control) in controls.controls.enumerated() {
      let words = "\(control.title): \(control.leftName) = \(control.rightName)"
      if control.verdict == .noData {
        try page.row([
          .integer(Int64(index + 1)), .text(words), .empty, .empty, .empty, .empty, .empty,
          .text("no data" + (control.reason.map { ": \($0)" } ?? "")),
        ])
        continue
      }
      for segment in control.whole {
        let isMoney = control.unit == .money
        let digits = isMoney ? segment.currency.flatMap { Currency.digits($0) } ?? 2 : 0
        let line = page.nextRow
        try page.row([
          .integer(Int64(index + 1)), .text(words), segment.company.map { .text($0) } ?? .empty,
          isMoney ? segment.currency.map { .text($0) } ?? .empty : .empty,
          .amount(segment.left, digits: digits),
          .amount(segment.right, digits: digits),
          .formula(
            "ROUND(E\(line)-F\(line),\(digits))", segment.left - segment.right, digits: digits),
          .text(segment.ties ? "PASS" : "FAIL"),
        ])
      }
    }
  }
}
