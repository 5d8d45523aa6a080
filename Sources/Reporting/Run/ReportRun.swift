internal import Billing
package import Diagnostics
package import Store

/// A report with its parameters, run against a store: read-only, streaming, the same bytes each time.
package final class ReportRun {
  package let definition: ReportDefinition
  /// Values of the parameters as they were bound, in declared order, for headings.
  package private(set) var bound: [(name: String, value: String)] = []
  /// The last accounting date of the ledger: what a document is dated by, as no report reads a clock.
  package let lastDate: String?
  private let statement: Statement
  private let positions: [Int]
  private let currencyPosition: Int?
  private var isDone = false

  /// - Parameters:
  ///   - database: a connection of the report's own; it is restricted to reading for good.
  ///   - arguments: values of parameters by name.
  ///   - filter: what `--where` says.
  package init(
    _ definition: ReportDefinition, database: Database, arguments: [String: String],
    filter: String? = nil
  ) throws(Problem) {
    var values: [(parameter: ReportParameter, value: SQLValue)] = []
    for parameter in definition.parameters {
      let value = try Self.value(of: parameter, arguments[parameter.name], database)
      values.append((parameter, value))
      switch value {
      case .text(let text): bound.append((parameter.name, text))
      case .integer(let number): bound.append((parameter.name, String(number)))
      case .null: break
      }
    }
    let definition = definition.headed(by: bound)
    self.definition = definition
    lastDate = try LedgerCalendar.lastDate(in: database)
    database.allowOnlyReading()

    var sql = "SELECT * FROM (\n\(definition.sql)\n)"
    var filterValues: [SQLValue] = []
    if let filter {
      let columns = definition.allColumns
      let parsed = try FilterParser.parse(filter, columns: columns.map(\.name))
      let condition = try FilterSQL(parsed, columns: columns)
      sql += "\nWHERE \(condition.condition)"
      filterValues = condition.values
    }
    if !definition.order.isEmpty {
      let terms = definition.order.map { "\"\($0.column)\"" + ($0.descending ? " DESC" : "") }
      sql += "\nORDER BY " + terms.joined(separator: ", ")
    }
    do throws(Problem) {
      statement = try database.prepare(sql)
    } catch {
      throw Problem(
        "report-sql", .input, "The query of the report '\(definition.name)' can't run.",
        at: SourcePosition(file: "\(definition.name).sql"), cause: error.message)
    }
    var names: [String] = []
    for column in 0..<statement.columnCount { names.append(statement.columnName(column)) }
    var positions: [Int] = []
    for column in definition.columns {
      guard let position = names.firstIndex(of: column.name) else {
        throw Problem(
          "report-sql", .input,
          "The query has no column '\(column.name)', which the header declares."
            + NearestName.hint(column.name, among: names),
          at: SourcePosition(file: "\(definition.name).sql"))
      }
      positions.append(position)
    }
    self.positions = positions
    currencyPosition = names.firstIndex(of: "currency")
    for (parameter, value) in values {
      if let index = statement.parameter(":" + parameter.name) { statement.bind(value, at: index) }
    }
    for (offset, value) in filterValues.enumerated() {
      statement.bind(value, at: Int32(FilterSQL.firstParameter + offset))
    }
  }

  /// The next row; nil at the end.
  package func next() throws(Problem) -> ReportRow? {
    // A statement that is asked again after its end begins anew.
    if isDone { return nil }
    guard try statement.step() else {
      isDone = true
      return nil
    }
    let digits = currencyPosition.flatMap { statement.text($0) }.flatMap { Currency.digits($0) }
    return ReportRow(
      cells: positions.map { statement.value($0) }, digits: digits ?? 2,
      currency: currencyPosition.flatMap { statement.text($0) })
  }

  private static func value(
    of parameter: ReportParameter, _ given: String?, _ database: Database
  ) throws(Problem) -> SQLValue {
    guard var text = given ?? parameter.defaultValue else {
      if parameter.isRequired {
        throw Problem(
          "missing-parameter", .usage,
          "The report needs --\(parameter.option): \(parameter.about).")
      }
      return .null
    }
    if given == nil, text == "last" {
      guard let last = try LedgerCalendar.lastDate(in: database) else { return .null }
      text = last
    }
    if !parameter.choices.isEmpty, !parameter.choices.contains(text) {
      throw Problem(
        "bad-choice", .usage,
        "--\(parameter.option) is one of \(parameter.choices.joined(separator: ", ")), not '\(text)'."
          + NearestName.hint(text, among: parameter.choices))
    }
    switch parameter.kind {
    case .text: return .text(text)
    case .date:
      guard CalendarDate(text) != nil else {
        throw Problem(
          "bad-date", .usage, "--\(parameter.option) wants a day such as 2026-10-31, not '\(text)'."
        )
      }
      return .text(text)
    case .integer:
      guard let number = Int64(text) else {
        throw Problem(
          "not-a-number", .usage, "--\(parameter.option) wants a whole number, not '\(text)'.")
      }
      return .integer(number)
    }
  }
}

/// One row of a report: its declared columns.
package struct ReportRow: Sendable {
  package var cells: [SQLValue]
  /// Decimal digits of the row's currency.
  package var digits: Int
  package var currency: String?
}
