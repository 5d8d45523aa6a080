internal import Store

/// Sums of the columns that want one, a line for each currency.
struct ReportTotals {
  private let columns: [ReportColumn]
  private var sums: [String: (digits: Int, values: [Int64])] = [:]

  init(columns: [ReportColumn]) { self.columns = columns }

  mutating func add(_ row: ReportRow) {
    guard columns.contains(where: \.hasTotal) else { return }
    let key = row.currency ?? ""
    var values = sums[key]?.values ?? Array(repeating: 0, count: columns.count)
    for (index, column) in columns.enumerated() where column.hasTotal {
      if case .integer(let number) = row.cells[index] { values[index] += number }
    }
    sums[key] = (row.digits, values)
  }

  func lines() -> [[String]] {
    sums.keys.sorted().compactMap { currency in
      guard let (digits, values) = sums[currency] else { return nil }
      return columns.enumerated().map { index, column in
        if index == 0 { return "Total" }
        if column.name == "currency" { return currency }
        guard column.hasTotal else { return "" }
        return CellText.readable(.integer(values[index]), column.kind, digits: digits)
      }
    }
  }
}
