internal import Bytes
internal import Diagnostics
internal import Store

/// A table for the terminal: columns aligned, numbers to the right, texts that do not fit cut off with a
/// visible `…`. Where even that is too wide, columns go on below, with what says which row it is: no number
/// is cut, and none is left out. Totals are kept by currency, and for each group.
struct TextTable {
  /// Rows that decide the widths; later ones are cut to them.
  private static let sample = 2_000
  /// Rows that stand together before their further columns come.
  private static let page = 40
  /// A text of a table that goes on below is not longer.
  private static let longest = 20
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
  private var gap = 2
  /// The columns that stand side by side.
  private var bands: [[Int]] = []
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
    measure(lines)
    if bands.count == 1 {
      try write(&lines, isWhole, to: sink)
    } else {
      try writePages(&lines, isWhole, to: sink)
    }
    try sink.write("\n\(count) \(count == 1 ? "row" : "rows")\n")
    return Rendered(rows: count)
  }

  private mutating func write(_ lines: inout [Line], _ isWhole: Bool, to sink: any ByteSink)
    throws(Problem)
  {
    try sink.write(head(bands[0]))
    for line in lines { try sink.write(text(line, bands[0])) }
    if !isWhole {
      while let row = try next() {
        for line in row { try sink.write(text(line, bands[0])) }
        try Interrupt.check()
      }
      for line in try last() { try sink.write(text(line, bands[0])) }
    }
    try sink.write(sums(bands[0]))
  }

  /// Some rows, then the same with their further columns, then the next rows.
  private mutating func writePages(_ lines: inout [Line], _ isWhole: Bool, to sink: any ByteSink)
    throws(Problem)
  {
    var hasMore = !isWhole
    while true {
      while hasMore, lines.count <= Self.page {
        if let row = try next() {
          lines += row
        } else {
          lines += try last()
          hasMore = false
        }
      }
      let isLast = !hasMore && lines.count <= Self.page
      let page = lines.prefix(Self.page)
      for (number, band) in bands.enumerated() {
        try sink.write((number == 0 ? "" : "\n") + head(band))
        for line in page { try sink.write(text(line, band)) }
        if isLast { try sink.write(sums(band)) }
      }
      if isLast { return }
      lines.removeFirst(page.count)
      try sink.write("\n\n")
      try Interrupt.check()
    }
  }

  // MARK: Lines

  private func head(_ band: [Int]) -> String {
    line(columns.map { $0.heading(report.choice.zone) }, band) + rule(band)
  }

  private func rule(_ band: [Int]) -> String {
    band.map { String(repeating: "-", count: widths[$0]) }
      .joined(separator: String(repeating: " ", count: gap)) + "\n"
  }

  private func sums(_ band: [Int]) -> String {
    let sums = totals.total.texts()
    if sums.isEmpty || count == 0 { return "" }
    return rule(band) + sums.map { line($0, band) }.joined()
  }

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

  private func text(_ line: Line, _ band: [Int]) -> String {
    switch line {
    case .row(let texts): self.line(texts, band)
    case .subtotal(let texts): self.line(texts, band) + "\n"
    }
  }

  private mutating func measure(_ lines: [Line]) {
    widths = columns.map { $0.heading(report.choice.zone).count }
    for line in lines {
      switch line {
      case .row(let texts), .subtotal(let texts): widen(texts)
      }
    }
    for sum in totals.total.texts() { widen(sum) }
    for (index, column) in columns.enumerated() {
      if let fixed = column.width { widths[index] = min(widths[index], max(fixed, 3)) }
    }
    let whole = widths
    bands = [Array(columns.indices)]
    for room in [2, 1] {
      gap = room
      if narrow() { return }
      widths = whole
    }
    gap = 2
    for index in columns.indices where columns[index].kind == .text {
      widths[index] = min(widths[index], Self.longest)
    }
    split()
  }

  private mutating func widen(_ texts: [String]) {
    for (index, text) in texts.enumerated() { widths[index] = max(widths[index], text.count) }
  }

  private func room(of band: [Int]) -> Int {
    band.reduce(0) { $0 + widths[$1] } + gap * max(0, band.count - 1)
  }

  /// Texts give way, the widest first; numbers and ids never do.
  ///
  /// - Returns: whether all columns fit beside each other now.
  private mutating func narrow() -> Bool {
    var excess = room(of: Array(columns.indices)) - width
    while excess > 0 {
      let candidates = columns.indices.filter {
        columns[$0].kind == .text && widths[$0] > Self.narrowest
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { return false }
      widths[widest] -= 1
      excess -= 1
    }
    return true
  }

  /// As many columns in each band as fit, after those that say what a row is.
  private mutating func split() {
    let ids = columns.prefix { $0.kind == .id }.count
    var keys = Array(0..<min(max(ids, 1), 2))
    // An amount without its currency could be of any.
    if let currency = columns.firstIndex(where: { $0.name == "currency" }), !keys.contains(currency)
    {
      keys.append(currency)
    }
    bands = []
    var band = keys
    for index in columns.indices where !keys.contains(index) {
      if band.count > keys.count, room(of: band + [index]) > width {
        bands.append(band)
        band = keys
      }
      band.append(index)
    }
    bands.append(band)
  }

  private func line(_ texts: [String], _ band: [Int]) -> String {
    var line = ""
    for index in band {
      let (text, width) = (texts[index], widths[index])
      // A number that is cut would be another one.
      let isCut = text.count > width && !columns[index].kind.isNumber
      let cut = isCut ? text.prefix(width - 1) + "…" : text[...]
      let pad = String(repeating: " ", count: max(0, width - cut.count))
      line += columns[index].kind.isNumber ? pad + cut : cut + pad
      if index != band.last { line += String(repeating: " ", count: gap) }
    }
    while line.last == " " { line.removeLast() }
    return line + "\n"
  }
}
