public import Diagnostics

extension PDFDocument {
  /// Draws a table below its title. Rows are split only when they are taller than a page; a title, a header
  /// or a group's heading is never alone at the foot of a page, nor is the last row at the head of one.
  ///
  /// - Throws: `wide-cell` when a number does not fit into the width of the table.
  public mutating func table(_ table: Table) throws(Problem) {
    var drawing = try TableDrawing(table, on: self)
    var first = 0
    for index in 0..<min(2, table.rows.count) {
      first += try drawing.laid(index, self).height
    }
    // A title and a header stay with the rows that are kept together below them.
    if !table.rows.isEmpty { first = max(first, try drawing.heightTogether(0, self)) }
    let title = try table.title.map { (text) throws(Problem) in try titled(text, level: 2) }
    need((title?.height ?? 0) + drawing.header.height + first)
    if let title { try draw(title) }
    let element = element(.table)
    if canvas.profile.isTagged {
      let head = canvas.element(.tableHead, in: element)
      drawing.headRow = canvas.element(.tableRow, in: head)
      drawing.body = canvas.element(.tableBody, in: element)
    }
    try drawing.drawHeader(on: &self)
    for index in table.rows.indices {
      try drawing.drawRow(index, on: &self)
    }
    try drawing.drawRules(on: &self)
  }
}

/// A table on its way onto pages.
struct TableDrawing {
  struct Cell {
    var text: ShapedText
    var lines: [Range<Int>]
  }

  /// A row with its texts broken into lines.
  struct Laid {
    var cells: [Cell]
    var height: Int
    var isStrong: Bool
    var isGroup = false
    var indent = 0
  }

  private let table: Table
  /// The edges of the columns from the left edge of the table.
  private let edges: [Int]
  private(set) var header = Laid(cells: [], height: 0, isStrong: true)
  /// Rows that are laid out and not drawn yet.
  private var waiting: [Int: Laid] = [:]
  var headRow: Int?
  var body = 0
  /// Lines below rows, drawn together when the page is left.
  private var rules: [(place: Int, isStrong: Bool)] = []

  init(_ table: Table, on document: PDFDocument) throws(Problem) {
    self.table = table
    edges = try Self.edges(table, document)
    header = try lay(table.columns.map(\.heading), isStrong: true, document, "the header")
  }

  private var padding: Int { Table.padding }

  // MARK: Columns

  /// Shares, but no number is broken: its column takes what it needs from the texts'.
  private static func edges(_ table: Table, _ document: PDFDocument) throws(Problem) -> [Int] {
    let total = max(1, table.columns.map(\.share).reduce(0, +))
    var edges = [0]
    for column in table.columns {
      edges.append((edges.last ?? 0) + document.width * column.share / total)
    }
    var widths = (0..<table.columns.count).map { edges[$0 + 1] - edges[$0] }
    var isChanged = false
    for (index, column) in table.columns.enumerated() where column.isNumber {
      var most = 0
      for row in table.rows where index < row.cells.count {
        // No number this short can be too wide, whatever its glyphs: none is wider than the em.
        let style = table.style(isStrong: row.isStrong)
        let cell = row.cells[index]
        if cell.utf8.count * style.size <= widths[index] - 2 * Table.padding { continue }
        most = max(most, document.canvas.fonts.width(cell, style.weight, size: style.size))
      }
      // A hundredth of a point more, against rounding.
      let needed = most + 2 * Table.padding + 10
      if needed > widths[index] {
        widths[index] = needed
        isChanged = true
      }
    }
    if !isChanged { return edges }
    // Texts share what is left as they did before, and need a few letters' width each.
    let texts = table.columns.indices.filter { !table.columns[$0].isNumber }
    let left =
      document.width
      - table.columns.indices.filter { table.columns[$0].isNumber }.map { widths[$0] }.reduce(0, +)
    let before = max(1, texts.map { widths[$0] }.reduce(0, +))
    guard left >= texts.count * 24_000 else {
      let widest = table.columns.indices.filter { table.columns[$0].isNumber }
        .max { widths[$0] < widths[$1] }
      throw .wideCell(widest.map { table.columns[$0].heading } ?? "")
    }
    for index in texts { widths[index] = left * widths[index] / before }
    edges = [0]
    for width in widths { edges.append((edges.last ?? 0) + width) }
    return edges
  }

