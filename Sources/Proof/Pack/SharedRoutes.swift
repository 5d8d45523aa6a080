internal import Diagnostics
internal import Store

/// What several controls read, as temporary tables under the names that the controls know: each report,
/// and the movements from the tables, summed by account, movement, and whether they are of the period.
struct SharedRoutes {
  private(set) var names: Set<String> = []
  /// The reports among them.
  private(set) var reports: Set<String> = []
  private let database: Database

  init(of definitions: [EquationDefinition], period: ProofPeriod, in database: Database) throws {
    self.database = database
    for definition in definitions {
      for report in definition.reports {
        try make(EquationDefinition.table(of: report), for: definition, period)
        reports.insert(report)
      }
      if definition.routes.contains("raw_ledger") { try makeMovements(for: definition, period) }
    }
  }

  private mutating func make(
    _ name: String, for definition: EquationDefinition, _ period: ProofPeriod
  ) throws {
    if names.contains(name) { return }
    let statement = try database.prepare(
      """
      CREATE TEMP TABLE \(name) AS
      \(try Reconciliation.clause(for: definition, shared: names))SELECT * FROM \(name)
      """)
    for (name, value) in try Reconciliation.values(for: definition, period) {
      if let index = statement.parameter(":" + name) { statement.bind(value, at: index) }
    }
    while try statement.step() {}
    names.insert(name)
  }

  private mutating func makeMovements(
    for definition: EquationDefinition, _ period: ProofPeriod
  ) throws {
    if names.contains("raw_ledger") { return }
    try database.execute(
      """
      CREATE TEMP TABLE raw_ledger (
        account INTEGER, company INTEGER, date TEXT, movement TEXT, amount INTEGER)
      """)
    let rows = try database.prepare(
      """
      \(try Reconciliation.clause(for: definition, shared: names))
      SELECT account, company, movement, date >= :from, amount FROM raw_ledger WHERE date <= :as_of
      """)
    for (name, value) in try Reconciliation.values(for: definition, period) {
      if let index = rows.parameter(":" + name) { rows.bind(value, at: index) }
    }
    let insert = try database.prepare(
      """
      INSERT INTO temp.raw_ledger
      VALUES (?1, ?2, CASE ?4 WHEN 1 THEN '\(period.from)' ELSE '' END, ?3, ?5)
      """)
    _ = try RowSums.addUp(rows, keys: 4) { sums, _ throws(Problem) in try sums.putAll(into: insert)
    }
    names.insert("raw_ledger")
  }

  /// Leaves the reports for others, under names that no report uses for things of its own.
  ///
  /// - Returns: the table of each report.
  mutating func keep() throws -> [String: String] {
    var tables: [String: String] = [:]
    for report in reports {
      let name = EquationDefinition.table(of: report)
      tables[report] = "pack_" + name
      try database.execute("ALTER TABLE temp.\(name) RENAME TO pack_\(name)")
    }
    try database.execute("DROP TABLE IF EXISTS temp.raw_ledger")
    names = []
    return tables
  }
}
