internal import Billing
internal import Bytes
internal import Diagnostics
internal import Store

/// Where a report stands in a workbook, for formulas of other sheets.
package struct ReportSheets: Sendable {
  /// A total: where its formula stands, and what it comes to in the column's unit.
  package struct Total: Sendable {
    package var column: String
    package var currency: String?
    /// `'Aging'!$K$102`.
    package var reference: String
    package var value: Int64
    /// Decimals of the unit that `value` counts.
    package var digits: Int
    package var kind: ReportColumn.Kind
  }

  /// Names of its sheets: more than one for a list that is longer than a sheet.
  package var names: [String] = []
  package var rows = 0
  package var totals: [Total] = []
  /// What the reader must know: that the list goes on in another sheet.
  package var notices: [String] = []

  package func total(_ column: String, currency: String? = nil) -> Total? {
    totals.first { $0.column == column && (currency == nil || $0.currency == currency) }
  }
}

/// Writes a report into a sheet, and into further ones where one does not hold it.
struct ReportSheetsWriter {
  private let file: SheetFile
  private let report: ReportRun
  private let title: String
  /// The rows of a sheet, its heading and totals included.
  private let limit: Int
  private var columns: [ReportColumn] { report.definition.columns }
  private var sheet: Sheet
  private var result = ReportSheets()
  /// How many rows of the list each sheet has.
  private var counts = [0]
  private var sheets: [Sheet]
  private var formats: [[CellFormat]]
  private var widths: [Int]
  private var totals: ReportTotals
  private var groups: SheetGroups
  private var scratch: [UInt8] = []

  init(_ report: ReportRun, name: String, in file: SheetFile, limit: Int = Sheet.mostRows)
    throws(Problem)
  {
    self.file = file
    self.report = report
    self.limit = limit
    title = name
    let columns = report.definition.columns
    if columns.count > Sheet.mostColumns {
      throw Problem(
        "no-cell", .input, "A sheet has 16,384 columns, and the report has \(columns.count).")
    }
    // The style of an amount depends on the currency's digits, of which there are five.
    formats = columns.map { column in
      (0...4).map { file.format(.cell(column.kind, digits: $0)) }
    }
    widths = columns.map { column in
      // A long heading is broken into lines at its blanks.
      max(8, column.heading(report.choice.zone).split(separator: " ").map(\.count).max() ?? 0)
    }
    totals = ReportTotals(columns: columns)
    groups = SheetGroups(report.definition)
    sheet = try file.sheet(name)
    sheets = [sheet]
    try head()
  }

  private func problem(_ column: ReportColumn, _ trouble: String) -> Problem {
    Problem(
      "no-cell", .input,
      "Row \(result.rows + 1) of the report, column '\(column.name)': \(trouble) Leave the column out "
        + "with --columns, or write CSV, which holds everything.")
  }

  private func text(_ text: String, _ column: Int, _ format: CellFormat) throws(Problem) {
    do throws(SheetText.Trouble) {
      try sheet.text(text, column, format)
    } catch { throw problem(columns[column], "the text is longer than a cell holds.") }
  }

  private func head() throws(Problem) {
    let format = file.format(CellStyle(isHeading: true))
    let right = file.format(CellStyle(isHeading: true, isRight: true))
    for (index, column) in columns.enumerated() {
      try text(
        column.heading(report.choice.zone), index, column.kind.isNumber ? right : format)
    }
    sheet.endRow()
  }

  // MARK: Rows

  mutating func write() throws(Problem) -> ReportSheets {
    while try report.advance() {
      if sheet.row == limit {
        endList()
        try nextSheet()
      }
      for index in columns.indices { try cell(index) }
      try totals.add(report)
      try groups.add(report, row: sheet.row)
      sheet.endRow()
      counts[counts.count - 1] += 1
      result.rows += 1
      if result.rows & 1023 == 0 { try Interrupt.check() }
    }
    let data = counts
    endList()
    if totals.isWanted, result.rows > 0 { try writeTotals(data) }
    for (index, sheet) in sheets.enumerated() { finish(sheet, rows: counts[index]) }
    result.names = sheets.map(\.name)
    // Their formulas reach over one sheet.
    if sheets.count == 1 {
      try groups.writeSubtotals(of: sheets[0], rows: data[0], in: file, &result)
      try groups.writeCharts(of: sheets[0], in: file, &result)
    }
    return result
  }

  /// The list ends here in this sheet: what follows is no part of its filter. To be said while its last
  /// row is the newest one.
  private func endList() {
    // The columns that say what a row is stay in sight.
    let keys = columns.prefix { $0.kind == .id }.count
    sheet.table(
      rows: counts[counts.count - 1], columns: columns.count, keys: min(max(keys, 1), 2))
  }

  private mutating func nextSheet() throws(Problem) {
    sheet = try file.sheet(title, number: sheets.count + 1)
    sheets.append(sheet)
    counts.append(0)
    result.notices.append(
      "A sheet holds \(limit - 1) rows below its heading: the list goes on in the sheet "
        + "'\(sheet.name)'.")
    try head()
  }

  private mutating func cell(_ index: Int) throws(Problem) {
    let column = columns[index]
    switch column.kind {
    case .text, .id: try storedText(index)
    case .date:
      scratch.removeAll(keepingCapacity: true)
      guard report.appendText(index, to: &scratch) else { return }
      // Excel's calendar is wrong before March 1900.
      guard let day = CalendarDate(iso: scratch[...]), day.dayNumber >= -25_508 else {
        return try storedText(index)
      }
      widths[index] = max(widths[index], 10)
      sheet.number(Double(day.dayNumber + 25_569), index, formats[index][0])
    default:
      guard let number = report.integer(index) else { return try storedText(index) }
      try self.number(number, index, column)
    }
  }

