internal import Billing
internal import Bytes
package import Diagnostics
package import Store

/// A report with its parameters, run against a store: read-only, streaming, the same bytes each time.
package final class ReportRun {
  /// The report, with the columns and the order that were chosen.
  package let definition: ReportDefinition
  /// Values of the parameters as they were bound, in declared order, for headings.
  package private(set) var bound: [(name: String, value: String)] = []
  package let choice: ReportChoice
  private let database: Database
  private let statement: Statement
  private let currencyPosition: Int?
  /// What `lastDate` found, and who looks for it.
  private var foundLastDate: String??
  private var finder: Worker<String?>?
  private var isDone = false
  /// The currency of the row at hand, and its digits: rows that follow each other mostly share it.
  package private(set) var currency: String?
  package private(set) var digits = 2

  /// - Parameters:
  ///   - database: a connection of the report's own; it is restricted to reading for good.
  ///   - arguments: values of parameters by name.
  ///   - filter: what `--where` says.
  ///   - choice: other filters, columns, order and zone.
  package init(
    _ report: ReportDefinition, database: Database, arguments: [String: String],
    filter: String? = nil, choice: ReportChoice = ReportChoice()
  ) throws(Problem) {
    var choice = choice
    if let filter { choice.filters.append(filter) }
    self.choice = choice
    let values = try Self.values(of: report, arguments, database)
    for (parameter, value) in values {
      switch value {
      case .text(let text): bound.append((parameter.name, text))
      case .integer(let number): bound.append((parameter.name, String(number)))
      case .null: break
      }
    }
    let report = report.headed(by: bound)
    self.database = database
    database.allowOnlyReading()
    _ = try report.prepared(in: database)
    definition = try choice.applied(to: report)

    statement = try Self.statement(
      report, try Self.query(report, definition, choice), values, database)
    currencyPosition = Self.shown(report, definition).firstIndex(of: "currency")
  }

  /// Lets a connection keep more of the store at hand than SQLite does by itself: a list of millions of
  /// rows comes to the same accounts again and again.
  package static func keepMoreAtHand(_ database: Database) throws(Problem) {
    try database.execute("PRAGMA cache_size = -16384")
  }

  /// The columns of the query: those that are shown, in their order, and the currency that amounts need.
  private static func shown(_ report: ReportDefinition, _ chosen: ReportDefinition) -> [String] {
    let names = chosen.columns.map(\.name)
    let needsCurrency =
      !names.contains("currency") && report.allColumns.contains { $0.name == "currency" }
    return names + (needsCurrency ? ["currency"] : [])
  }

  /// The query with its parameters and what the filter compares with.
  private static func statement(
    _ report: ReportDefinition, _ query: (sql: String, values: [SQLValue]),
    _ values: [(parameter: ReportParameter, value: SQLValue)], _ database: Database
  ) throws(Problem) -> Statement {
    let statement: Statement
    do throws(Problem) {
      statement = try database.prepare(query.sql)
    } catch { throw report.refused(error, by: database) }
    for (parameter, value) in values {
      if let index = statement.parameter(":" + parameter.name) { statement.bind(value, at: index) }
    }
    for (offset, value) in query.values.enumerated() {
      statement.bind(value, at: Int32(FilterSQL.firstParameter + offset))
    }
    return statement
  }

  /// Asks a report once for several readers of it: its rows go to a temporary table of the connection,
  /// in its order.
  ///
  /// - Returns: the report, as it reads them there.
  package static func keep(
    _ report: ReportDefinition, in table: String, database: Database, arguments: [String: String]
  ) throws(Problem) -> ReportDefinition {
    let query =
      "CREATE TEMP TABLE \(table) AS\nSELECT * FROM (\n\(QueryText(report.sql).statement)\n)"
      + report.ordering
    let statement = try Self.statement(
      report, (query, []), try values(of: report, arguments, database), database)
    while try statement.step() {}
    return report.kept(in: table)
  }

  /// What SQLite sums up of the columns with totals, for each currency: the other way to the totals of a
  /// report.
  static func sums(
    of report: ReportDefinition, database: Database, arguments: [String: String],
    choice: ReportChoice
  ) throws(Problem) -> [(currency: String?, values: [Int64?])] {
    let values = try Self.values(of: report, arguments, database)
    database.allowOnlyReading()
    var chosen = try choice.applied(to: report)
    chosen.order = []
    let columns = chosen.columns.filter(\.hasTotal).map { "sum(\"\($0.name)\")" }
    guard !columns.isEmpty else { return [] }
    let currency = report.allColumns.contains { $0.name == "currency" } ? "\"currency\"" : "NULL"
    var query = try Self.query(report, chosen, choice)
    query.sql =
      "SELECT \(currency), \(columns.joined(separator: ", ")) FROM (\n\(query.sql)\n) GROUP BY 1"
    let statement = try Self.statement(report, query, values, database)
    var sums: [(currency: String?, values: [Int64?])] = []
    while try statement.step() {
      sums.append((statement.text(0), columns.indices.map { statement.optionalInteger($0 + 1) }))
    }
    return sums
  }

  /// The report's query with what was chosen around it.
  private static func query(
    _ report: ReportDefinition, _ chosen: ReportDefinition, _ choice: ReportChoice
  ) throws(Problem) -> (sql: String, values: [SQLValue]) {
    // Only what is shown: what nobody asks for costs nothing.
    let shown = Self.shown(report, chosen).map { "\"\($0)\"" }.joined(separator: ", ")
    var sql = "SELECT \(shown) FROM (\n\(QueryText(report.sql).statement)\n)"
    var values: [SQLValue] = []
    if !choice.filters.isEmpty {
      let columns = report.allColumns
      var filters: [Filter] = []
      for text in choice.filters {
        filters.append(try FilterParser.parse(text, columns: columns.map(\.name)))
      }
      let condition = try FilterSQL(
        filters.count == 1 ? filters[0] : .all(filters), columns: columns, zone: choice.zone,
        user: choice.user)
      sql += "\nWHERE \(condition.condition)"
      values = condition.values
    }
    return (sql + chosen.ordering, values)
  }

  // MARK: Rows

  /// Moves to the next row; false at the end. The row's cells are read below, without a copy of it.
  package func advance() throws(Problem) -> Bool {
    // A statement that is asked again after its end begins anew.
    if isDone { return false }
    guard try statement.step() else {
      isDone = true
      return false
    }
    if let currencyPosition {
      let code = statement.text(currencyPosition)
      if code != currency {
        currency = code
        digits = code.flatMap { Currency.digits($0) } ?? 2
      }
    }
    return true
  }

  func isNull(_ column: Int) -> Bool { statement.isNull(column) }
  /// The whole number of a cell; nil when it holds none.
  func integer(_ column: Int) -> Int64? {
    statement.holdsInteger(column) ? statement.integer(column) : nil
  }
  /// Appends the text of a cell; false when it is NULL.
  func appendText(_ column: Int, to buffer: inout [UInt8]) -> Bool {
    statement.appendText(column, to: &buffer)
  }

  func text(_ column: Int) -> String? { statement.text(column) }
  /// The row at hand.
  var row: ReportRow {
    ReportRow(
      cells: definition.columns.indices.map { statement.value($0) }, digits: digits,
      currency: currency)
  }

  /// The next row; nil at the end.
  package func next() throws(Problem) -> ReportRow? { try advance() ? row : nil }

  /// What the heading of a rendering says besides the title: parameters, filter, zone.
  package var circumstances: [(name: String, value: String)] {
    var list = bound.map { (String($0.name.map { $0 == "_" ? " " : $0 }), $0.value) }
    for filter in choice.filters { list.append(("where", filter)) }
    if let zone = choice.zone { list.append(("times of", zone.name)) }
    return list
  }

  /// The last accounting date of the ledger: what a document is dated by, as no report reads a clock. To
  /// find it every entry is looked at, so it is asked for where it is shown.
  package var lastDate: String? {
    get throws(Problem) {
      if let foundLastDate { return foundLastDate }
      let date =
        if let finder { try finder.join() } else { try LedgerCalendar.lastDate(in: database) }
      foundLastDate = .some(date)
      return date
    }
  }

  /// Has a thread of its own look for `lastDate` while the rows are written, on a connection of its own.
  func beginFindingLastDate() throws(Problem) {
    let path = database.path
    // A store in memory is its connection's alone.
    if path.isEmpty || path.hasPrefix(":") { return }
    finder = try Worker<String?> { () throws(Problem) -> String? in
      try LedgerCalendar.lastDate(in: try Database(path: path, mode: .read))
    }
  }

  /// The day that a document made of the report bears.
  package var date: String {
    get throws(Problem) {
      if let day = bound.last(where: { ["as_of", "to"].contains($0.name) }) { return day.value }
      return try lastDate ?? "1970-01-01"
    }
  }

  private static func values(
    of report: ReportDefinition, _ arguments: [String: String], _ database: Database
  ) throws(Problem) -> [(parameter: ReportParameter, value: SQLValue)] {
    var values: [(parameter: ReportParameter, value: SQLValue)] = []
    for parameter in report.parameters {
      values.append((parameter, try value(of: parameter, arguments[parameter.name], database)))
    }
    return values
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
