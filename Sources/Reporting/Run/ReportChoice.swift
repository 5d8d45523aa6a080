package import Billing
package import Diagnostics
package import Store

/// What a reader picks from a report: rows, columns, their order, and the zone of its times.
package struct ReportChoice: Sendable {
  /// All of them must hold.
  package var filters: [String] = []
  /// Columns to sort by; within groups, where the report has groups.
  package var sort: String?
  /// The columns to show, hidden ones too, in this order; nil: those of the report.
  package var columns: [String]?
  /// Instants are shown, and days in filters meant, by this zone's clock; nil: UTC.
  package var zone: TimeZoneRules?
  /// Who `is me` means.
  package var user: String?

  package init() {}

  /// The report with the chosen columns and order.
  ///
  /// - Throws: `unknown-column`, with the nearest.
  func applied(to report: ReportDefinition) throws(Problem) -> ReportDefinition {
    var chosen = report
    if let columns {
      var list: [ReportColumn] = []
      for name in columns {
        var column = try Self.column(name, of: report)
        column.isDetail = false
        list.append(column)
      }
      chosen.columns = list
      let names = columns
      chosen.hidden = report.allColumns.filter { !names.contains($0.name) }
      if !chosen.group.allSatisfy(names.contains) { chosen.group = [] }
      if let chart = chosen.chart, !chart.columns.allSatisfy(names.contains) { chosen.chart = nil }
    }
    if let sort {
      var order: [(column: String, descending: Bool)] = []
      for term in sort.split(separator: ",") {
        let words = term.split(separator: " ").map(String.init)
        guard let first = words.first, words.count <= 2,
          words.count == 1 || ["asc", "desc"].contains(words[1])
        else {
          throw Problem(
            "bad-sort", .usage,
            "'\(String(term).trimmed)' is no order: give columns such as \"date, -amount\".")
        }
        let isReversed = first.hasPrefix("-")
        let column = try Self.column(isReversed ? String(first.dropFirst()) : first, of: report)
        order.append((column.name, isReversed != (words.last == "desc")))
      }
      // Groups stay together: the order holds inside them.
      let groups = report.order.prefix { chosen.group.contains($0.column) }
      chosen.order = groups + order.filter { term in !groups.contains { $0.column == term.column } }
    }
    return chosen
  }

  private static func column(_ name: String, of report: ReportDefinition) throws(Problem)
    -> ReportColumn
  {
    let columns = report.allColumns
    guard let column = columns.first(where: { $0.name == name }) else {
      throw Problem(
        "unknown-column", .usage,
        "The report '\(report.name)' has no column '\(name)'."
          + NearestName.hint(name, among: columns.map(\.name)) + " There are: "
          + columns.map(\.name).joined(separator: ", ") + ".")
    }
    return column
  }
}

extension ReportDefinition {
  /// The report's own query, prepared: it is whole, only reads, and has the columns of the header.
  ///
  /// - Throws: `report-refused`, `report-sql`, placed in the report's file.
  package func prepared(in database: Database) throws(Problem) -> Statement {
    let statement: Statement
    do throws(Problem) {
      statement = try database.prepare(QueryText(sql).statement)
    } catch { throw refused(error, by: database) }
    let names = statement.columnNames
    for column in allColumns where !names.contains(column.name) {
      throw Problem(
        "report-sql", .input,
        "The query has no column '\(column.name)', which the header declares."
          + NearestName.hint(column.name, among: names),
        at: SourcePosition(file: place, line: column.line))
    }
    return statement
  }

  private var place: String { file.isEmpty ? "\(name).sql" : file }

  /// Why a query can't run: what it would do that a report may not, or where its SQL is wrong.
  func refused(_ error: Problem, by database: Database) -> Problem {
    if var deed = database.refusal {
      // A pragma as a table begins by making that table.
      if sql.lowercased().contains("pragma_") { deed = "calls a pragma" }
      return Problem(
        "report-refused", .input,
        "The report '\(name)' \(deed), and a report only reads the store: take that out.",
        at: SourcePosition(file: place, line: sqlLine))
    }
    let found = database.errorOffset.map { self.place(ofByte: $0) }
    return Problem(
      "report-sql", .input, "The query of the report '\(name)' can't run.",
      at: SourcePosition(file: place, line: found?.line, column: found?.column),
      cause: error.message)
  }
}
