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
      equations.append(try Self.ask(definition, of: database, period: period))
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

  static func ask(
    _ definition: EquationDefinition, of database: Database, period: ProofPeriod,
    shared: Set<String> = []
  ) throws -> Equation {
    var equation = Equation(
      invariant: definition.invariant, name: definition.name, title: definition.title,
      leftName: definition.leftName, rightName: definition.rightName, unit: definition.unit,
      verdict: .noData, lacking: 0, reason: definition.reason)
    if let sql = definition.lacking { equation.lacking = Int(try database.integer(sql) ?? 0) }
    guard definition.hasSides else { return equation }
    if let sql = definition.needs, try database.integer(sql) ?? 0 == 0 { return equation }
    let sides = try EquationSides(of: definition, period: period, shared: shared, in: database)
    defer { sides.drop() }
    equation.segments = try segments(definition, in: database)
    if definition.columns.contains("account") {
      equation.exceptions = try exceptions(in: database)
    }
    equation.reason = nil
    equation.verdict = sides.differ ? .fail : .pass
    return equation
  }

  /// The `WITH` of an equation: its routes and reports, but for those that are tables already.
  static func clause(for definition: EquationDefinition, shared: Set<String>) throws(Problem)
    -> String
  {
    var common: [String] = []
    for name in definition.routes where !shared.contains(name) {
      guard let text = EmbeddedTexts.text("Routes/\(name).sql") else { continue }
      common.append("\(name) AS (\n\(text)\n)")
    }
    for name in definition.reports {
      let table = EquationDefinition.table(of: name)
      if shared.contains(table) { continue }
      common.append("\(table) AS (\n\(try ReportCatalogue().report(name).sql)\n)")
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

  private static func segments(_ definition: EquationDefinition, in database: Database) throws
    -> [Equation.Segment]
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
      try database.forEach(
        """
        SELECT \(company), \(value), \(sides), sum(parts) <> sum(equal)
        FROM temp.equation \(join)
        GROUP BY 1, 2, 3 ORDER BY 1, 3
        """
      ) { row in
        segments.append(
          Equation.Segment(
            company: row.text(0), currency: row.text(1), dimension: dimension,
            value: row.text(2) ?? "", left: row.integer(3), right: row.integer(4),
            ties: row.integer(5) == 0))
      }
    }
    if segments.isEmpty {
      segments.append(
        Equation.Segment(
          company: nil, currency: nil, dimension: nil, value: "all", left: 0, right: 0, ties: true))
    }
    return segments
  }

  private static func exceptions(in database: Database) throws -> [Equation.Exception] {
    try database.rows(
      """
      SELECT account.external_id, account.name, company.code, company.currency, sum(l), sum(r)
      FROM temp.equation_account AS equation
      JOIN account ON account.id = equation.account
      JOIN company ON company.id = account.company
      GROUP BY account.id HAVING sum(l) <> sum(r)
      ORDER BY company.code, account.external_id, account.id
      """
    ) {
      Equation.Exception(
        account: $0.text(0) ?? "", name: $0.text(1) ?? "", company: $0.text(2) ?? "",
        currency: $0.text(3), left: $0.integer(4), right: $0.integer(5))
    }
  }
}