  // MARK: Rows

  /// A row of the table, laid out once.
  mutating func laid(_ index: Int, _ document: PDFDocument) throws(Problem) -> Laid {
    if let known = waiting[index] { return known }
    let row = table.rows[index]
    var laid = try lay(
      row.cells, isStrong: row.isStrong, indent: row.indent, isGroup: row.isGroup, document,
      "row \(index + 1)")
    laid.isGroup = row.isGroup
    waiting[index] = laid
    return laid
  }

  private func lay(
    _ cells: [String], isStrong: Bool, indent: Int = 0, isGroup: Bool = false,
    _ document: PDFDocument, _ place: @autoclosure () -> String
  ) throws(Problem) -> Laid {
    let style = table.style(isStrong: isStrong)
    var unkerned = style
    unkerned.kerns = false
    var laid = Laid(cells: [], height: 0, isStrong: isStrong, indent: indent)
    laid.cells.reserveCapacity(cells.count)
    var most = 1
    for (index, text) in cells.enumerated() where index < table.columns.count {
      let column = table.columns[index]
      let shaped = try document.shape(
        text, column.isNumber ? unkerned : style, "\(place()), column '\(column.heading)'")
      var width = (isGroup ? edges[edges.count - 1] : edges[index + 1] - edges[index]) - 2 * padding
      if index == 0 { width -= indent }
      let lines = shaped.lines(width: width, size: style.size)
      most = max(most, lines.count)
      laid.cells.append(Cell(text: shaped, lines: lines))
    }
    laid.height = most * style.leading + 2 * padding
    return laid
  }

  /// What has to be on the same page as a row, itself included.
  mutating func heightTogether(_ index: Int, _ document: PDFDocument) throws(Problem) -> Int {
    var height = try laid(index, document).height
    var next = index
    while next + 1 < table.rows.count,
      table.rows[next].keepsWithNext || next + 2 == table.rows.count
    {
      next += 1
      height += try laid(next, document).height
    }
    if carriedHeight > 0, next + 1 < table.rows.count { height += carriedHeight }
    return height
  }

  private var carriedHeight: Int {
    table.carrying == nil ? 0 : table.style(isStrong: false).leading + 2 * padding
  }

  mutating func drawRow(_ index: Int, on document: inout PDFDocument) throws(Problem) {
    if document.room < (try heightTogether(index, document)) {
      let full = document.paper.size.height - 2 * document.margin - document.footerHeight
      var row = try laid(index, document)
      if row.height + header.height + 2 * carriedHeight > full {
        try drawTall(&row, index, on: &document)
        return
      }
      try turnPage(before: index, on: &document)
    }
    let row = try laid(index, document)
    waiting[index] = nil
    let element = document.canvas.element(.tableRow, in: body)
    try draw(row, in: element, as: .dataCell, on: &document)
    rules.append((document.y, row.isStrong))
  }

  /// A row that no page holds goes on from page to page, some lines on each.
  private mutating func drawTall(
    _ row: inout Laid, _ index: Int, on document: inout PDFDocument
  ) throws(Problem) {
    waiting[index] = nil
    let style = table.style(isStrong: row.isStrong)
    let element = document.canvas.element(.tableRow, in: body)
    var cells: [Int] = []
    while row.cells.contains(where: { !$0.lines.isEmpty }) {
      let count = (document.room - 2 * padding - carriedHeight) / style.leading
      if count < 1 {
        try turnPage(before: index, on: &document)
        continue
      }
      var part = row
      for place in row.cells.indices {
        part.cells[place].lines = Array(row.cells[place].lines.prefix(count))
        row.cells[place].lines = Array(row.cells[place].lines.dropFirst(count))
      }
      let most = part.cells.map(\.lines.count).max() ?? 1
      part.height = most * style.leading + 2 * padding
      cells = try draw(part, in: element, as: .dataCell, on: &document, existing: cells)
    }
    rules.append((document.y, row.isStrong))
  }

  private mutating func turnPage(before index: Int, on document: inout PDFDocument) throws(Problem)
  {
    let running = index > 0 ? table.rows[index - 1].running : nil
    if let carrying = table.carrying, let running {
      try drawCarried(carrying.forward, running, on: &document)
    }
    try drawRules(on: &document)
    document.advance()
    try drawHeader(on: &document)
    if let carrying = table.carrying, let running {
      try drawCarried(carrying.brought, running, on: &document)
    }
  }

