package import Billing
internal import Bytes
package import Diagnostics
package import Reporting
package import Store

/// What the pack of a month is made of, worked out on three connections side by side: what moved, what is
/// open, and what the tables say by themselves, which is the other way to the figures of both.
package struct PackWork {
  let month: Month
  let company: String?
  let sides: [PackTopic: PackSide]
  let tables: TableSide

  /// - Parameters:
  ///   - company: nil for all of them, each in rows of its own.
  ///   - open: opens a connection for reading.
  /// - Throws: `unknown-company`, what opening and reading throw.
  package init(
    _ month: Month, company: String?, catalogue: ReportCatalogue,
    open: @Sendable () throws(Problem) -> Database
  ) throws(Problem) {
    self.month = month
    self.company = company
    let reports = try catalogue.pack
    func worker(_ topic: PackTopic, _ database: sending Database) throws(Problem)
      -> Worker<PackSide>
    {
      try Worker<PackSide> { () throws(Problem) -> PackSide in
        try PackSide(topic, month, company: company, reports: reports, database: database)
      }
    }
    var (tables, moving, lying) = (try Self.begun(open), try Self.begun(open), try Self.begun(open))
    // All of them see the store as it is now: where somebody's commit came between, once more.
    while Set([try Self.state(tables), try Self.state(moving), try Self.state(lying)]).count > 1 {
      tables = try Self.begun(open)
      moving = try Self.begun(open)
      lying = try Self.begun(open)
    }
    if let company { try Self.require(company, in: tables) }
    let movements = try worker(.movements, moving)
    let rest = try worker(.open, lying)
    let others = Result { () throws(Problem) in try TableSide(month, database: tables) }
    let (moved, left) = (try movements.join(), try rest.join())
    sides = [.movements: moved, .open: left]
    self.tables = try others.get()
  }

  private static func begun(_ open: @Sendable () throws(Problem) -> Database) throws(Problem)
    -> sending Database
  {
    let database = try open()
    try database.execute("BEGIN")
    return database
  }

  /// What every commit changes: batches come, or are taken back.
  private static func state(_ database: Database) throws(Problem) -> [Int64] {
    [
      try database.integer("SELECT max(id) FROM batch") ?? 0,
      try database.integer("SELECT count(*) FROM batch_undone") ?? 0,
    ]
  }

  private static func require(_ company: String, in database: Database) throws(Problem) {
    let known = try database.prepare("SELECT code FROM company ORDER BY code")
    var codes: [String] = []
    while try known.step() { codes.append(known.text(0) ?? "") }
    if !codes.contains(company) { throw .unknown("company", company, among: codes) }
  }
}

/// The reports of a topic on a connection of their own, each asked once for all that is made of it.
struct PackSide {
  let database: Database
  /// Reports as the controls ask them, of all companies and with the history of other systems: their
  /// tables.
  private(set) var asked: [String: String] = [:]
  /// The reports of the pack, as they are read.
  private(set) var reports: [String: ReportDefinition] = [:]

  init(
    _ topic: PackTopic, _ month: Month, company: String?, reports: [ReportDefinition],
    database: Database
  ) throws(Problem) {
    self.database = database
    try PackTables(month).make(topic, in: database)
    let own = ReportCatalogue()
    for definition in EquationDefinition.controls where try definition.topic == topic {
      for name in definition.reports where asked[EquationDefinition.table(of: name)] == nil {
        let report = try own.report(name)
        var arguments = report.arguments(of: month, company: nil)
        if report.hasHistory { arguments["include_legacy"] = "1" }
        let table = "pack_asked_" + EquationDefinition.table(of: name)
        _ = try ReportRun.keep(report, in: table, database: database, arguments: arguments)
        asked[EquationDefinition.table(of: name)] = table
      }
    }
    let isHistoryOver = try Self.isHistoryOver(topic, month, in: database)
    for report in reports where PackTopic(of: report) == topic {
      let name = EquationDefinition.table(of: report.name)
      // What the controls asked is what the pack shows, where it is of all companies and no history.
      if company == nil, let table = asked[name], isHistoryOver || !report.hasHistory,
        try own.report(report.name).sql == report.sql
      {
        self.reports[report.name] = report.kept(in: table)
      } else {
        self.reports[report.name] = try ReportRun.keep(
          report, in: "pack_report_" + name, database: database,
          arguments: report.arguments(of: month, company: company))
      }
    }
  }

  /// Whether nothing that the month and the month before say is history of another system.
  private static func isHistoryOver(_ topic: PackTopic, _ month: Month, in database: Database)
    throws(Problem) -> Bool
  {
    let last = try database.text("SELECT max(last) FROM legacy_through") ?? ""
    if topic != .movements || last >= month.before.from { return last.isEmpty }
    return try database.integer("SELECT 1 FROM temp.revenue_entry WHERE is_legacy = 1 LIMIT 1")
      == nil
  }
}

/// What the tables say by themselves: the movements, added up by account, movement, and whether they are
/// of the month; and the equations that a month rests on besides.
struct TableSide {
  /// What no report of a month says.
  private static let equations = [
    "05-amounts", "10-invoice-totals", "15-tax-rates", "16-ledger-codes",
  ]

  let source: EquationSource
  let equations: [Equation]

  init(_ month: Month, database: Database) throws(Problem) {
    let period = ProofPeriod(month)
    source = EquationSource(database: database, tables: ["raw_ledger": "raw_ledger"])
    try Self.makeMovements(period, in: database)
    var equations: [Equation] = []
    for definition in EquationDefinition.all where Self.equations.contains(definition.name) {
      equations.append(
        try Reconciliation.ask(
          definition, from: EquationSource(database: database), period: period,
          countsLacking: false))
    }
    self.equations = equations
  }

  private static func makeMovements(_ period: ProofPeriod, in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE raw_ledger (
        account INTEGER, company INTEGER, date TEXT, movement TEXT, amount INTEGER)
      """)
    guard
      let definition = EquationDefinition.controls.first(where: { $0.routes.contains("raw_ledger") }
      )
    else { return }
    let rows = try database.prepare(
      """
      \(try Reconciliation.clause(for: definition, tables: [:]))
      SELECT account, company, movement, date >= '\(period.from)', amount FROM raw_ledger
      WHERE date <= '\(period.asOf)'
      """)
    let insert = try database.prepare(
      """
      INSERT INTO temp.raw_ledger
      VALUES (?1, ?2, CASE ?4 WHEN 1 THEN '\(period.from)' ELSE '' END, ?3, ?5)
      """)
    _ = try RowSums.addUp([rows], keys: 4) { sums, _ throws(Problem) in
      try sums.putAll(into: insert)
    }
  }
}

extension ProofPeriod {
  init(_ month: Month) { self.init(from: month.from, asOf: month.to) }
}

extension ReportDefinition {
  /// Whether it leaves out the history of another system unless it is told otherwise.
  fileprivate var hasHistory: Bool { parameters.contains { $0.name == "include_legacy" } }
}

extension EquationDefinition {
  /// The topic of its first report, whose connection has all of them.
  var topic: PackTopic {
    get throws(Problem) {
      guard let first = reports.first else { return .movements }
      return PackTopic(of: try ReportCatalogue().report(first))
    }
  }
}
