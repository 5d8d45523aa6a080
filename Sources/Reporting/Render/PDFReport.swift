internal import Billing
internal import Diagnostics
internal import PDF
internal import Store

/// A report on paper: a section for each group, with its chart and its table.
struct PDFReport {
  /// Bars of a chart: more can't be read.
  private static let mostBars = 12

  private let report: ReportRun
  private var definition: ReportDefinition { report.definition }

  /// What a section is about, and its rows.
  private struct Section {
    var names: [String]
    var rows: [ReportRow] = []
  }

  init(_ report: ReportRun) { self.report = report }

  func render() throws(Problem) -> [UInt8] {
    let sections = try sections()
    let shown = definition.columns.indices.filter {
      !definition.group.contains(definition.columns[$0].name)
    }
    let fonts = try FontSet.system()
    let date = report.bound.last { ["as_of", "to"].contains($0.name) }?.value ?? report.lastDate
    let parameters = report.bound.map {
      String($0.name.map { $0 == "_" ? " " : $0 }) + " " + $0.value
    }.joined(separator: ", ")
    func document(_ paper: PDFDocument.Paper) -> PDFDocument {
      PDFDocument(
        fonts: fonts, title: definition.title, author: "Carryover", date: date ?? "1970-01-01",
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
        try page.chart(self.chart(chart, section))
      }
      try page.table(table(section, shown, widths))
      page.space(12_000)
    }
    if sections.isEmpty { try page.paragraph("There are no rows.") }
    return try page.render()
  }

  private func sections() throws(Problem) -> [Section] {
    let columns = definition.columns
    let positions = definition.group.compactMap { name in columns.firstIndex { $0.name == name } }
    var sections: [Section] = []
    while let row = try report.next() {
      let names = positions.map {
        CellText.readable(row.cells[$0], columns[$0].kind, digits: row.digits)
      }
      if sections.last?.names != names { sections.append(Section(names: names)) }
      sections[sections.count - 1].rows.append(row)
    }
    return sections
  }

  // MARK: Table

  private func texts(_ row: ReportRow, _ shown: [Int]) -> [String] {
    shown.map {
      CellText.readable(row.cells[$0], definition.columns[$0].kind, digits: row.digits)
    }
  }

  /// What each column needs for its widest text on one line.
  private func widths(of sections: [Section], _ shown: [Int], on page: PDFDocument) -> [Int] {
    var widths = shown.map { page.width(of: definition.columns[$0].heading, .fineStrong) }
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

  private func table(_ section: Section, _ shown: [Int], _ widths: [Int]) -> Table {
    var totals = ReportTotals(columns: shown.map { definition.columns[$0] })
    var rows: [Table.Row] = []
    for row in section.rows {
      rows.append(Table.Row(texts(row, shown)))
      totals.add(
        ReportRow(cells: shown.map { row.cells[$0] }, digits: row.digits, currency: row.currency))
    }
    rows += totals.lines().map { Table.Row($0, isStrong: true) }
    return Table(
      columns: shown.enumerated().map { index, column in
        Table.Column(
          definition.columns[column].heading, share: widths[index],
          isNumber: definition.columns[column].kind.isNumber)
      }, rows: rows, isFine: true)
  }

  // MARK: Chart

  private func chart(_ chart: ReportChart, _ section: Section) -> BarChart {
    let columns = definition.columns
    func position(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
    func number(_ row: ReportRow, _ name: String) -> Int64? {
      guard let position = position(name), case .integer(let number) = row.cells[position] else {
        return nil
      }
      return number
    }
    func heading(_ name: String) -> String { position(name).map { columns[$0].heading } ?? name }
    let kind = chart.parts.first.flatMap { position($0) }.map { columns[$0].kind } ?? .integer
    var words: [String] = []
    let bars = section.rows.suffix(Self.mostBars).map { row in
      // A correction may leave less than nothing, which no bar can show.
      let parts = chart.parts.map { max(0, number(row, $0) ?? 0) }
      let limit = chart.limit.flatMap { number(row, $0) }
      func text(_ value: Int64) -> String {
        CellText.readable(.integer(value), kind, digits: row.digits)
      }
      let label = Self.span(row, position(chart.start), position(chart.end))
      let caption = text(parts.reduce(0, +))
      let details = zip(chart.parts, parts).map { "\(heading($0).lowercased()) \(text($1))" }
      words.append(
        "\(label): \(details.joined(separator: ", "))"
          + (limit.map { ", \(heading(chart.limit ?? "").lowercased()) \(text($0))" } ?? ""))
      return BarChart.Bar(label: label, parts: parts, limit: limit, caption: caption)
    }
    let mark = chart.limit.map { ", the line is the \(heading($0).lowercased())" } ?? ""
    return BarChart(
      bars: bars, legend: chart.parts.map(heading), limitName: chart.limit.map(heading),
      alternative: "Bars by period\(mark). " + words.joined(separator: "; "))
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  /// `15 Oct – 14 Nov`: a bar that is called a month would lie.
  private static func span(_ row: ReportRow, _ start: Int?, _ end: Int?) -> String {
    [start, end].compactMap { position -> String? in
      guard let position, case .text(let text) = row.cells[position] else { return nil }
      guard let (_, month, day) = CalendarDate(text)?.components else { return text }
      return "\(day) \(months[month - 1])"
    }.joined(separator: " – ")
  }
}
