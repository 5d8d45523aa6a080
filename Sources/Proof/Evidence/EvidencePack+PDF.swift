internal import Billing
internal import Diagnostics
internal import PDF
internal import Store

/// The pack on paper.
extension EvidencePack {
  /// Accounts listed of an equation; the JSON has them all.
  private static let mostExceptions = 200

  func pdf(fonts: FontSet, jsonHash: String) throws(Problem) -> [UInt8] {
    let asOf = reconciliation.period.asOf
    var page = PDFDocument(
      fonts: fonts, title: "Reconciliation evidence, \(asOf)", author: "Carryover \(version)",
      date: asOf, language: "en", footer: "Reconciliation evidence · as of \(asOf)")
    try page.heading("Reconciliation evidence", level: 1)
    try page.paragraph(
      "What came into the store, what it comes to, and whether both routes to every number meet.",
      .small)
    page.space(8_000)
    try page.table(Self.pairs(facts(jsonHash)))
    page.space(14_000)
    try result(on: &page)
    try equations(on: &page)
    try notShown(on: &page)
    try exceptions(on: &page)
    try parityTables(on: &page)
    try fileTable(on: &page)
    try signatures(on: &page)
    return try page.render()
  }

  private func facts(_ jsonHash: String) -> [(String, String)] {
    var facts = companies.map { ("Company", "\($0.name) (\($0.code), \($0.currency))") }
    let period = reconciliation.period
    facts.append(("As of", period.asOf))
    if period.from > "0001" { facts.append(("Period", "\(period.from) to \(period.asOf)")) }
    facts.append(("Newest batch finished", "\(finished) (UTC)"))
    facts.append(("Made by", "Carryover \(version)"))
    facts.append(("SHA-256 of evidence.json", jsonHash))
    return facts
  }

  private static func pairs(_ pairs: [(String, String)]) -> Table {
    Table(
      columns: [.init("Fact", share: 26), .init("Value", share: 74)],
      rows: pairs.map { Table.Row([$0.0, $0.1]) }, isFine: true)
  }

  private func result(on page: inout PDFDocument) throws(Problem) {
    try page.heading("Result", level: 2)
    let isAccepted = reconciliation.isAccepted(within: tolerance)
    try page.paragraph(isAccepted ? "Proven" : "Not proven", .large)
    try page.paragraph(
      "\(reconciliation.count(.pass)) equations PASS, \(reconciliation.count(.fail)) FAIL, "
        + "\(reconciliation.count(.noData)) no data. \(reconciliation.shown.count) of 28 invariants "
        + "of a migration are shown.")
    try page.paragraph("Stated balances: \(reconciliation.stated.line).")
    if let advice = reconciliation.stated.advice { try page.paragraph(advice) }
    try page.paragraph(
      "Tolerances: \(tolerance.accounts) accounts and \(tolerance.amount) in all for stated balances; "
        + "one smallest unit of the currency for the tax of a line; none for anything else.")
    page.space(14_000)
  }

  private func equations(on page: inout PDFDocument) throws(Problem) {
    try page.heading("Equations", level: 2)
    var rows: [Table.Row] = []
    for equation in reconciliation.equations where equation.verdict != .noData {
      for (index, segment) in equation.whole.enumerated() {
        let words =
          index > 0 ? "" : "\(equation.title): \(equation.leftName) = \(equation.rightName)"
        rows.append(row(equation, segment, number: index == 0, words))
      }
      for segment in equation.parts where !segment.ties {
        rows.append(
          row(equation, segment, number: false, "\(segment.dimension ?? ""): \(segment.value)"))
      }
      let groups = Dictionary(grouping: equation.parts) { $0.dimension ?? "" }
      if !groups.isEmpty, equation.verdict == .pass {
        let names = groups.keys.sorted().map { "\($0) (\(groups[$0]?.count ?? 0))" }
        rows.append(
          Table.Row(["", "The same by \(names.joined(separator: ", "))", "", "", "", "PASS"]))
      }
    }
    try page.table(
      Table(
        columns: [
          .init("No.", share: 6, isNumber: true), .init("Equation", share: 45),
          .init("Company", share: 9), .init("Left", share: 16, isNumber: true),
          .init("Right", share: 16, isNumber: true), .init("Verdict", share: 8),
        ], rows: rows, isFine: true))
    page.space(14_000)
  }

  private func row(
    _ equation: Equation, _ segment: Equation.Segment, number: Bool, _ words: String
  ) -> Table.Row {
    Table.Row(
      [
        number ? String(equation.invariant) : "", words,
        [segment.company, equation.unit == .money ? segment.currency : nil].compactMap { $0 }
          .joined(separator: " "),
        equation.text(segment.left, segment.currency),
        equation.text(segment.right, segment.currency), segment.ties ? "PASS" : "FAIL",
      ], isStrong: !segment.ties)
  }

