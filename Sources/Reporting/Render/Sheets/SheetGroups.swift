internal import Diagnostics
internal import Store

/// The groups of a list in a workbook: their subtotals, and the charts of their rows, each on a sheet of
/// its own, so that the list itself stays one that can be sorted and filtered.
struct SheetGroups {
  /// The formula of a subtotal looks through the whole list.
  private static let mostGroups = 500
  private static let mostCharts = 12
  /// Rows that a chart covers.
  private static let chartHeight = 20
  private static let labelColumn = 13

  private struct Span {
    var key: [String]
    var currency: String?
    var digits: Int
    /// Rows of the sheet, from 0.
    var first: Int
    var last: Int
    var values: [Int64]
    /// The rows themselves, for the words of the chart.
    var rows: [ReportRow] = []
  }

  private let definition: ReportDefinition
  private let groups: [Int]
  private let totals: [Int]
  private var columns: [ReportColumn] { definition.columns }
  private var spans: [Span] = []
  private var hasTooMany = false
  private var isWanted: Bool { definition.chart != nil || (!groups.isEmpty && !totals.isEmpty) }

  init(_ definition: ReportDefinition) {
    self.definition = definition
    groups = definition.group.compactMap { name in
      definition.columns.firstIndex { $0.name == name }
    }
    totals = definition.columns.indices.filter { definition.columns[$0].hasTotal }
  }

  /// Notes the row at hand, which stands in a row of the sheet.
  mutating func add(_ report: ReportRun, row: Int) throws(Problem) {
    guard isWanted, !hasTooMany else { return }
    let key = groups.map { report.text($0) ?? "" }
    if spans.last?.key != key || spans.last?.currency != report.currency {
      if spans.count == Self.mostGroups {
        hasTooMany = true
        return
      }
      spans.append(
        Span(
          key: key, currency: report.currency, digits: report.digits, first: row, last: row,
          values: Array(repeating: 0, count: totals.count)))
    }
    let last = spans.count - 1
    spans[last].last = row
    for (index, column) in totals.enumerated() {
      // The total of the report is checked for overflow; a part of it may wrap only if that fails.
      spans[last].values[index] &+= report.integer(column) ?? 0
    }
    if definition.chart != nil, last < Self.mostCharts {
      spans[last].rows.append(report.row)
      if spans[last].rows.count > 2 * ChartData.mostPlaces {
        spans[last].rows.removeFirst(ChartData.mostPlaces)
      }
    }
  }

  private func range(_ sheet: Sheet, _ column: Int, _ first: Int, _ last: Int)
    -> String
  {
    let name = SheetText.column(column)
    return "\(SheetText.quoted(sheet.name))!$\(name)$\(first + 1):$\(name)$\(last + 1)"
  }

  // MARK: Subtotals

  /// A row for each group: its key, and each total as a formula over the list, whatever order that has.
  func writeSubtotals(of list: Sheet, rows: Int, in file: SheetFile, _ result: inout ReportSheets)
    throws(Problem)
  {
    guard !groups.isEmpty, !totals.isEmpty, rows > 0 else { return }
    if hasTooMany {
      result.notices.append(
        "There are more than \(Self.mostGroups) groups: their subtotals have no sheet.")
      return
    }
    let page = SheetPage(try file.sheet(list.name + " subtotals"), in: file)
    let hasCurrency = columns.contains { $0.name == "currency" }
    let extra = hasCurrency && !groups.contains { columns[$0].name == "currency" }
    let money = columns.firstIndex { $0.name == "currency" }
    try page.row(
      groups.map { .heading(columns[$0].heading) } + (extra ? [.heading("Cur")] : [])
        + totals.map { .heading(columns[$0].heading) })
    for span in spans {
      let line = page.nextRow
      // An equals sign compares texts as they are; SUMIFS would take 000042 and 42 for the same.
      var conditions = groups.enumerated().map { place, column in
        "(\(range(list, column, 1, rows))=$\(SheetText.column(place))\(line))"
      }
      if extra, let money {
        conditions.append(
          "(\(range(list, money, 1, rows))=$\(SheetText.column(groups.count))\(line))")
      }
      // The cells must have the types of the list's, or they would be equal to none.
      var cells = zip(groups, span.key).map { column, text -> SheetCell in
        switch columns[column].kind {
        case .date: .date(text)
        case .integer: Int64(text).map { .integer($0) } ?? .text(text)
        default: .text(text)
        }
      }
      if extra { cells.append(.text(span.currency ?? "")) }
      for (index, column) in totals.enumerated() {
        cells.append(
          .formula(
            "SUMPRODUCT(\((conditions + [range(list, column, 1, rows)]).joined(separator: "*")))",
            span.values[index],
            digits: ReportSheetsWriter.scale(columns[column].kind, span.digits)))
      }
      try page.row(cells)
    }
    page.finish()
    result.names.append(page.name)
  }

