internal import Diagnostics
internal import Store

/// What several controls read, as temporary tables under the names that the controls know: each report,
/// and the movements from the tables.
struct SharedRoutes {
  private(set) var names: Set<String> = []
  private let database: Database

  init(of definitions: [EquationDefinition], period: ProofPeriod, in database: Database) throws {
    self.database = database
    for definition in definitions {
      for report in definition.reports {
        try make(EquationDefinition.table(of: report), for: definition, period)
      }
      if definition.routes.contains("raw_ledger") {
        try make("raw_ledger", for: definition, period)
      }
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

  /// Takes the tables away: reports may have such names for things of their own.
  mutating func drop() throws {
    for name in names { try database.execute("DROP TABLE temp.\(name)") }
    names = []
  }
}