  private mutating func storedText(_ index: Int) throws(Problem) {
    scratch.removeAll(keepingCapacity: true)
    guard report.appendText(index, to: &scratch) else { return }
    do throws(SheetText.Trouble) {
      widths[index] = max(widths[index], min(60, try SheetText.prepare(&scratch)))
    } catch {
      guard case .tooLong(let count) = error else { return }
      throw problem(
        columns[index], "the text has \(count) characters, and a cell holds \(SheetText.longest).")
    }
    sheet.text(prepared: scratch, index, formats[index][0])
  }

  private mutating func number(_ number: Int64, _ index: Int, _ column: ReportColumn)
    throws(Problem)
  {
    let format = formats[index][column.kind == .money ? report.digits : 0]
    switch column.kind {
    case .flag: sheet.flag(number != 0, index, format)
    case .instant:
      let instant = Instant(milliseconds: number)
      let local = report.choice.zone?.local(instant) ?? instant
      widths[index] = max(widths[index], 19)
      sheet.number(Double(local.milliseconds) / 86_400_000 + 25_569, index, format)
    default:
      guard number.magnitude <= Sheet.largest else {
        throw problem(column, "a cell holds fifteen digits, and the number has more.")
      }
      if number.magnitude > 99_999 {
        widths[index] = max(widths[index], String(number).utf8.count * 4 / 3 + 1)
      }
      sheet.number(
        Self.value(number, column.kind, report.digits), index, format)
    }
  }

  /// What a cell shows of a number in the store's unit.
  static func value(_ number: Int64, _ kind: ReportColumn.Kind, _ digits: Int) -> Double {
    Double(number) / Self.powers[Self.scale(kind, digits)]
  }

  static func scale(_ kind: ReportColumn.Kind, _ digits: Int) -> Int {
    switch kind {
    case .money: digits
    case .rate: 8
    case .quantity: 6
    default: 0
    }
  }

  private static let powers: [Double] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8]

  // MARK: Totals

  /// A line for each currency below the list, as formulas with what they come to.
  private mutating func writeTotals(_ data: [Int]) throws(Problem) {
    let lines = totals.sorted
    let currency = columns.firstIndex { $0.name == "currency" }
    guard lines.count == 1 || currency != nil else {
      result.notices.append(
        "There are several currencies and no column 'currency': amounts have no total.")
      return
    }
    if sheet.row + lines.count > limit { try nextSheet() }
    let strong = file.format(CellStyle.text.total())
    for line in lines {
      for (index, column) in columns.enumerated() {
        if column.hasTotal {
          let formula = sum(index, data, isAlone: lines.count == 1, currency)
          let value = line.values[index]
          let scale = Self.scale(column.kind, line.digits)
          sheet.formula(
            formula, Self.value(value, column.kind, line.digits), index,
            file.format(CellStyle.cell(column.kind, digits: line.digits).total()))
          widths[index] = max(widths[index], String(value).utf8.count * 4 / 3 + 1)
          result.totals.append(
            ReportSheets.Total(
              column: column.name, currency: line.currency,
              reference:
                "\(SheetText.quoted(sheet.name))!$\(SheetText.column(index))$\(sheet.row + 1)",
              value: value, digits: scale, kind: column.kind))
        } else if index == currency {
          try text(line.currency ?? "", index, strong)
        } else if index == 0 {
          try text("Total", 0, strong)
        } else {
          sheet.blank(index, strong)
        }
      }
      sheet.endRow()
    }
  }

  /// The formula of a total. Filters of a single list change it; one that is spread over sheets, or has
  /// several currencies, counts all rows.
  private func sum(_ index: Int, _ data: [Int], isAlone: Bool, _ currency: Int?) -> String {
    let parts = sheets.indices.filter { data.indices.contains($0) && data[$0] > 0 }
    func range(_ part: Int, _ column: Int) -> String {
      let name = SheetText.column(column)
      let place = sheets[part] === sheet ? "" : SheetText.quoted(sheets[part].name) + "!"
      return "\(place)\(name)$2:\(name)$\(data[part] + 1)"
    }
    if isAlone {
      return parts.count == 1 && sheets[parts[0]] === sheet
        ? "SUBTOTAL(109,\(range(parts[0], index)))"
        : "SUM(" + parts.map { range($0, index) }.joined(separator: ",") + ")"
    }
    let code = currency ?? 0
    let cell = "$\(SheetText.column(code))\(sheet.row + 1)"
    return parts.map { "SUMIFS(\(range($0, index)),\(range($0, code)),\(cell))" }
      .joined(separator: "+")
  }

  // MARK: The end

  private func finish(_ sheet: Sheet, rows: Int) {
    for (index, width) in widths.enumerated() { sheet.width(width, of: index) }
    sheet.expectNumbersAsText(
      columns: columns.indices.filter { [.id, .text].contains(columns[$0].kind) }, rows: rows)
    sheet.paper(
      title: report.definition.title + circumstances, columns: columns.count, rows: sheet.row)
  }

  private var circumstances: String {
    report.circumstances.isEmpty
      ? ""
      : ", " + report.circumstances.map { "\($0.name) \($0.value)" }.joined(separator: ", ")
  }
}
