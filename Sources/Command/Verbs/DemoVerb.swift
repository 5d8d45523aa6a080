internal import Billing
internal import Bytes
internal import Diagnostics
internal import Documents
internal import Importing
internal import PDF
internal import Proof
internal import Reporting
internal import Store

let demoVerb = Verb(
  "demo", "[FOLDER]",
  "Import the sample data and write every document; in ./carryover-demo, with carryover.db there. "
    + "Shows that the numbers tie. FOLDER is where the sample data is; ./SampleData if not given.",
  takes: 0...1
) { invocation in
  let folder = invocation.operands.first ?? "SampleData"
  return try Demo(samples: folder, output: "carryover-demo").run()
}

/// The whole path on sample data: files in, documents and reports out, proof at the end.
private struct Demo {
  let samples: String
  let output: String
  private var store: String { output + "/carryover.db" }

  init(samples: String, output: String) {
    self.samples = samples
    self.output = output
  }

  func run() throws -> Int32 {
    let manifest = try Manifest(samples)
    try Folder.make(output)
    if !Folder.fileExists(store) { try StoreFile.settle(try StoreFile.create(at: store)) }
    var exitCode = try importAll(manifest)

    let database = try StoreFile.openForReading(at: store)
    guard let last = try LedgerCalendar.lastDate(in: database), let day = CalendarDate(last) else {
      throw Problem("empty-ledger", .input, "The sample data has no ledger entries.")
    }
    // The last month that is over, as the ledger itself tells.
    let (year, month, _) = day.components
    let firstOfOpen = CalendarDate(year: year, month: month, day: 1) ?? day
    let to = (firstOfOpen + -1).description
    let from = String(to.prefix(8)) + "01"
    let closings = try documents(database, from: from, to: to)
    try reports(asOf: to)
    let proof = try Reconciliation(of: database, period: ProofPeriod(asOf: to))
    if proof.count(.fail) > 0 { exitCode = max(exitCode, 1) }
    let pack = try EvidencePack(
      of: database, proof, tolerance: Tolerance(), version: CarryoverCommand.version)
    _ = try pack.write(to: output + "/evidence", force: true)

    try Terminal.print("\nIn \(output):\n")
    for name in ["carryover.db", "statements/", "invoices/", "reports/", "evidence/"] {
      try Terminal.print("  \(output)/\(name)\n")
    }
    try Terminal.print(
      "\nAs of \(to), by company: account balances = aging - unapplied + uninvoiced = closings\n")
    for (company, currency, digits, sides) in try tie(database, asOf: to, closings: closings) {
      let texts = sides.map { MoneyFormat(locale: "en").text($0, digits: digits) }
      let isTied = sides[0] == sides[1] - sides[2] + sides[3] && sides[0] == sides[4]
      if !isTied { exitCode = max(exitCode, 1) }
      try Terminal.print(
        "  \(company) \(currency) \(texts[0]) = \(texts[1]) - \(texts[2]) + \(texts[3]) = "
          + "\(texts[4])  \(isTied ? "PASS" : "FAIL")\n")
    }
    try Terminal.print(
      "Equations of reconcile: \(proof.count(.pass)) PASS, \(proof.count(.fail)) FAIL, "
        + "\(proof.shown.count) of 28 invariants shown\n\(proof.stated.line)\n")
    let truth = samples + "/expected.json"
    if Folder.fileExists(truth) {
      let comparisons = try ExpectedFigures(file: truth, catalogue: ReportCatalogue())
        .compare { try StoreFile.openForReading(at: store) }
      let differing = comparisons.count { !$0.differences.isEmpty }
      if differing > 0 {
        exitCode = max(exitCode, 1)
        try Terminal.print(ReconcileText.comparisons(comparisons, file: truth))
      }
      let figures = comparisons.map(\.figures).reduce(0, +)
      try Terminal.print(
        "Reports against \(truth): \(comparisons.count - differing) PASS, \(differing) FAIL "
          + "(\(figures) figures)\n")
    }
    return exitCode
  }

