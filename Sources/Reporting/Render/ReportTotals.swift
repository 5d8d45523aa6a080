internal import Diagnostics
internal import Store

/// Sums of the columns that want one, a line for each currency: amounts of two are never added.
struct ReportTotals {
  struct Line: Equatable {
    var currency: String?
    var digits: Int
    /// As many as there are columns; nought where a column has no total.
    var values: [Int64]
  }

  private let columns: [ReportColumn]
  private let positions: [Int]
  private(set) var lines: [Line] = []
  private var current = 0

  init(columns: [ReportColumn]) {
    self.columns = columns
    positions = columns.indices.filter { columns[$0].hasTotal }
  }

  var isWanted: Bool { !positions.isEmpty }

  /// Adds a row, whose cells `value` has.
  mutating func add(_ currency: String?, digits: Int, _ value: (Int) -> Int64?) throws(Problem) {
    guard isWanted else { return }
    if current >= lines.count || lines[current].currency != currency {
      current = lines.firstIndex { $0.currency == currency } ?? lines.count
      if current == lines.count {
        lines.append(
          Line(
            currency: currency, digits: digits, values: Array(repeating: 0, count: columns.count)))
      }
    }
    for position in positions {
      guard let number = value(position) else { continue }
      let (sum, isTooLarge) = lines[current].values[position].addingReportingOverflow(number)
      if isTooLarge {
        throw Problem(
          "sum-overflow", .input,
          "The total of the column '\(columns[position].name)' is larger than any number that can be "
            + "kept: a filter that leaves fewer rows has one.")
      }
      lines[current].values[position] = sum
    }
  }

  mutating func add(_ row: ReportRow) throws(Problem) {
    try add(row.currency, digits: row.digits) { index in
      if case .integer(let number) = row.cells[index] { number } else { nil }
    }
  }

  mutating func add(_ report: ReportRun) throws(Problem) {
    try add(report.currency, digits: report.digits) { report.integer($0) }
  }

  /// Adds sums that were made apart.
  mutating func add(_ other: ReportTotals) throws(Problem) {
    for line in other.lines {
      try add(line.currency, digits: line.digits) { line.values[$0] }
    }
  }

  /// The lines in the order of their currencies.
  var sorted: [Line] { lines.sorted { ($0.currency ?? "") < ($1.currency ?? "") } }

  /// For the eye: the word in the first column, the currency in its own.
  func texts(_ word: String = "Total") -> [[String]] {
    sorted.map { line in
      columns.enumerated().map { index, column in
        if index == 0 { return word }
        if column.name == "currency" { return line.currency ?? "" }
        guard column.hasTotal else { return "" }
        return CellText.readable(
          .integer(line.values[index]), column.kind, digits: line.digits)
      }
    }
  }
}

/// Totals of a report and of each of its groups. What the groups come to is added up again, and must be
/// the total.
struct GroupedTotals {
  let groups: [Int]
  private(set) var total: ReportTotals
  private(set) var group: ReportTotals
  private var groupSum: ReportTotals
  private let empty: ReportTotals
  private(set) var key: [String]?

  /// - Parameter groups: the positions of the columns that make a group.
  init(columns: [ReportColumn], groups: [Int]) {
    empty = ReportTotals(columns: columns)
    (total, group, groupSum) = (empty, empty, empty)
    self.groups = groups
  }

  /// Adds a row.
  ///
  /// - Returns: the totals of the group that ended before it; nil when it goes on.
  mutating func add(_ row: ReportRow, key newKey: [String]) throws(Problem) -> ReportTotals? {
    var ended: ReportTotals?
    if let key, key != newKey { ended = try endGroup() }
    key = newKey
    try group.add(row)
    try total.add(row)
    return ended
  }

  /// Ends the last group, and compares.
  mutating func finish() throws(Problem) -> ReportTotals? {
    guard key != nil else { return nil }
    let last = try endGroup()
    if groupSum.sorted != total.sorted {
      throw Problem(
        "totals-differ", .system,
        "The subtotals of the report don't add up to its totals: nothing of it can be relied on.")
    }
    return last
  }

  private mutating func endGroup() throws(Problem) -> ReportTotals {
    let ended = group
    try groupSum.add(ended)
    group = empty
    return ended
  }
}
