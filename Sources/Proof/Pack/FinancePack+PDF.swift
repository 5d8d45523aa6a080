internal import Billing
internal import Diagnostics
internal import PDF
internal import Reporting
internal import Store

/// The cover: whose month it is, what it comes to, the control page, and the hashes of what it covers.
extension FinancePack {
  func pdf(_ controls: PackControls, fonts: FontSet, files: [File]) throws -> [UInt8] {
    var page = PDFDocument(
      fonts: fonts, title: "Finance pack, \(month.name)", author: "Carryover \(version)",
      date: month.to, language: "en", footer: "Finance pack · \(month.from) to \(month.to)")
    try page.heading("Finance pack, \(month.name)", level: 1)
    try page.paragraph(
      "What the month comes to, and whether every number of it is reached by a second way.", .small)
    page.space(8_000)
    try page.table(
      Table(
        columns: [.init("Fact", share: 26), .init("Value", share: 74)],
        rows: facts(controls).map { Table.Row([$0.0, $0.1]) }, isFine: true))
    page.space(14_000)
    try summary(on: &page)
    page.newPage()
    try controlPage(controls, on: &page)
    try contents(files, on: &page)
    try signatures(on: &page)
    return try page.render()
  }

  private func facts(_ controls: PackControls) -> [(String, String)] {
    let fails = controls.count(.fail)
    var facts = companies.map { company in
      let state = company.closedBy.map { "closed, batch \($0)" } ?? "open"
      return ("Company", "\(company.name) (\(company.code), \(company.currency)), \(state)")
    }
    facts.append(("Period", "\(month.from) to \(month.to), by accounting date"))
    facts.append(
      (
        "Controls",
        "\(controls.count(.pass)) PASS, \(fails) FAIL, \(controls.count(.noData)) no data"
      ))
    facts.append(("Made by", "Carryover \(version)"))
    return facts
  }

  // MARK: What it comes to

  private func summary(on page: inout PDFDocument) throws {
    guard names.contains("movements") else { return }
    try page.heading("Receivables", level: 2)
    let run = try run("movements")
    let report = run.definition
    let columns = report.columns.map(\.name)
    func text(_ row: ReportRow, _ name: String) -> String {
      guard let index = columns.firstIndex(of: name) else { return "" }
      if report.columns[index].kind == .money, case .integer(let amount) = row.cells[index] {
        return MoneyFormat(locale: "en").text(amount, digits: row.digits)
      }
      return row.canonical(report.columns)[index] ?? ""
    }
    var rows: [Table.Row] = []
    var company = ""
    while let row = try run.next() {
      if text(row, "company") != company {
        company = text(row, "company")
        rows.append(.group("\(company), \(row.currency ?? "")"))
      }
      let (movement, kind) = (text(row, "movement"), text(row, "class"))
      let isBalance = kind == "balance"
      rows.append(
        Table.Row(
          [
            isBalance || movement == kind ? movement : "\(movement): \(kind)",
            text(row, "entries"), text(row, "amount"), text(row, "prior"),
          ], isStrong: isBalance))
    }
    try page.table(
      Table(
        columns: [
          .init("Movement", share: 46), .init("Entries", share: 14, isNumber: true),
          .init("Month", share: 20, isNumber: true),
          .init("Month before", share: 20, isNumber: true),
        ], rows: rows, isFine: true))
  }

  // MARK: Controls

  private func controlPage(_ controls: PackControls, on page: inout PDFDocument) throws(Problem) {
    try page.heading("Controls", level: 2)
    let fails = controls.count(.fail)
    try page.paragraph(
      fails == 0
        ? "Every control holds" : "\(fails) \(fails == 1 ? "control fails" : "controls fail")",
      .large)
    page.space(10_000)
    var rows: [Table.Row] = []
    var last = 0
    for line in controls.lines {
      let words = line.number == last ? "" : "\(line.title): \(line.leftName) = \(line.rightName)"
      rows.append(
        Table.Row(
          [
            line.number == last ? "" : String(line.number),
            line.reason.isEmpty ? words : "\(words) (\(line.reason))",
            [line.company, line.currency].filter { !$0.isEmpty }.joined(separator: " "),
            readable(line.left, line.currency), readable(line.right, line.currency), line.verdict,
          ], isStrong: line.verdict == "FAIL"))
      last = line.number
    }
    try page.table(
      Table(
        columns: [
          .init("No.", share: 6, isNumber: true), .init("Control", share: 44),
          .init("Company", share: 11), .init("Left", share: 15, isNumber: true),
          .init("Right", share: 15, isNumber: true), .init("Verdict", share: 9),
        ], rows: rows, isFine: true))
    page.space(14_000)
  }

  private func readable(_ plain: String, _ currency: String) -> String {
    guard let digits = Currency.digits(currency),
      let value = try? ScaledDecimal.parse(Array(plain.utf8)[...], scale: digits)
    else { return plain }
    return MoneyFormat(locale: "en").text(value, digits: digits)
  }

  // MARK: The end

  private func contents(_ files: [File], on page: inout PDFDocument) throws(Problem) {
    try page.heading("Contents", level: 2)
    try page.table(
      Table(
        columns: [.init("File", share: 34), .init("SHA-256", share: 66)],
        rows: files.map { Table.Row([$0.name, $0.sha256]) }, isFine: true))
    page.space(14_000)
  }

  private func signatures(on page: inout PDFDocument) throws(Problem) {
    page.need(150_000)
    try page.heading("Sign-off", level: 2)
    let blank = " \n \n "
    try page.table(
      Table(
        columns: [
          .init("Role", share: 18), .init("Name", share: 30), .init("Date", share: 17),
          .init("Signature", share: 35),
        ],
        rows: ["Prepared by", "Reviewed by"].map {
          Table.Row([$0 + "\n \n ", blank, blank, blank])
        }))
  }
}
