package import Diagnostics
package import Store

/// The totals of a report by two ways: added up row by row, and summed by SQLite over the same query.
package struct TotalsCheck {
  package struct Line: Sendable {
    package var column: String
    package var currency: String?
    /// What the rows came to.
    package var added: String
    /// What SQLite says.
    package var summed: String
    package var holds: Bool { added == summed }
  }

  package private(set) var lines: [Line] = []

  /// - Parameter open: a connection for each of the two.
  package init(
    _ report: ReportDefinition, arguments: [String: String], choice: ReportChoice,
    open: () throws(Problem) -> Database
  ) throws(Problem) {
    let run = try ReportRun(report, database: try open(), arguments: arguments, choice: choice)
    let columns = run.definition.columns
    var totals = ReportTotals(columns: columns)
    while try run.advance() { try totals.add(run) }
    let sums = try ReportRun.sums(
      of: report, database: try open(), arguments: arguments, choice: choice)
    let wanted = columns.indices.filter { columns[$0].hasTotal }
    for line in totals.sorted {
      for (place, index) in wanted.enumerated() {
        func text(_ value: Int64?) -> String {
          value.map {
            CellText.readable(.integer($0), columns[index].kind, digits: line.digits)
          } ?? "nothing"
        }
        let summed = sums.first { $0.currency == line.currency }?.values[place]
        lines.append(
          Line(
            column: columns[index].name, currency: line.currency, added: text(line.values[index]),
            summed: text(summed ?? 0)))
      }
    }
  }
}
