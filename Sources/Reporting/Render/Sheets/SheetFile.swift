internal import Billing
internal import CXLSXWriter
internal import Diagnostics
internal import Glibc

/// A workbook that libxlsxwriter writes, sheet by sheet and row by row in constant memory. This file and
/// `Sheet` are all that know the library; what they hand to it was looked at before, since it checks
/// little by itself.
@safe final class SheetFile {
  private let book: UnsafeMutablePointer<lxw_workbook>
  private var formats: [CellStyle: CellFormat] = [:]
  private var names: Set<String> = []
  private var definedNames: Set<String> = []
  private var isClosed = false
  private let path: String

  init(path: String) throws(Problem) {
    self.path = path
    var options = unsafe lxw_workbook_options()
    unsafe options.constant_memory = 1
    guard let book = unsafe workbook_new_opt(path, &options) else {
      throw Self.failure(path, "no workbook")
    }
    unsafe self.book = book
  }

  /// What the file says of itself, before it is closed.
  ///
  /// - Parameter date: the day of creation that the file bears; no clock is read.
  func describe(title: String, about: String, date: String) {
    let day = CalendarDate(date) ?? CalendarDate(dayNumber: 0)
    var properties = unsafe lxw_doc_properties()
    let texts = unsafe [title, about, "Carryover"].map { unsafe strdup(Self.plain($0)) }
    unsafe properties.title = texts[0]
    unsafe properties.comments = texts[1]
    unsafe properties.author = texts[2]
    // Midday, so that the day is the same wherever it is shown; nought would mean the clock.
    unsafe properties.created = Int(day.dayNumber) * 86_400 + 43_200
    unsafe workbook_set_properties(book, &properties)
    unsafe texts.forEach { unsafe free($0) }
  }

  deinit { if !isClosed { unsafe lxw_workbook_free(book) } }

  private static func plain(_ text: String) -> String {
    String(text.map { $0.isNewline ? " " : $0 }.prefix(255))
  }

  private static func failure(_ path: String, _ cause: String) -> Problem {
    Problem(
      "write-error", .system,
      "The workbook can't be written: check the free space here and in the folder for temporary files.",
      at: SourcePosition(file: path), cause: cause)
  }

  func sheet(_ wanted: String, number: Int = 1) throws(Problem) -> Sheet {
    let name = SheetText.sheetName(wanted, among: names, number: number)
    names.insert(name.lowercased())
    guard let sheet = unsafe workbook_add_worksheet(book, name) else {
      throw Self.failure(path, "no sheet \(name)")
    }
    return unsafe Sheet(sheet, name: name, file: self)
  }

  /// Gives a cell or a value a name that formulas can use; a name that is taken stays with its first.
  func name(_ wanted: String, _ formula: String) {
    let name = SheetText.definedName(wanted)
    // The library has room for 128 bytes of either, and looks at neither.
    guard formula.utf8.count < 120, definedNames.insert(name.lowercased()).inserted else { return }
    _ = unsafe workbook_define_name(book, name, "=" + formula)
  }

  /// The format of a style, made once.
  func format(_ style: CellStyle) -> CellFormat {
    if let known = formats[style] { return known }
    let format = unsafe workbook_add_format(book)
    unsafe format_set_num_format(format, style.number)
    if style.isStrong || style.isHeading || style.isTitle { unsafe format_set_bold(format) }
    if style.isTitle { unsafe format_set_font_size(format, 14) }
    if style.isHeading {
      unsafe format_set_bg_color(format, 0xDCE6F1)
      unsafe format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
    if style.isHeading || style.isWrapped {
      unsafe format_set_text_wrap(format)
      unsafe format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    if style.isRight { unsafe format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if style.isTotal { unsafe format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue)) }
    switch style.colour {
    case .normal: break
    case .muted: unsafe format_set_font_color(format, 0x595959)
    case .good: unsafe format_set_font_color(format, 0x006100)
    case .bad:
      unsafe format_set_font_color(format, 0x9C0006)
      unsafe format_set_bg_color(format, 0xFFC7CE)
    }
    let made = unsafe CellFormat(pointer: format)
    formats[style] = made
    return made
  }

  /// Gives formats their numbers in this order.
  func number(_ styles: [CellStyle]) {
    for style in styles { _ = unsafe lxw_format_get_xf_index(format(style).pointer) }
  }

  func chart(_ kind: ReportChart.Kind) -> UnsafeMutablePointer<lxw_chart>? {
    let type =
      switch kind {
      case .bar: LXW_CHART_COLUMN
      case .stacked: LXW_CHART_COLUMN_STACKED
      case .line: LXW_CHART_LINE
      }
    return unsafe workbook_add_chart(book, UInt8(type.rawValue))
  }

  /// Writes the file; the sheets may not be used afterwards.
  func close() throws(Problem) {
    isClosed = true
    let error = unsafe workbook_close(book)
    if error != LXW_NO_ERROR {
      throw Self.failure(path, unsafe String(cString: lxw_strerror(error)))
    }
  }
}

/// A format of a file.
@safe struct CellFormat {
  fileprivate(set) var pointer: UnsafeMutablePointer<lxw_format>?
}
