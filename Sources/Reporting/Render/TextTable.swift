internal import Bytes
internal import Diagnostics
internal import Store

/// A table for the terminal: columns aligned, numbers to the right, what does not fit cut off with a
/// visible `…`. Totals are kept by currency.
struct TextTable {
  /// Rows that decide the widths; later ones are cut to them.
  private static let sample = 2_000
  private static let gap = "  "
  /// Narrower than this a text says nothing.
  private static let narrowest = 6

  private let definition: ReportDefinition
  private let columns: [ReportColumn]
  /// Where the columns that are shown stand in a row.
  private let positions: [Int]
  private let width: Int

  /// - Parameter isWide: whether columns of detail are shown, however wide the table gets.
  init(_ definition: ReportDefinition, width: Int, isWide: Bool) {
    self.definition = definition
    self.width = isWide ? .max : width
    positions = definition.columns.indices.filter { isWide || !definition.columns[$0].isDetail }
    columns = positions.map { definition.columns[$0] }
  }

  func render(_ report: ReportRun, to sink: any ByteSink) throws(Problem) {
    try sink.write(definition.title + "\n")
    if !report.bound.isEmpty {
      let values = report.bound.map {
        String($0.name.map { $0 == "_" ? " " : $0 }) + " " + $0.value
      }
      try sink.write(values.joined(separator: ", ") + "\n")
    }
    try sink.write("\n")

    var totals = ReportTotals(columns: columns)
    var rows: [[String]] = []
    while rows.count < Self.sample, let row = try report.next().map(shown) {
      totals.add(row)
      rows.append(texts(row))
    }
    let widths = widths(rows + totals.lines())
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    try sink.write(line(columns.map(\.heading), widths) + rule + "\n")
    for row in rows { try sink.write(line(row, widths)) }
    var count = rows.count
    while let row = try report.next().map(shown) {
      totals.add(row)
      count += 1
      try sink.write(line(texts(row), widths))
      try Interrupt.check()
    }
    let sums = totals.lines()
    if !sums.isEmpty, count > 0 {
      try sink.write(rule + "\n")
      for sum in sums { try sink.write(line(sum, widths)) }
    }
    try sink.write("\n\(count) \(count == 1 ? "row" : "rows")\n")
  }

  private func shown(_ row: ReportRow) -> ReportRow {
    ReportRow(
      cells: positions.map { row.cells[$0] }, digits: row.digits, currency: row.currency)
  }

  private func texts(_ row: ReportRow) -> [String] {
    zip(row.cells, columns).map { cell, column in
      // A line end would break the table.
      String(
        CellText.readable(cell, column.kind, digits: row.digits)
          .map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
  }

  private func widths(_ rows: [[String]]) -> [Int] {
    var widths = columns.map(\.heading.count)
    for row in rows {
      for (index, text) in row.enumerated() { widths[index] = max(widths[index], text.count) }
    }
    for (index, column) in columns.enumerated() {
      if let fixed = column.width { widths[index] = min(widths[index], max(fixed, 3)) }
    }
    // Texts give way, the widest first; numbers and ids never do.
    let gaps = Self.gap.count * max(0, widths.count - 1)
    var excess = widths.reduce(0, +) + gaps - width
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].kind == .text && widths[$0] > Self.narrowest
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func line(_ texts: [String], _ widths: [Int]) -> String {
    var line = ""
    for (index, text) in texts.enumerated() {
      let width = widths[index]
      let cut = text.count > width ? text.prefix(width - 1) + "…" : text[...]
      let pad = String(repeating: " ", count: width - cut.count)
      line += columns[index].kind.isNumber ? pad + cut : cut + pad
      if index < texts.count - 1 { line += Self.gap }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