  // MARK: Drawing

  /// On the first page the header is content; on the others it is a repetition that a screen reader
  /// should not hear again.
  mutating func drawHeader(on document: inout PDFDocument) throws(Problem) {
    let (left, top, width, height) = (
      document.frame.left, document.y, document.width, header.height
    )
    let shade = document.palette.shade
    try document.canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangle(x: left, y: top - height, width: width, height: height, shade)
    }
    if let row = headRow {
      headRow = nil
      try draw(header, in: row, as: .headerCell, on: &document)
      return
    }
    if !document.canvas.profile.isTagged {
      try draw(header, in: 0, as: .headerCell, on: &document)
      return
    }
    let (header, colour) = (header, document.palette.text)
    let drawing = self
    try document.canvas.artifact(.header) { (canvas: inout Canvas) throws(Problem) in
      for index in header.cells.indices {
        drawing.draw(header, index, left: left, top: top, colour, on: &canvas)
      }
    }
    document.y -= header.height
  }

  @discardableResult
  private func draw(
    _ row: Laid, in parent: Int, as kind: StructureKind, on document: inout PDFDocument,
    existing: [Int] = []
  ) throws(Problem) -> [Int] {
    let (left, top, colour) = (document.frame.left, document.y, document.palette.text)
    var cells = existing
    for index in row.cells.indices {
      if index == cells.count {
        var attributes: StructureElements.Attributes?
        if kind == .headerCell { attributes = StructureElements.Attributes(scope: "Column") }
        if row.isGroup {
          attributes = StructureElements.Attributes(
            scope: "Row", columnSpan: table.columns.count)
        }
        cells.append(
          document.canvas.element(row.isGroup ? .headerCell : kind, in: parent, attributes))
      }
      if row.cells[index].text.glyphs.isEmpty { continue }
      try document.canvas.draw(cells[index]) { (canvas: inout Canvas) throws(Problem) in
        draw(row, index, left: left, top: top, colour, on: &canvas)
      }
    }
    document.y -= row.height
    return cells
  }

  private func draw(
    _ row: Laid, _ index: Int, left: Int, top: Int, _ colour: Colour, on canvas: inout Canvas
  ) {
    let style = table.style(isStrong: row.isStrong)
    let cell = row.cells[index]
    var base = top - padding - style.size
    for line in cell.lines {
      var x = left + edges[index] + padding + (index == 0 ? row.indent : 0)
      if table.columns[index].isNumber, !row.isGroup {
        x = left + edges[index + 1] - padding - cell.text.width(line, size: style.size)
      }
      canvas.text(cell.text, line, x: x, y: base, size: style.size, colour)
      base -= style.leading
    }
  }

  /// A line that says what the rows so far come to: a help for people with paper, no content.
  private func drawCarried(_ label: String, _ amount: String, on document: inout PDFDocument)
    throws(Problem)
  {
    let style = table.style(isStrong: false)
    let name = try document.shape(label, style, "a carried line")
    let sum = try document.shape(amount, style, "a carried line")
    let (left, base) = (document.frame.left, document.y - padding - style.size)
    let edge = left + document.width - padding
    let colour = document.palette.muted
    try document.canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.text(
        name, name.glyphs.indices, x: left + padding, y: base, size: style.size, colour)
      canvas.text(
        sum, sum.glyphs.indices, x: edge - sum.width(size: style.size), y: base, size: style.size,
        colour)
    }
    document.y -= carriedHeight
  }

  mutating func drawRules(on document: inout PDFDocument) throws(Problem) {
    if rules.isEmpty { return }
    let (left, width, palette) = (document.frame.left, document.width, document.palette)
    let (all, strong) = (rules.filter { !$0.isStrong }, rules.filter(\.isStrong))
    rules = []
    try document.canvas.artifact(.layout) { (canvas: inout Canvas) throws(Problem) in
      canvas.rectangles(
        all.map { (left, $0.place, width, 400) }, palette.hairline)
      canvas.rectangles(
        strong.map { (left, $0.place, width, 400) }, palette.muted)
    }
  }
}
