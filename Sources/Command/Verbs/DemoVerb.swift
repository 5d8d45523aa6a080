internal import Billing
internal import Bytes
internal import Diagnostics
internal import Documents
internal import Importing
internal import PDF
internal import Proof
internal import Rating
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
    exitCode = max(exitCode, try conservation())
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
    for name in ["expected.json", "expected-calls.json"] {
      let truth = "\(samples)/\(name)"
      guard Folder.fileExists(truth) else { continue }
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
    return max(exitCode, try rateCalls(in: database))
  }

  /// The calls of the carriers, from their files to lines of invoices. The old system states its balances
  /// of the last month that is over: what is charged here comes after them.
  private func rateCalls(in database: Database) throws -> Int32 {
    let name = "voice-2026"
    let file = samples + "/tallgrass/\(name).csv"
    guard Folder.fileExists(file), let day = try LedgerCalendar.lastDate(in: database) else {
      return 0
    }
    let source = try database.source(named: "tallgrass")
    let decks = Decks(database)
    _ = try decks.deck(
      name, source: source.id, purpose: "charge", version: CarryoverCommand.version)
    var request = ImportRequest(
      path: file, profile: try ProfileDirectory.profile("rate"), source: source,
      version: CarryoverCommand.version)
    request.deck = name
    request.rejectsFolder = output + "/rejects"
    let summary = try ImportRun(database: database, request: request).run()
    try Terminal.print(ImportText.summary(summary))
    let rating = try RatingRun(database, version: CarryoverCommand.version).run()
    try Terminal.print("\nCalls: " + RateText.rating(rating, json: false))
    let month = try Month(String(day.prefix(7)))
    do {
      let billing = try CallBilling(
        database, period: month.name, version: CarryoverCommand.version
      ).run()
      let invoices = try CallInvoices(
        database, date: month.last, due: nil, series: nil, version: CarryoverCommand.version
      ).run()
      try Terminal.print(RateText.billing(billing, invoices, json: false))
    } catch let error as Problem where error.code == "nothing-to-bill" {
      try Terminal.print("  every call that is charged is on an invoice\n")
    }
    try StoreFile.settle(database)
    return max(summary.exitCode, rating.unrated.isEmpty ? 0 : 1)
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
    // Those of the old system of that month, and those of the calls that came after it.
    let numbers = try database.rows(
      """
      SELECT number, max(date, ?2) FROM invoice WHERE date BETWEEN ?1 AND ?2
        OR date > ?2 AND EXISTS (SELECT 1 FROM debit
          JOIN call_billing ON call_billing.debit = debit.id WHERE debit.invoice = invoice.id)
      ORDER BY number
      """, [.text(from), .text(to)]
    ) { (number: $0.text(0) ?? "", asOf: $0.text(1) ?? "") }
    for (number, asOf) in numbers {
      try Interrupt.check()
      let invoice = try InvoiceDocument(number, asOf: asOf, in: store)
      try save(try invoice.pdf(fonts: fonts), "invoices/\(number).pdf")
    }
    let ofCalls = numbers.count { $0.asOf > to }
    try Terminal.print(
      "\nWrote \(accounts.count) statements and \(numbers.count - ofCalls) invoices, \(from) to \(to), "
        + "and \(ofCalls) invoices of calls\n")
    return closings
  }

  private func reports(asOf: String) throws {
    for (name, file, arguments) in [
      ("ar-aging", "ar-aging.csv", ["as_of": asOf]), ("log", "log.jsonl", [:]),
      ("balances", "balances.csv", ["as_of": asOf]), ("calls", "calls.csv", [:]),
      ("cdr-conservation", "cdr-conservation.csv", [:]),
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

  /// Every call of each carrier and day in one state; returns 1 where the states are not the whole.
  private func conservation() throws -> Int32 {
    let report = try ReportCatalogue().report("cdr-conservation")
    let run = try ReportRun(
      report, database: try StoreFile.openForReading(at: store), arguments: [:])
    let places = Dictionary(
      report.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    let states = ["unmatched", "unrated", "free", "rated", "billed", "reversed"]
    let outside = ["rejected", "discarded", "duplicate"]
    var sums: [String: [String: Int64]] = [:]
    var days = 0
    var isWhole = true
    while let row = try run.next() {
      func number(_ name: String) -> Int64 {
        if let place = places[name], case .integer(let number) = row.cells[place] { return number }
        return 0
      }
      func total(_ names: [String]) -> Int64 { names.map(number).reduce(0, +) }
      guard let place = places["carrier"], case .text(let carrier) = row.cells[place] else {
        continue
      }
      days += 1
      isWhole =
        isWhole && number("stored") == total(states)
        && number("read") == number("stored") + total(outside)
        && number("seconds") == total(states.map { "seconds_" + $0 })
      for name in ["read", "seconds"] + outside + states {
        sums[carrier, default: [:]][name, default: 0] += number(name)
      }
    }
    try Terminal.print("\nCalls by carrier (each day: \(output)/reports/cdr-conservation.csv)\n")
    for (carrier, sum) in sums.sorted(by: { $0.key < $1.key }) {
      let terms = (outside + states).compactMap { name -> String? in
        guard let count = sum[name], count > 0 else { return nil }
        return "\(name == "free" ? "not chargeable" : name) \(Help.grouped(Int(count)))"
      }
      try Terminal.print(
        "  \(carrier): read \(Help.grouped(Int(sum["read"] ?? 0))) = "
          + terms.joined(separator: " + ") + "\n")
    }
    try Terminal.print(
      "  \(days) days of files, every call and second in one state: \(isWhole ? "PASS" : "FAIL")\n")
    return isWhole ? 0 : 1
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
