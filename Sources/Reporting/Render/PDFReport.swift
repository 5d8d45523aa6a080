internal import Billing
internal import Bytes
internal import Diagnostics
internal import PDF
internal import Store

/// A report on paper: a section for each group, with its chart and its table.
struct PDFReport {
  /// Rows of a document: it is made as a whole, and nobody reads more on paper.
  private static let mostRows = 50_000

  private let report: ReportRun
  private var definition: ReportDefinition { report.definition }

  /// What a section is about, and its rows.
  private struct Section {
    var names: [String]
    var rows: [ReportRow] = []
  }

  init(_ report: ReportRun) { self.report = report }

  func render(to sink: any ByteSink) throws(Problem) -> Rendered {
    let sections = try sections()
    try sink.write(try document(sections))
    return Rendered(rows: sections.reduce(0) { $0 + $1.rows.count })
  }

  private func document(_ sections: [Section]) throws(Problem) -> [UInt8] {
    let shown = definition.columns.indices.filter {
      !definition.group.contains(definition.columns[$0].name)
    }
    let fonts = try FontSet.system()
    let parameters = report.circumstances.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
    let date = try report.date
    func document(_ paper: PDFDocument.Paper) -> PDFDocument {
      PDFDocument(
        fonts: fonts, title: definition.title, author: "Carryover", date: date,
        language: "en",
        footer: [definition.title, parameters].filter { !$0.isEmpty }.joined(separator: " · "),
        paper: paper)
    }
    var page = document(.a4)
    var widths = widths(of: sections, shown, on: page)
    if widths.reduce(0, +) > page.width { page = document(.wideA4) }
    shrink(&widths, shown, to: page.width)
    try page.heading(definition.title, level: 1)
    try page.paragraph(definition.about, .small)
    if !parameters.isEmpty { try page.paragraph(parameters, .small) }
    page.space(8_000)
    for (index, section) in sections.enumerated() {
      if index > 0, definition.chart != nil { page.newPage() }
      if !section.names.isEmpty {
        try page.heading(section.names.joined(separator: " · "), level: 2)
      }
      if let chart = definition.chart {
        try page.chart(ChartData(chart, section.rows, definition.columns).pdf)
      }
      try page.table(try table(section, shown, widths))
      page.space(12_000)
    }
    if sections.isEmpty { try page.paragraph("There are no rows.") }
    return try page.render()
  }

  private func sections() throws(Problem) -> [Section] {
    let columns = definition.columns
    let positions = definition.group.compactMap { name in columns.firstIndex { $0.name == name } }
    var sections: [Section] = []
    var count = 0
    while let row = try report.next() {
      count += 1
      if count > Self.mostRows {
        throw Problem(
          "too-many-rows", .input,
          "The report has more than \(Self.mostRows) rows, too many for paper: narrow it with --where, "
            + "or write CSV, HTML or XLSX.")
      }
      let names = positions.map {
        CellText.readable(
          row.cells[$0], columns[$0].kind, digits: row.digits, zone: report.choice.zone)
      }
      if sections.last?.names != names { sections.append(Section(names: names)) }
      sections[sections.count - 1].rows.append(row)
    }
    return sections
  }

  // MARK: Table

  private func texts(_ row: ReportRow, _ shown: [Int]) -> [String] {
    shown.map {
      CellText.readable(
        row.cells[$0], definition.columns[$0].kind, digits: row.digits, zone: report.choice.zone)
    }
  }

  /// What each column needs for its widest text on one line.
  private func widths(of sections: [Section], _ shown: [Int], on page: PDFDocument) -> [Int] {
    var widths = shown.map {
      page.width(of: definition.columns[$0].heading(report.choice.zone), .fineStrong)
    }
    for section in sections {
      for row in section.rows {
        for (index, text) in texts(row, shown).enumerated() {
          widths[index] = max(widths[index], page.width(of: text, .fine))
        }
      }
    }
    return widths.map { $0 + 2 * Table.padding + 1_000 }
  }

  /// Texts give way, since they can be broken into lines; the widest first.
  private func shrink(_ widths: inout [Int], _ shown: [Int], to width: Int) {
    let step = 4_000
    while widths.reduce(0, +) > width {
      let texts = widths.indices.filter {
        definition.columns[shown[$0]].kind == .text && widths[$0] > 40_000
      }
      guard let widest = texts.max(by: { widths[$0] < widths[$1] }) else { return }
      widths[widest] -= step
    }
  }

  private func table(_ section: Section, _ shown: [Int], _ widths: [Int]) throws(Problem) -> Table {
    var totals = ReportTotals(columns: shown.map { definition.columns[$0] })
    var rows: [Table.Row] = []
    for row in section.rows {
      rows.append(Table.Row(texts(row, shown)))
      try totals.add(
        ReportRow(cells: shown.map { row.cells[$0] }, digits: row.digits, currency: row.currency))
    }
    rows += totals.texts().map { Table.Row($0, isStrong: true) }
    return Table(
      columns: shown.enumerated().map { index, column in
        Table.Column(
          definition.columns[column].heading(report.choice.zone), share: widths[index],
          isNumber: definition.columns[column].kind.isNumber)
      }, rows: rows, isFine: true)
  }
}
