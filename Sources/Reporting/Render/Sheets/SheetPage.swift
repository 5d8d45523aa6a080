internal import Billing
package import Diagnostics

/// A cell of a page.
package enum SheetCell: Sendable {
  case empty
  case title(String)
  case heading(String)
  case strong(String)
  case text(String)
  case muted(String)
  case integer(Int64)
  /// In units of 10^-digits.
  case amount(Int64, digits: Int)
  case date(String)
  /// A formula without its `=`, and the amount that it comes to.
  case formula(String, Int64, digits: Int)
  case textFormula(String, String)
  /// A jump to another sheet.
  case link(String, sheet: String)

  /// A total of a report in this workbook, as a formula that points at it.
  package static func total(_ total: ReportSheets.Total?) -> SheetCell {
    guard let total else { return .empty }
    return .formula(total.reference, total.value, digits: total.digits)
  }
}

/// A page of free form in a workbook: a cover, a control page, notes.
package final class SheetPage {
  private let sheet: Sheet
  private let file: SheetFile
  private var widths: [Int] = []
  private var verdicts: (column: Int, rows: Range<Int>)?
  /// The name of its sheet, for links.
  package var name: String { sheet.name }
  /// The number of the row that comes next, as formulas count it.
  package var nextRow: Int { sheet.row + 1 }

  init(_ sheet: Sheet, in file: SheetFile) {
    self.sheet = sheet
    self.file = file
  }

  /// Writes a row of cells, from the left.
  package func row(_ cells: [SheetCell] = []) throws(Problem) {
    for (column, cell) in cells.enumerated() {
      do throws(SheetText.Trouble) {
        let width = try write(cell, column)
        while widths.count <= column { widths.append(0) }
        widths[column] = max(widths[column], width)
      } catch {
        throw Problem(
          "no-cell", .input,
          "The page '\(name)', row \(nextRow): a text is longer than the \(SheetText.longest) "
            + "characters that a cell holds.")
      }
    }
    sheet.endRow()
  }

  /// - Returns: how wide the column must be for it.
  private func write(_ cell: SheetCell, _ column: Int) throws(SheetText.Trouble) -> Int {
    func number(_ value: Int64, _ digits: Int) -> Double {
      ReportSheetsWriter.value(value, .money, digits)
    }
    switch cell {
    case .empty: return 0
    case .title(let text):
      try sheet.text(text, column, file.format(CellStyle(isTitle: true)))
      return 0
    case .heading(let text):
      return try sheet.text(text, column, file.format(CellStyle(isHeading: true)))
    case .strong(let text):
      return try sheet.text(text, column, file.format(CellStyle(isStrong: true)))
    case .text(let text): return try sheet.text(text, column, file.format(.text))
    case .muted(let text):
      // A long remark runs on over the empty cells beside it.
      try sheet.text(text, column, file.format(CellStyle(colour: .muted)))
      return 0
    case .integer(let value):
      sheet.number(Double(value), column, file.format(.cell(.integer, digits: 0)))
      return String(value).utf8.count * 4 / 3
    case .amount(let value, let digits):
      sheet.number(number(value, digits), column, file.format(.money(digits)))
      return String(value).utf8.count * 4 / 3 + 1
    case .formula(let formula, let value, let digits):
      sheet.formula(formula, number(value, digits), column, file.format(.money(digits)))
      return String(value).utf8.count * 4 / 3 + 1
    case .textFormula(let formula, let value):
      sheet.formula(formula, value, column, file.format(CellStyle()))
      return value.count
    case .date(let text):
      guard let day = CalendarDate(text) else {
        return try sheet.text(text, column, file.format(.text))
      }
      sheet.number(
        Double(day.dayNumber + 25_569), column, file.format(.cell(.date, digits: 0)))
      return 10
    case .link(let text, let target):
      sheet.link(text, toSheet: target, column, file.format(CellStyle()))
      return text.count
    }
  }

  /// A row of a checks page: name, both sides, difference, verdict, the last two as formulas.
  package func check(_ check: WorkbookCheck) throws(Problem) {
    func cell(_ side: WorkbookCheck.Side) -> SheetCell {
      switch side {
      case .figure(let value): .amount(value, digits: check.digits)
      case .formula(let formula, let value): .formula(formula, value, digits: check.digits)
      }
    }
    let line = nextRow
    try row([
      .text(check.name), cell(check.left), cell(check.right),
      .formula(
        "ROUND(B\(line)-C\(line),\(check.digits))", check.left.value - check.right.value,
        digits: check.digits),
      .textFormula("IF(D\(line)=0,\"PASS\",\"FAIL\")", check.passes ? "PASS" : "FAIL"),
    ])
    verdict(column: 4)
  }

  /// Colours PASS and FAIL in a column, from the first row that was so marked to the last.
  package func verdict(column: Int) {
    let first = verdicts?.rows.lowerBound ?? sheet.row - 1
    verdicts = (column, first..<sheet.row)
  }

  func finish() {
    for (column, width) in widths.enumerated() where width > 0 {
      sheet.width(width, of: column)
    }
    if let verdicts { sheet.colourVerdicts(column: verdicts.column, rows: verdicts.rows) }
    sheet.hideGrid()
    sheet.paper(title: name, columns: max(widths.count, 1), rows: sheet.row)
  }
}
