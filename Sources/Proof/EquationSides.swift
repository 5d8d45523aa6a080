internal import Diagnostics
internal import Store

/// A connection that equations ask, and the temporary tables that it has of routes and reports, by what
/// the equations call them.
struct EquationSource {
  let database: Database
  var tables: [String: String] = [:]
}

/// Both sides of an equation, added up by all of its columns and compared. In temporary tables stays what
/// is said of them: `equation` has rows for each place in the dimensions, with what its sides come to, of
/// how many parts, and how many of these are equal; `equation_account` has what the accounts come to, where
/// any of them differs.
struct EquationSides {
  private let database: Database
  private let definition: EquationDefinition
  private(set) var differ = false

  /// - Parameters:
  ///   - source: what is asked.
  ///   - other: what queries are asked of that read no report, and where the result is; nil for the same.
  init(
    of definition: EquationDefinition, period: ProofPeriod, from source: EquationSource,
    _ other: EquationSource?
  ) throws(Problem) {
    database = (other ?? source).database
    self.definition = definition
    drop()
    try makeTables()
    try addUp(try rows(period, source, other))
  }

  func drop() {
    for table in ["equation", "equation_account", "equation_part"] {
      try? database.execute("DROP TABLE IF EXISTS temp.\(table)")
    }
  }

  private func list(_ columns: [String], _ more: String) -> String {
    (columns.map { "\"\($0)\"" } + [more]).joined(separator: ", ")
  }

  private func makeTables() throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE equation (\(list(definition.dimensions, "parts, equal, l, r")));
      CREATE TEMP TABLE equation_account (account, l, r);
      CREATE TEMP TABLE equation_part (\(list(definition.columns, "l, r")))
      """)
  }

  private func insert(into table: String, columns: Int) throws(Problem) -> Statement {
    let values = Array(repeating: "?", count: columns).joined(separator: ", ")
    return try database.prepare("INSERT INTO temp.\(table) VALUES (\(values))")
  }

  /// What the sides list: of one source by one statement, so that what both read is made once.
  private func rows(_ period: ProofPeriod, _ source: EquationSource, _ other: EquationSource?)
    throws(Problem) -> [Statement]
  {
    let sides =
      definition.hasParts
      ? [(definition.right, "amount, part")]
      : [(definition.left, "amount, 0"), (definition.right, "0, amount")]
    let queries = sides.flatMap {
      queries, amounts in
      queries.map { query in
        (
          query: "SELECT \(list(definition.columns, amounts)) FROM (\n\(query))",
          isOther: other != nil && !definition.readsReport(query)
        )
      }
    }
    guard let other else {
      let all = queries.map(\.query).joined(separator: "\nUNION ALL\n")
      return [try statement(all, source, period)]
    }
    var statements: [Statement] = []
    for query in queries {
      statements.append(try statement(query.query, query.isOther ? other : source, period))
    }
    return statements
  }

  private func statement(_ query: String, _ source: EquationSource, _ period: ProofPeriod)
    throws(Problem) -> Statement
  {
    let with = try Reconciliation.clause(for: definition, tables: source.tables)
    let rows = try source.database.prepare(with + query)
    for (name, value) in try Reconciliation.values(for: definition, period) {
      if let index = rows.parameter(":" + name) { rows.bind(value, at: index) }
    }
    return rows
  }

  private mutating func addUp(_ rows: [Statement]) throws(Problem) {
    let width = definition.columns.count
    let part = try insert(into: "equation_part", columns: width + 2)
    var differ = false
    let hasParts = try RowSums.addUp(rows, keys: width, measures: 2) {
      sums, isPart throws(Problem) in
      if isPart {
        try sums.putAll(into: part)
      } else {
        differ = try keep(sums, isWhole: true)
      }
    }
    if hasParts {
      let sorted = try database.prepare(
        """
        SELECT \(list(definition.columns, "sum(l), sum(r)")) FROM temp.equation_part
        GROUP BY \(list(definition.columns, "1"))
        """)
      _ = try RowSums.addUp([sorted], keys: width, measures: 2) { sums, _ throws(Problem) in
        differ = try keep(sums, isWhole: false) || differ
      }
    }
    self.differ = differ
  }

  /// Puts what the sums say into the tables.
  ///
  /// - Returns: whether the sides differ in any of them.
  private func keep(_ sums: RowSums, isWhole: Bool) throws(Problem) -> Bool {
    let dimensions = definition.dimensions
    let places = sums.regrouped(by: Array(dimensions.indices), measures: 4) {
      let (left, right) = (sums.sum($0, 0), sums.sum($0, 1))
      return [1, left == right ? 1 : 0, left, right]
    }
    try places.putAll(into: try insert(into: "equation", columns: dimensions.count + 4))
    let differ = (0..<places.count).contains { places.sum($0, 0) != places.sum($0, 1) }
    if differ || !isWhole, let account = definition.columns.firstIndex(of: "account") {
      let accounts = sums.regrouped(by: [account], measures: 2) {
        [sums.sum($0, 0), sums.sum($0, 1)]
      }
      try accounts.putAll(into: try insert(into: "equation_account", columns: 3))
    }
    return differ
  }
}
