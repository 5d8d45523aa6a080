public import Diagnostics

/// A table: its columns share the width, its header comes again on every page.
public struct Table: Sendable {
  public struct Column: Sendable {
    public var heading: String
    /// Its share of the table's width, relative to the other columns.
    public var share: Int
    public var isNumber: Bool

    public init(_ heading: String, share: Int, isNumber: Bool = false) {
      self.heading = heading
      self.share = share
      self.isNumber = isNumber
    }
  }

  public struct Row: Sendable {
    public var cells: [String]
    public var isStrong: Bool

    public init(_ cells: [String], isStrong: Bool = false) {
      self.cells = cells
      self.isStrong = isStrong
    }
  }

  public var columns: [Column]
  public var rows: [Row]
  /// Whether it is set in smaller type, for many columns.
  public var isFine: Bool

  public init(columns: [Column], rows: [Row], isFine: Bool = false) {
    self.columns = columns
    self.rows = rows
    self.isFine = isFine
  }

  /// The space beside the text of a cell, thousandths of a point.
  public static let padding = 3_000

  func style(isStrong: Bool) -> PDFDocument.Style {
    isFine ? (isStrong ? .fineStrong : .fine) : isStrong ? .strong : .body
  }
}

extension PDFDocument {
  /// A row laid out: the lines of each cell.
  private struct Laid {
    var cells: [[String]]
    var height: Int
    var isStrong: Bool
  }

  /// Draws a table. Rows are never split; a header is never alone at the foot of a page.
  public mutating func table(_ table: Table) throws(Problem) {
    let total = max(1, table.columns.map(\.share).reduce(0, +))
    var edges = [margin]
    for column in table.columns {
      edges.append((edges.last ?? margin) + width * column.share / total)
    }
    let header = lay(table.columns.map(\.heading), isStrong: true, table, edges)
    let rows = table.rows.map { lay($0.cells, isStrong: $0.isStrong, table, edges) }
    need(header.height + rows.prefix(2).map(\.height).reduce(0, +))

    let element = canvas.element(.table)
    let head = canvas.element(.tableHead, in: element)
    let headRow = canvas.element(.tableRow, in: head)
    let body = canvas.element(.tableBody, in: element)
    try drawHeader(header, table, edges, row: headRow)
    for (index, row) in rows.enumerated() {
      // The last row keeps the one before it company.
      let wanted = index + 2 == rows.count ? row.height + rows[index + 1].height : row.height
      if room < wanted {
        newPage()
        try drawHeader(header, table, edges, row: nil)
      }
      let rowElement = canvas.element(.tableRow, in: body)
      try draw(row, table, edges, in: rowElement, as: .dataCell)
      try rule(row.isStrong ? .grey : .hairline)
    }
  }

  private func lay(_ cells: [String], isStrong: Bool, _ table: Table, _ edges: [Int]) -> Laid {
    let style = table.style(isStrong: isStrong)
    let lines = cells.enumerated().map { index, text in
      wrapped(text, style, width: edges[index + 1] - edges[index] - 2 * Table.padding)
    }
    let most = lines.map(\.count).max() ?? 1
    return Laid(
      cells: lines, height: most * style.leading + 2 * Table.padding, isStrong: isStrong)
  }

  /// On the first page the header is content; on the others it is a repetition that a screen reader
  /// should not hear again.
  private mutating func drawHeader(_ header: Laid, _ table: Table, _ edges: [Int], row: Int?)
    throws(Problem)
  {
    let (left, top, width, height) = (margin, y, width, header.height)
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: left, y: top - height, width: width, height: height, .shade)
    }
    if let row {
      try draw(header, table, edges, in: row, as: .headerCell)
    } else {
      let place = y
      try canvas.artifact(.header) { (canvas: inout Canvas) throws(Problem) in
        for index in header.cells.indices {
          try Self.cell(header, index, table, edges, top: place, on: &canvas)
        }
      }
      y -= header.height
    }
  }

  private mutating func draw(
    _ row: Laid, _ table: Table, _ edges: [Int], in parent: Int, as kind: StructureKind
  ) throws(Problem) {
    let top = y
    for index in row.cells.indices {
      let attributes: [(String, PDFObject)] =
        kind == .headerCell
        ? [("A", .dictionary([("O", .name("Table")), ("Scope", .name("Column"))]))] : []
      let cell = canvas.element(kind, in: parent, extra: attributes)
      try canvas.draw(cell) { (canvas: inout Canvas) throws(Problem) in
        try Self.cell(row, index, table, edges, top: top, on: &canvas)
      }
    }
    y -= row.height
  }

  private static func cell(
    _ row: Laid, _ index: Int, _ table: Table, _ edges: [Int], top: Int, on canvas: inout Canvas
  ) throws(Problem) {
    let style = table.style(isStrong: row.isStrong)
    for (line, text) in row.cells[index].enumerated() {
      let base = top - Table.padding - style.size - line * style.leading
      var x = edges[index] + Table.padding
      if table.columns[index].isNumber {
        x =
          edges[index + 1] - Table.padding
          - canvas.fonts.width(text, style.weight, size: style.size)
      }
      try canvas.text(text, x: x, y: base, size: style.size, style.weight)
    }
  }

  private mutating func rule(_ colour: Colour) throws(Problem) {
    let (left, place, width) = (margin, y, width)
    try canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: left, y: place, width: width, height: 400, colour)
    }
  }
}
