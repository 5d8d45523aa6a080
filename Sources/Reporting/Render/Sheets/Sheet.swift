internal import Billing
internal import CXLSXWriter
internal import Diagnostics
internal import Glibc

/// One sheet of a workbook. Rows come from the top down, each from left to right.
@safe final class Sheet {
  static let mostRows = 1_048_576
  static let mostColumns = 16_384
  /// Excel keeps fifteen digits of a number.
  static let largest: Int64 = 999_999_999_999_999

  let name: String
  private let sheet: UnsafeMutablePointer<lxw_worksheet>
  private let file: SheetFile
  /// The row that is written, from 0.
  private(set) var row = 0
  private var scratch: [UInt8] = []

  init(_ sheet: UnsafeMutablePointer<lxw_worksheet>, name: String, file: SheetFile) {
    unsafe self.sheet = sheet
    self.name = name
    self.file = file
  }

  func endRow() { row += 1 }

  // MARK: Cells

  /// A text that `SheetText.prepare` made ready.
  func text(prepared text: [UInt8], _ column: Int, _ format: CellFormat) {
    unsafe text.withUnsafeBytes { bytes in
      _ = unsafe worksheet_write_string(
        sheet, UInt32(row), UInt16(column),
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), format.pointer)
    }
  }

  /// - Returns: its width in characters.
  @discardableResult func text(_ text: String, _ column: Int, _ format: CellFormat)
    throws(SheetText.Trouble) -> Int
  {
    scratch.removeAll(keepingCapacity: true)
    scratch += text.utf8
    let width = try SheetText.prepare(&scratch)
    self.text(prepared: scratch, column, format)
    return width
  }

  func number(_ value: Double, _ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_number(sheet, UInt32(row), UInt16(column), value, format.pointer)
  }

  func flag(_ value: Bool, _ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_boolean(
      sheet, UInt32(row), UInt16(column), value ? 1 : 0, format.pointer)
  }

  func blank(_ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_blank(sheet, UInt32(row), UInt16(column), format.pointer)
  }

  /// A formula of our own making, with what it comes to.
  func formula(_ formula: String, _ value: Double, _ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_formula_num(
      sheet, UInt32(row), UInt16(column), "=" + formula, format.pointer, value)
  }

  func formula(_ formula: String, _ value: String, _ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_formula_str(
      sheet, UInt32(row), UInt16(column), "=" + formula, format.pointer, value)
  }

  /// A place in this workbook to jump to.
  func link(_ text: String, toSheet target: String, _ column: Int, _ format: CellFormat) {
    _ = unsafe worksheet_write_url_opt(
      sheet, UInt32(row), UInt16(column), "internal:\(SheetText.quoted(target))!A1",
      file.format(CellStyle()).pointer, text, nil)
  }

  // MARK: The sheet as a whole

  func width(_ characters: Int, of column: Int) {
    let width = Double(min(max(characters, 3), 60)) + 2
    _ = unsafe worksheet_set_column(sheet, UInt16(column), UInt16(column), width, nil)
  }

  /// Filters on the heading, which stays where it is while the rows move.
  func table(rows: Int, columns: Int, keys: Int) {
    if columns > 0, rows > 0 {
      _ = unsafe worksheet_autofilter(sheet, 0, 0, UInt32(rows), UInt16(columns - 1))
    }
    unsafe worksheet_freeze_panes(sheet, 1, UInt16(keys))
    _ = unsafe worksheet_repeat_rows(sheet, 0, 0)
  }

  /// Ids are texts on purpose: no green corners.
  func expectNumbersAsText(columns: [Int], rows: Int) {
    guard !columns.isEmpty, rows > 0 else { return }
    let ranges = columns.map { "\(SheetText.column($0))2:\(SheetText.column($0))\(rows + 1)" }
    _ = unsafe worksheet_ignore_errors(
      sheet, UInt8(LXW_IGNORE_NUMBER_STORED_AS_TEXT.rawValue), ranges.joined(separator: " "))
  }

  /// On paper: A4 across, one page wide, with title and page numbers.
  func paper(title: String, columns: Int, rows: Int, isLandscape: Bool = true) {
    unsafe worksheet_set_paper(sheet, 9)
    if isLandscape { unsafe worksheet_set_landscape(sheet) }
    unsafe worksheet_fit_to_pages(sheet, 1, 0)
    unsafe worksheet_set_margins(sheet, 0.4, 0.4, 0.6, 0.6)
    _ = unsafe worksheet_set_header(sheet, "&L&\"-,Bold\"" + SheetText.footer(title))
    _ = unsafe worksheet_set_footer(sheet, "&L&A&RPage &P of &N")
    if columns > 0, rows > 0 {
      _ = unsafe worksheet_print_area(sheet, 0, 0, UInt32(rows - 1), UInt16(columns - 1))
    }
  }

  func tab(colour: UInt32) { unsafe worksheet_set_tab_color(sheet, colour) }

  func hideGrid() { unsafe worksheet_gridlines(sheet, UInt8(LXW_HIDE_ALL_GRIDLINES.rawValue)) }

  /// PASS in green and FAIL in red, whatever recalculation makes of them.
  func colourVerdicts(column: Int, rows: Range<Int>) {
    guard !rows.isEmpty else { return }
    for (word, colour) in [("PASS", CellStyle.Colour.good), ("FAIL", .bad)] {
      var rule = unsafe lxw_conditional_format()
      unsafe rule.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
      unsafe rule.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
      unsafe rule.format = file.format(CellStyle(colour: colour)).pointer
      let text = unsafe strdup("\"\(word)\"")
      unsafe rule.value_string = text
      _ = unsafe worksheet_conditional_format_range(
        sheet, UInt32(rows.lowerBound), UInt16(column), UInt32(rows.upperBound - 1), UInt16(column),
        &rule)
      unsafe free(text)
    }
  }

  // MARK: Charts

  struct Series {
    var name: String
    /// `'Usage'!$C$2:$C$13`.
    var values: String
    /// Its place among the colours.
    var colour = 0
    /// Whether it is a mark over the bars, and not one of them.
    var isLimit = false
  }

  /// As on pages in HTML.
  private static let colours: [UInt32] = [0x1F5FA8, 0x9EC3E6, 0x6B7280, 0xD97706]

  /// Puts a chart at a row, over the cells.
  ///
  /// - Parameter overlaps: whether the bars of a place stand in front of each other, the first behind.
  func chart(
    _ kind: ReportChart.Kind, title: String, labels: String, _ series: [Series],
    overlaps: Bool = false, numbers: CellStyle, alternative: String, atRow row: Int, column: Int
  ) {
    guard let chart = unsafe file.chart(kind) else { return }
    for one in series {
      let added = unsafe chart_add_series(chart, "=" + labels, "=" + one.values)
      unsafe chart_series_set_name(added, one.name)
      let colour = Self.colours[one.colour % Self.colours.count]
      unsafe Self.paint(
        added, one.isLimit ? 0x1B1B1B : colour, isLimit: one.isLimit, isLine: kind == .line)
    }
    if overlaps { unsafe chart_set_series_overlap(chart, 100) }
    unsafe chart_title_set_name(chart, title)
    unsafe chart_axis_set_num_format(chart.pointee.y_axis, numbers.number)
    unsafe chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    var options = unsafe lxw_chart_options()
    let description = unsafe strdup(alternative)
    unsafe options.description = description
    unsafe options.x_scale = 1.6
    unsafe options.y_scale = 1.2
    _ = unsafe worksheet_insert_chart_opt(sheet, UInt32(row), UInt16(column), chart, &options)
    unsafe free(description)
  }

  /// A limit is a dashed line; over bars, a frame as high as it is.
  private static func paint(
    _ series: UnsafeMutablePointer<lxw_chart_series>?, _ colour: UInt32, isLimit: Bool, isLine: Bool
  ) {
    if isLine || isLimit {
      var line = lxw_chart_line()
      line.color = colour
      line.width = isLimit ? 1.5 : 2.25
      if isLimit { line.dash_type = UInt8(LXW_CHART_LINE_DASH_DASH.rawValue) }
      unsafe chart_series_set_line(series, &line)
    }
    if isLine { return }
    var fill = lxw_chart_fill()
    fill.color = colour
    fill.none = isLimit ? 1 : 0
    unsafe chart_series_set_fill(series, &fill)
  }
}
