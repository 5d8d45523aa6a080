internal import Bytes
internal import Diagnostics
internal import Documents
internal import PDF
internal import Store

/// The invoices of a day together: for the printer, as files, as mail.
struct InvoiceRun {
  private let invocation: Invocation
  private let date: String
  private let store: Queries
  private let options: BillOptions
  private let fonts: FontSet

  init(_ invocation: Invocation) throws {
    self.invocation = invocation
    guard let date = try invocation.date("date") else {
      throw Problem("operands", .usage, "Say of which day the invoices are: --date 2026-11-01.")
    }
    guard invocation.operands.isEmpty, !invocation.has("issue") else {
      throw Problem(
        "operands", .usage,
        "--batch, --each and --eml take all invoices of a day: leave the numbers and --issue out.")
    }
    self.date = date
    store = Queries(try invocation.readStore())
    options = try invocation.billOptions()
    fonts = try options.theme.fontSet()
  }

  func run() throws -> Int32 {
    var exitCode: Int32 = 0
    if invocation.has("batch") { exitCode = max(exitCode, try printed()) }
    if let folder = invocation.value("each") {
      exitCode = max(exitCode, try files(.all, folder, asMail: false))
    }
    if let folder = invocation.value("eml") {
      exitCode = max(exitCode, try files(.mailed, folder, asMail: true))
    }
    return exitCode
  }

  private func selection(_ who: InvoiceSelection.Who) throws -> [InvoiceSelection.Entry] {
    let paidBy =
      invocation.has("exclude-paid")
      ? try invocation.date("as-of") ?? LedgerCalendar.lastDate(in: store.database) : nil
    let entries = try InvoiceSelection(
      date: date, who, paidBy: paidBy, source: invocation.value("source"), in: store
    ).entries
    if entries.isEmpty {
      throw Problem(
        "no-invoices", .usage,
        "There is no such invoice of \(date). 'carryover template account --fields' tells which "
          + "accounts get printed bills (print_invoice).")
    }
    return entries
  }

  private func printed() throws -> Int32 {
    guard let path = invocation.value("output") else {
      throw Problem("no-output", .usage, "Say where to write the batch: -o FILE.pdf.")
    }
    // The printer's file is for paper: what is for software goes by mail.
    var options = options
    options.carriesXML = false
    let printing = try InvoicePrinting(
      store: store, fonts: fonts, options: options, asOf: try invocation.date("as-of"))
    var run = try PrintRun(
      fonts: fonts, date: date, theme: options.theme, isDuplex: invocation.has("duplex"),
      path: path, force: invocation.has("force"))
    for entry in try selection(.printed) {
      try Interrupt.check()
      try run.add(entry, printing)
    }
    try run.finish()
    for (number, problem) in run.refused { Terminal.complain(problem, about: number) }
    if !invocation.isQuiet { Terminal.say("Wrote \(path): \(run.count) invoices") }
    return run.refused.isEmpty ? 0 : Problem.Kind.finding.rawValue
  }

  private func files(_ who: InvoiceSelection.Who, _ folder: String, asMail: Bool) throws -> Int32 {
    let files = DocumentFiles(
      folder: folder, name: try DocumentName(invocation.value("name") ?? "{account}-{number}.pdf"),
      asMail: asMail, force: invocation.has("force"))
    let (path, fonts, options) = (invocation.storePath, fonts, options)
    let asOf = try invocation.date("as-of")
    let outcomes = try files.write(try selection(who)) { () throws(Problem) in
      try InvoicePrinting(
        store: Queries(try StoreFile.openForReading(at: path)), fonts: fonts, options: options,
        asOf: asOf)
    }
    let manifest = try OutputFile(path: folder + "/manifest.csv", force: true)
    try manifest.write(DocumentFiles.manifest(outcomes))
    _ = try manifest.finish()
    return report(outcomes, folder)
  }

  private func report(_ outcomes: [DocumentFiles.Outcome], _ folder: String) -> Int32 {
    var exitCode: Int32 = 0
    var written = 0
    for outcome in outcomes {
      switch outcome {
      case .written: written += 1
      case .noAddress(let number, let account):
        Terminal.say("account \(account), invoice \(number): there is no e-mail address")
        exitCode = Problem.Kind.finding.rawValue
      case .refused(let number, let problem):
        Terminal.complain(problem, about: number)
        exitCode = Problem.Kind.finding.rawValue
      }
    }
    if !invocation.isQuiet { Terminal.say("Wrote \(written) files and manifest.csv in \(folder)") }
    return exitCode
  }
}
