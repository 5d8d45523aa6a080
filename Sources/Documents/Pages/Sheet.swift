internal import Diagnostics
internal import PDF

/// A table whose columns are as wide as what is in them: numbers and days are never broken, and the
/// text columns share what is left.
struct Sheet {
  struct Column {
    enum Width { case fit, share(Int) }
    var heading: String
    var width: Width
    var isNumber = false

    static func text(_ heading: String, _ share: Int = 1) -> Column {
      Column(heading: heading, width: .share(share))
    }
    static func fit(_ heading: String) -> Column { Column(heading: heading, width: .fit) }
    static func number(_ heading: String) -> Column {
      Column(heading: heading, width: .fit, isNumber: true)
    }
  }

  var columns: [Column]
  var rows: [Table.Row] = []
  var isFine = false
  /// Carries what the rows come to from page to page.
  var carrying: Table.Carrying?
  /// Whether its rows stay on one page.
  var isKept = false

  init(_ columns: [Column], isFine: Bool = false) {
    self.columns = columns
    self.isFine = isFine
  }

  /// A heading within the table.
  mutating func group(_ text: String) { rows.append(.group(text)) }

  mutating func add(_ cells: String..., strong: Bool = false) {
    rows.append(Table.Row(cells, isStrong: strong))
  }

  /// Draws it below its heading, in smaller type where it is too wide.
  ///
  /// - Throws: `amounts-too-wide` where even that doesn't help.
  func draw(_ heading: String? = nil, on document: inout PDFDocument) throws(Problem) {
    for fine in isFine ? [true] : [false, true] {
      guard let shares = shares(on: document, fine: fine) else { continue }
      let columns = zip(columns, shares).map { column, share in
        Table.Column(column.heading, share: share, isNumber: column.isNumber)
      }
      var rows = rows
      if isKept { for index in rows.indices.dropLast() { rows[index].keepsWithNext = true } }
      try document.table(
        Table(title: heading, columns: columns, rows: rows, isFine: fine, carrying: carrying))
      document.space(12_000)
      return
    }
    throw Problem(
      "amounts-too-wide", .input,
      "The numbers of a table are wider than the page: print on a wider sheet, with a theme.")
  }

  /// The widths of the columns; nil where the page is too narrow.
  private func shares(on document: PDFDocument, fine: Bool) -> [Int]? {
    let (plain, strong): (PDFDocument.Style, PDFDocument.Style) =
      fine ? (.fine, .fineStrong) : (.body, .strong)
    var widths = columns.map { column in
      if case .share = column.width { return 0 }
      return document.width(of: column.heading, strong)
    }
    for row in rows where !row.isGroup {
      for (index, cell) in row.cells.enumerated() {
        guard case .fit = columns[index].width, !cell.isEmpty else { continue }
        for line in cell.split(separator: "\n") {
          widths[index] = max(
            widths[index], document.width(of: String(line), row.isStrong ? strong : plain))
        }
      }
    }
    var total = 0
    for (index, column) in columns.enumerated() {
      switch column.width {
      case .share(let share): total += share
      // A little more, so that neighbours stay apart and rounding breaks no number.
      case .fit: widths[index] += 2 * Table.padding + (fine ? 3_000 : 6_000)
      }
    }
    let left = document.width - widths.reduce(0, +)
    let least = 60_000 * columns.count { if case .share = $0.width { true } else { false } }
    guard left >= least else { return nil }
    if total == 0 { return widths }
    for (index, column) in columns.enumerated() {
      if case .share(let share) = column.width { widths[index] = left * share / total }
    }
    return widths
  }
}