  private func importAll(_ manifest: Manifest) throws -> Int32 {
    let lock = try StoreLock(storePath: store, verb: "demo")
    defer { withExtendedLifetime(lock) {} }
    let database = try StoreFile.openForWriting(at: store)
    var exitCode: Int32 = 0
    for file in try manifest.files() {
      let profile = file.profile
      let source = try profile.needsSource ? database.source(named: file.entry.source) : nil
      var request = ImportRequest(
        path: file.entry.path, profile: profile, source: source,
        version: CarryoverCommand.version)
      request.declared = file.entry.declared
      request.rejectsFolder = output + "/rejects"
      let summary = try ImportRun(database: database, request: request).run()
      exitCode = max(exitCode, summary.exitCode)
      try Terminal.print(ImportText.summary(summary))
    }
    return exitCode
  }

  /// Writes the statements and invoices of a period; the sum of the closings by company.
  private func documents(_ database: Database, from: String, to: String) throws -> [String: Int64] {
    let fonts = try FontSet.system()
    let store = Queries(database)
    for folder in ["statements", "invoices", "reports"] { try Folder.make("\(output)/\(folder)") }
    var closings: [String: Int64] = [:]
    let accounts = try database.rows(
      """
      SELECT external_id, source.name FROM account JOIN source ON source.id = account.source
      ORDER BY external_id
      """
    ) { ($0.text(0) ?? "", $0.text(1) ?? "") }
    for (id, source) in accounts {
      try Interrupt.check()
      let account = try AccountFacts(id, in: store, source: source)
      let statement = try AccountStatement(account: account, from: from, to: to, in: store)
      closings[account.company.code, default: 0] += statement.ledger.closing
      try save(try statement.pdf(fonts: fonts), "statements/\(id).pdf")
    }
    let numbers = try database.rows(
      "SELECT number FROM invoice WHERE date BETWEEN ? AND ? ORDER BY number",
      [.text(from), .text(to)]
    ) { $0.text(0) ?? "" }
    for number in numbers {
      try Interrupt.check()
      let invoice = try InvoiceDocument(number, asOf: to, in: store)
      try save(try invoice.pdf(fonts: fonts), "invoices/\(number).pdf")
    }
    try Terminal.print(
      "\nWrote \(accounts.count) statements and \(numbers.count) invoices, \(from) to \(to)\n")
    return closings
  }

  private func reports(asOf: String) throws {
    for (name, file, arguments) in [
      ("ar-aging", "ar-aging.csv", ["as_of": asOf]), ("log", "log.jsonl", [:]),
      ("balances", "balances.csv", ["as_of": asOf]), ("calls", "calls.csv", [:]),
      ("usage-history", "usage-history.csv", [:]), ("usage-history", "usage-history.pdf", [:]),
    ] as [(String, String, [String: String])] {
      let run = try ReportRun(
        try ReportCatalogue().report(name), database: try StoreFile.openForReading(at: store),
        arguments: arguments)
      let sink = try OutputFile(path: "\(output)/reports/\(file)", force: true)
      try (ReportFormat(path: file) ?? .csv).render(run, to: sink)
      _ = try sink.finish()
    }
  }

  private func save(_ bytes: [UInt8], _ name: String) throws(Problem) {
    let file = try OutputFile(path: "\(output)/\(name)", force: true)
    try file.write(bytes[...])
    _ = try file.finish()
  }

  /// Account balances, aging, unapplied, uninvoiced and closings of each company.
  private func tie(_ database: Database, asOf: String, closings: [String: Int64]) throws -> [(
    String, String, Int, [Int64]
  )] {
    try database.rows(
      """
      SELECT code, currency,
        (SELECT ifnull(sum(signed_amount), 0) FROM ledger_entry e
          WHERE e.company = company.id AND e.date <= ?1),
        (SELECT ifnull(sum(amount), 0) FROM open_item_entry e
          WHERE e.company = company.id AND e.date <= ?1),
        (SELECT ifnull(sum(amount), 0) FROM credit_entry e
          WHERE e.company = company.id AND e.date <= ?1),
        (SELECT ifnull(sum(amount), 0) FROM uninvoiced_entry e
          WHERE e.company = company.id AND e.date <= ?1)
      FROM company ORDER BY code
      """, [.text(asOf)]
    ) { row in
      let code = row.text(0) ?? ""
      let currency = row.text(1) ?? ""
      return (
        code, currency, Currency.digits(currency) ?? 2,
        (2...5).map { row.integer($0) } + [closings[code] ?? 0]
      )
    }
  }
}
