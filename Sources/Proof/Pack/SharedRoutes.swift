internal import Diagnostics
internal import Store

/// What several controls read, as temporary tables under the names that the controls know: each report,
/// and the movements from the tables.
struct SharedRoutes {
  private(set) var names: Set<String> = []

  init(of definitions: [EquationDefinition], period: ProofPeriod, in database: Database) throws {
    for definition in definitions {
      for report in definition.reports {
        try make(EquationDefinition.table(of: report), for: definition, period, in: database)
      }
      if definition.routes.contains("raw_ledger") {
        try make("raw_ledger", for: definition, period, in: database)
      }
    }
  }

  private mutating func make(
    _ name: String, for definition: EquationDefinition, _ period: ProofPeriod,
    in database: Database
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
}
