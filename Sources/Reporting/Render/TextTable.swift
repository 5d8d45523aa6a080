internal import Bytes
internal import Diagnostics
internal import Store

/// A table for the terminal: columns aligned, numbers to the right, what does not fit cut off with a
/// visible `…`. Totals are kept by currency, and for each group.
struct TextTable {
  /// Rows that decide the widths; later ones are cut to them.
  private static let sample = 2_000
  private static let gap = "  "
  /// Narrower than this a text says nothing.
  private static let narrowest = 6

  private enum Line {
    case row([String])
    /// Totals of the group that ended.
    case subtotal([String])
  }

  private let report: ReportRun
  private let columns: [ReportColumn]
  /// Where the columns that are shown stand in a row.
  private let positions: [Int]
  private let width: Int
  private var totals: GroupedTotals
  private var widths: [Int] = []
  private var count = 0

  init(_ report: ReportRun, _ options: RenderOptions) {
    self.report = report
    let all = report.definition.columns
    width = options.isWide ? .max : options.width
    positions = all.indices.filter { options.isWide || !all[$0].isDetail }
    let shown = positions.map { all[$0] }
    columns = shown
    let groups = report.definition.group.compactMap { name in shown.firstIndex { $0.name == name } }
    totals = GroupedTotals(columns: shown, groups: groups)
  }

  func render(to sink: any ByteSink) throws(Problem) -> Rendered {
    var copy = self
    return try copy.run(sink)
  }

  private mutating func run(_ sink: any ByteSink) throws(Problem) -> Rendered {
    try sink.write(report.definition.title + "\n")
    let circumstances = report.circumstances
    if !circumstances.isEmpty {
      try sink.write(
        circumstances.map { "\($0.name) \($0.value)" }.joined(separator: ", ") + "\n")
    }
    try sink.write("\n")

    var lines: [Line] = []
    while count < Self.sample, let row = try next() { lines += row }
    let isWhole = count < Self.sample
    if isWhole { lines += try last() }
    widths = measure(lines)
    let rule = widths.map { String(repeating: "-", count: $0) }.joined(separator: Self.gap)
    try sink.write(line(columns.map { $0.heading(report.choice.zone) }) + rule + "\n")
    for line in lines { try sink.write(text(line)) }
    if !isWhole {
      while let row = try next() {
        for line in row { try sink.write(text(line)) }
        try Interrupt.check()
      }
      for line in try last() { try sink.write(text(line)) }
    }
    let sums = totals.total.texts()
    if !sums.isEmpty, count > 0 {
      try sink.write(rule + "\n")
      for sum in sums { try sink.write(line(sum)) }
    }
    try sink.write("\n\(count) \(count == 1 ? "row" : "rows")\n")
    return Rendered(rows: count)
  }

  // MARK: Lines

  /// The lines of the next row: before it, the totals of the group that it ends.
  private mutating func next() throws(Problem) -> [Line]? {
    guard let whole = try report.next() else { return nil }
    count += 1
    let row = ReportRow(
      cells: positions.map { whole.cells[$0] }, digits: whole.digits, currency: whole.currency)
    let texts = texts(row)
    let ended = try totals.add(row, key: totals.groups.map { texts[$0] })
    return (ended.map(subtotals) ?? []) + [.row(texts)]
  }

  private mutating func last() throws(Problem) -> [Line] {
    try totals.finish().map(subtotals) ?? []
  }

  private func subtotals(_ group: ReportTotals) -> [Line] {
    totals.groups.isEmpty ? [] : group.texts("Subtotal").map { .subtotal($0) }
  }

  private func texts(_ row: ReportRow) -> [String] {
    zip(row.cells, columns).map { cell, column in
      // A line end would break the table.
      String(
        CellText.readable(cell, column.kind, digits: row.digits, zone: report.choice.zone)
          .map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
  }

  private func text(_ line: Line) -> String {
    switch line {
    case .row(let texts): self.line(texts)
    case .subtotal(let texts): self.line(texts) + "\n"
    }
  }

  private func measure(_ lines: [Line]) -> [Int] {
    var widths = columns.map { $0.heading(report.choice.zone).count }
    func add(_ texts: [String]) {
      for (index, text) in texts.enumerated() { widths[index] = max(widths[index], text.count) }
    }
    for line in lines {
      switch line {
      case .row(let texts), .subtotal(let texts): add(texts)
      }
    }
    for sum in totals.total.texts() { add(sum) }
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

  private func line(_ texts: [String]) -> String {
    var line = ""
    for (index, text) in texts.enumerated() {
      let width = widths[index]
      // A number that is cut would be another one.
      let isCut = text.count > width && !columns[index].kind.isNumber
      let cut = isCut ? text.prefix(width - 1) + "…" : text[...]
      let pad = String(repeating: " ", count: max(0, width - cut.count))
      line += columns[index].kind.isNumber ? pad + cut : cut + pad
      if index < texts.count - 1 { line += Self.gap }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