  // MARK: Charts

  func writeCharts(of list: Sheet, in file: SheetFile, _ result: inout ReportSheets) throws(Problem)
  {
    guard let chart = definition.chart, !spans.isEmpty else { return }
    func position(_ name: String) -> Int? { columns.firstIndex { $0.name == name } }
    let unit = chart.series.first.flatMap(position).map { columns[$0].kind } ?? .integer
    let sheet = try file.sheet(list.name + " chart")
    for offset in 0...chart.series.count { sheet.width(16, of: Self.labelColumn + offset) }
    for span in spans.prefix(Self.mostCharts) {
      let data = ChartData(chart, span.rows, columns)
      let numbers = CellStyle.cell(unit, digits: span.digits)
      // Of a long list the chart has the last places.
      let first = max(span.first, span.last - data.places.count + 1)
      let cells = { (column: Int) in range(list, column, first, span.last) }
      var series = chart.series.compactMap(position).enumerated().map { index, column in
        Sheet.Series(name: columns[column].heading, values: cells(column), colour: index)
      }
      let limit = chart.limit.flatMap(position).map {
        Sheet.Series(name: columns[$0].heading, values: cells($0), isLimit: true)
      }
      let top = sheet.row
      // Such a chart has bars alone: the limit is a bar, too, without a filling, and would be piled up
      // with the others. So they stand in front of each other, each as high as the pile up to it.
      let isPiled = chart.kind == .stacked && limit != nil
      let places = isPiled ? chart.series.compactMap(position) : []
      let written = try write(
        data, piles: places.indices.dropFirst().map { Array(places[...$0]) }, first: first, list,
        unit, span.digits, in: sheet, file)
      if isPiled {
        let names = series.map(\.name)
        for (index, values) in written.piles.enumerated() {
          series[index + 1].name = names[...(index + 1)].joined(separator: " + ")
          series[index + 1].values = values
        }
        series.reverse()
      }
      sheet.chart(
        isPiled ? .bar : chart.kind,
        title: ([definition.title] + span.key.filter { !$0.isEmpty }).joined(separator: " · "),
        labels: written.labels, series + (limit.map { [$0] } ?? []),
        overlaps: isPiled || (chart.kind == .bar && limit != nil && series.count == 1),
        numbers: numbers, alternative: data.alternative, atRow: top, column: 0)
    }
    sheet.paper(title: list.name, columns: 0, rows: 0)
    if hasTooMany || spans.count > Self.mostCharts {
      result.notices.append("The first \(Self.mostCharts) groups have a chart; there are more.")
    }
    result.names.append(sheet.name)
  }

  /// Writes what the places of a chart are called beside the columns that it covers, and the piles of
  /// its bars as sums of the list.
  private func write(
    _ data: ChartData, piles: [[Int]], first: Int, _ list: Sheet,
    _ unit: ReportColumn.Kind, _ digits: Int, in sheet: Sheet, _ file: SheetFile
  ) throws(Problem) -> (labels: String, piles: [String]) {
    let top = sheet.row
    for (index, place) in data.places.enumerated() {
      do throws(SheetText.Trouble) {
        try sheet.text(place.label, Self.labelColumn, file.format(.text))
      } catch {
        throw Problem("no-cell", .input, "A label of the chart is longer than a cell holds.")
      }
      for (offset, columns) in piles.enumerated() {
        let cells = columns.map { range(list, $0, first + index, first + index) }
        let sum = place.values.prefix(columns.count).reduce(0, &+)
        sheet.formula(
          cells.map { $0.split(separator: ":")[0] }.joined(separator: "+"),
          ReportSheetsWriter.value(sum, unit, digits), Self.labelColumn + 1 + offset,
          file.format(.cell(unit, digits: digits)))
      }
      sheet.endRow()
    }
    let bottom = max(top, sheet.row - 1)
    while sheet.row < top + Self.chartHeight { sheet.endRow() }
    return (
      range(sheet, Self.labelColumn, top, bottom),
      piles.indices.map { range(sheet, Self.labelColumn + 1 + $0, top, bottom) }
    )
  }
}
