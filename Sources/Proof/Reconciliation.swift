package import Diagnostics
internal import Reporting
package import Store

/// The days that a proof is about.
package struct ProofPeriod: Sendable, Equatable {
  /// The first day whose movements are told apart; what came before it opens.
  package var from: String
  /// The last day whose entries count.
  package var asOf: String

  package init(from: String = "0000-01-01", asOf: String) {
    self.from = from
    self.asOf = asOf
  }

  /// All there is: up to the last accounting date, or the last day of which a source states something.
  /// Nil for an empty ledger.
  package init?(allOf database: Database) throws(Problem) {
    guard let last = try LedgerCalendar.lastDate(in: database) else { return nil }
    self.init(asOf: max(last, try database.text("SELECT max(as_of) FROM stated") ?? last))
  }
}

/// All equations, asked of a store.
package struct Reconciliation: Sendable {
  package let period: ProofPeriod
  package private(set) var equations: [Equation] = []
  package private(set) var stated: StatedBalances

  package init(of database: Database, period: ProofPeriod) throws {
    self.period = period
    for definition in EquationDefinition.all {
      equations.append(
        try Self.ask(definition, from: EquationSource(database: database), period: period))
    }
    stated = try StatedBalances(
      equations.first { $0.name == StatedBalances.equation }, in: database, asOf: period.asOf)
  }

  package func count(_ verdict: Equation.Verdict) -> Int {
    equations.count { $0.verdict == verdict }
  }

  /// Invariants of which at least one equation has data.
  package var shown: Set<Int> {
    Set(equations.filter { $0.verdict != .noData }.map(\.invariant))
  }

  /// Those of which none has, with why.
  package var notShown: [(invariant: Int, reason: String)] {
    let shown = shown
    var told = Set<Int>()
    return equations.filter { !shown.contains($0.invariant) }.compactMap { equation in
      guard told.insert(equation.invariant).inserted else { return nil }
      return (equation.invariant, equation.reason ?? "the store has no such data")
    }
  }

  // MARK: Asking

  /// - Parameters:
  ///   - other: what queries are asked of that read no report, and where the result is put together, as
  ///     the source may be restricted to reading; nil for the same source.
  ///   - countsLacking: whether what the source does not state is counted.
  static func ask(
    _ definition: EquationDefinition, from source: EquationSource, _ other: EquationSource? = nil,
    period: ProofPeriod, countsLacking: Bool = true
  ) throws(Problem) -> Equation {
    let database = (other ?? source).database
    var equation = Equation(
      invariant: definition.invariant, name: definition.name, title: definition.title,
      leftName: definition.leftName, rightName: definition.rightName, unit: definition.unit,
      verdict: .noData, lacking: 0, reason: definition.reason)
    if countsLacking, let sql = definition.lacking {
      equation.lacking = Int(try database.integer(sql) ?? 0)
    }
    guard definition.hasSides else { return equation }
    if let sql = definition.needs, try database.integer(sql) ?? 0 == 0 { return equation }
    let sides = try EquationSides(of: definition, period: period, from: source, other)
    defer { sides.drop() }
    equation.segments = try segments(definition, in: database)
    if definition.columns.contains("account") {
      equation.exceptions = try exceptions(in: database)
    }
    equation.reason = nil
    equation.verdict = sides.differ ? .fail : .pass
    return equation
  }

  /// The `WITH` of an equation: its routes and reports, as they are or as the tables that they are already.
  static func clause(for definition: EquationDefinition, tables: [String: String])
    throws(Problem) -> String
  {
    var common: [String] = []
    for name in definition.routes {
      let kept = tables[name].map { "SELECT * FROM temp.\($0)" }
      guard let text = kept ?? EmbeddedTexts.text("Routes/\(name).sql") else { continue }
      let hint = text.hasPrefix("-- inline\n") ? "NOT MATERIALIZED " : ""
      common.append("\(name) AS \(hint)(\n\(text)\n)")
    }
    for name in definition.reports {
      let table = EquationDefinition.table(of: name)
      let text =
        if let kept = tables[table] {
          "SELECT * FROM temp.\(kept)"
        } else { try ReportCatalogue().report(name).sql }
      common.append("\(table) AS (\n\(text)\n)")
    }
    return common.isEmpty ? "" : "WITH " + common.joined(separator: ",\n") + "\n"
  }

  /// The days, and what its reports are asked for besides: what they ask for by themselves, with the
  /// history of other systems, which the tables have too.
  static func values(for definition: EquationDefinition, _ period: ProofPeriod)
    throws(Problem) -> [(String, SQLValue)]
  {
    var values: [(String, SQLValue)] = []
    for name in definition.reports {
      for parameter in try ReportCatalogue().report(name).parameters {
        guard let text = parameter.defaultValue else { continue }
        let number = parameter.kind == .integer ? Int64(text) : nil
        values.append((parameter.name, number.map { .integer($0) } ?? .text(text)))
      }
    }
    return values + [
      ("as_of", .text(period.asOf)), ("from", .text(period.from)), ("to", .text(period.asOf)),
      ("include_legacy", .integer(1)),
    ]
  }

  private static func segments(_ definition: EquationDefinition, in database: Database)
    throws(Problem) -> [Equation.Segment]
  {
    let hasCompany = definition.dimensions.contains("company")
    let company = hasCompany ? "company.code, company.currency" : "NULL, NULL"
    let join = hasCompany ? "LEFT JOIN company ON company.id = equation.company" : ""
    var segments: [Equation.Segment] = []
    let isSums = definition.unit == .sums
    // Of unlike sums only those of one measure may be shown added.
    let parts = definition.dimensions.filter { $0 != "company" && (!isSums || $0 == "measure") }
    for dimension in [nil] + parts.map({ Optional($0) }) {
      let sides =
        isSums && dimension == nil
        ? "sum(parts), sum(equal)" : "sum(l), sum(r)"
      let value = dimension.map { "ifnull(equation.\"\($0)\", 'not stated')" } ?? "'all'"
      let rows = try database.prepare(
        """
        SELECT \(company), \(value), \(sides), sum(parts) <> sum(equal)
        FROM temp.equation \(join)
        GROUP BY 1, 2, 3 ORDER BY 1, 3
        """)
      while try rows.step() {
        segments.append(
          Equation.Segment(
            company: rows.text(0), currency: rows.text(1), dimension: dimension,
            value: rows.text(2) ?? "", left: rows.integer(3), right: rows.integer(4),
            ties: rows.integer(5) == 0))
      }
    }
    if segments.isEmpty {
      segments.append(
        Equation.Segment(
          company: nil, currency: nil, dimension: nil, value: "all", left: 0, right: 0, ties: true))
    }
    return segments
  }

  private static func exceptions(in database: Database) throws(Problem) -> [Equation.Exception] {
    let rows = try database.prepare(
      """
      SELECT account.external_id, account.name, company.code, company.currency, sum(l), sum(r)
      FROM temp.equation_account AS equation
      JOIN account ON account.id = equation.account
      JOIN company ON company.id = account.company
      GROUP BY account.id HAVING sum(l) <> sum(r)
      ORDER BY company.code, account.external_id, account.id
      """)
    var exceptions: [Equation.Exception] = []
    while try rows.step() {
      exceptions.append(
        Equation.Exception(
          account: rows.text(0) ?? "", name: rows.text(1) ?? "", company: rows.text(2) ?? "",
          currency: rows.text(3), left: rows.integer(4), right: rows.integer(5)))
    }
    return exceptions
  }
}