  private func notShown(on page: inout PDFDocument) throws(Problem) {
    let silent = reconciliation.equations.filter { $0.verdict == .noData }
    if silent.isEmpty { return }
    try page.heading("No data", level: 2)
    try page.table(
      Table(
        columns: [
          .init("No.", share: 6, isNumber: true), .init("Equation", share: 44),
          .init("Why", share: 50),
        ],
        rows: silent.map {
          Table.Row([
            String($0.invariant), $0.title,
            ($0.reason ?? "the store has no such data")
              + ($0.lacking > 0 ? " (\($0.lacking))" : ""),
          ])
        }, isFine: true))
    page.space(14_000)
  }

  private func exceptions(on page: inout PDFDocument) throws(Problem) {
    try page.heading("Exceptions", level: 2)
    let failing = reconciliation.equations.filter { !$0.exceptions.isEmpty }
    if failing.isEmpty { try page.paragraph("There are none.") }
    for equation in failing {
      try page.paragraph(equation.title, .strong)
      let shown = equation.exceptions.prefix(Self.mostExceptions)
      var rows = shown.map { exception in
        Table.Row([
          exception.company, exception.account,
          equation.text(exception.left, exception.currency),
          equation.text(exception.right, exception.currency),
          equation.text(exception.difference, exception.currency),
        ])
      }
      if equation.exceptions.count > shown.count {
        rows.append(
          Table.Row(["", "and \(equation.exceptions.count - shown.count) more", "", "", ""]))
      }
      try page.table(
        Table(
          columns: [
            .init("Company", share: 14), .init("Account", share: 32),
            .init("Computed", share: 18, isNumber: true),
            .init("Compared with", share: 18, isNumber: true),
            .init("Difference", share: 18, isNumber: true),
          ], rows: rows, isFine: true))
      page.space(8_000)
    }
    page.space(14_000)
  }

  private func parityTables(on page: inout PDFDocument) throws(Problem) {
    if parity.parts.isEmpty { return }
    try page.heading("Parity with other systems", level: 2)
    try page.table(
      Table(
        columns: [
          .init("System", share: 16), .init("Compared", share: 24), .init("As of", share: 14),
          .init("Equal", share: 12, isNumber: true), .init("Differ", share: 10, isNumber: true),
          .init("Listed", share: 10, isNumber: true),
          .init("Sum of differences", share: 14, isNumber: true),
        ],
        rows: parity.parts.map {
          Table.Row([
            $0.target, [$0.aspect, $0.currency].compactMap { $0 }.joined(separator: ", "), $0.asOf,
            String($0.equal), String($0.differing), String($0.listed), $0.sum ?? "",
          ])
        }, isFine: true))
    page.space(8_000)
    let differences = parity.parts.flatMap { part in part.differences.map { (part, $0) } }
    if !differences.isEmpty {
      let shown = differences.prefix(Self.mostExceptions)
      var rows = shown.map { part, found in
        Table.Row([
          part.target, found.account, found.item, found.ours, found.theirs, found.listed ?? "",
        ])
      }
      if differences.count > shown.count {
        rows.append(
          Table.Row(["", "and \(differences.count - shown.count) more", "", "", "", ""]))
      }
      try page.table(
        Table(
          columns: [
            .init("System", share: 12), .init("Account", share: 18), .init("What", share: 18),
            .init("Here", share: 16), .init("There", share: 16), .init("Listed", share: 20),
          ], rows: rows, isFine: true))
    }
    page.space(14_000)
  }

  private func fileTable(on page: inout PDFDocument) throws(Problem) {
    try page.heading("Files", level: 2)
    try page.table(
      Table(
        columns: [
          .init("Batch", share: 6, isNumber: true), .init("File", share: 18),
          .init("Read", share: 7, isNumber: true), .init("Refused", share: 8, isNumber: true),
          .init("SHA-256", share: 61),
        ],
        rows: files.map {
          Table.Row([
            String($0.batch.id), $0.name, String($0.batch.counts.read),
            String($0.batch.counts[.rejected]), $0.batch.fileSHA256,
          ])
        }, isFine: true))
    page.space(14_000)
  }

  private func signatures(on page: inout PDFDocument) throws(Problem) {
    page.need(150_000)
    try page.heading("Sign-off", level: 2)
    try page.paragraph("The numbers above were compared and are accepted.")
    page.space(6_000)
    // Room to write in.
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
