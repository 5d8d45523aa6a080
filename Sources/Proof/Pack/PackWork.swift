package import Billing
internal import Bytes
package import Diagnostics
package import Reporting
package import Store

/// What the pack of a month is made of, worked out on three connections side by side: what moved, what is
/// open, and what the tables say by themselves, which is the other way to the figures of both. The tables
/// begin when the first of the others is done: there is more to do than processors are there, and the
/// sheets wait for the reports.
package final class PackWork {
  let month: Month
  let company: String?
  /// The topic of each report of the pack.
  let topics: [String: PackTopic]
  private let sides: [PackTopic: Later<PackSide>]
  private let others: Later<TableSide>

  /// Begins the work; who asks for a part of it waits for that part.
  ///
  /// - Parameters:
  ///   - company: nil for all of them, each in rows of its own.
  ///   - open: opens a connection for reading.
  /// - Throws: `unknown-company`, what opening throws.
  package init(
    _ month: Month, company: String?, catalogue: ReportCatalogue,
    open: @Sendable () throws(Problem) -> Database
  ) throws(Problem) {
    self.month = month
    self.company = company
    let reports = try catalogue.pack
    topics = Dictionary(reports.map { ($0.name, PackTopic(of: $0)) }) { $1 }
    let isOneDone = BoundedQueue<Bool>(capacity: 1)
    func side(_ topic: PackTopic, _ database: sending Database) throws(Problem) -> Later<PackSide> {
      Later(
        try Worker<PackSide> { () throws(Problem) -> PackSide in
          defer { isOneDone.finish() }
          return try PackSide(topic, month, company: company, reports: reports, database: database)
        })
    }
    var (tables, moving, lying) = (try Self.begun(open), try Self.begun(open), try Self.begun(open))
    // All of them see the store as it is now: where somebody's commit came between, once more.
    while Set([try Self.state(tables), try Self.state(moving), try Self.state(lying)]).count > 1 {
      tables = try Self.begun(open)
      moving = try Self.begun(open)
      lying = try Self.begun(open)
    }
    if let company { try Self.require(company, in: tables) }
    sides = [.open: try side(.open, lying), .movements: try side(.movements, moving)]
    others = Later(
      try Worker<TableSide> { () throws(Problem) -> TableSide in
        _ = isOneDone.take()
        return try TableSide(month, database: tables)
      })
  }

  /// The reports of a topic.
  func side(_ topic: PackTopic) throws(Problem) -> PackSide {
    guard let side = sides[topic] else { preconditionFailure("every topic has a side") }
    return try side.value
  }

  /// What the tables say by themselves.
  var tables: TableSide {
    get throws(Problem) { try others.value }
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

/// What the tables say by themselves: the movements, added up by account, and by company, movement and
/// whether they are of the month; and the equations that a month rests on besides.
struct TableSide {
  /// What no report of a month says.
  private static let equations = [
    "05-amounts", "10-invoice-totals", "15-tax-rates", "16-ledger-codes",
  ]

  private let database: Database
  let equations: [Equation]

  init(_ month: Month, database: Database) throws(Problem) {
    let period = ProofPeriod(month)
    self.database = database
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

  /// Where an equation finds the movements: by account, if it tells accounts apart, else by what moved.
  func source(for definition: EquationDefinition) -> EquationSource {
    EquationSource(
      database: database,
      tables: ["raw_ledger": definition.details.isEmpty ? "raw_movement" : "raw_account"])
  }

  /// Neither table has the columns of the other, so that none is asked for what it does not know.
  private static func makeMovements(_ period: ProofPeriod, in database: Database) throws(Problem) {
    try database.execute(
      """
      CREATE TEMP TABLE raw_account (account INTEGER, company INTEGER, date TEXT, amount INTEGER);
      CREATE TEMP TABLE raw_movement (company INTEGER, date TEXT, movement TEXT, amount INTEGER)
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
    let account = try database.prepare(
      "INSERT INTO temp.raw_account VALUES (?1, ?2, '', ?3)")
    let movement = try database.prepare(
      """
      INSERT INTO temp.raw_movement
      VALUES (?1, CASE ?3 WHEN 1 THEN '\(period.from)' ELSE '' END, ?2, ?4)
      """)
    var accounts = RowSums(columns: 0..<2, amounts: 4..<5)
    var movements = RowSums(columns: 1..<4, amounts: 4..<5)
    while try rows.step() {
      if accounts.isFull {
        try accounts.putAll(into: account)
        accounts.removeAll()
      }
      accounts.add(rows)
      movements.add(rows)
    }
    try accounts.putAll(into: account)
    try movements.putAll(into: movement)
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
