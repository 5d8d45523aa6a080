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
    let fonts = try options.theme.fontSet()
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
      asMail: asMail, force: invocation.has("force"), threads: try threads())
    let (path, options) = (invocation.storePath, options)
    let asOf = try invocation.date("as-of")
    let entries = try selection(who)
    try Folder.make(folder)
    let manifest = try OutputFile(path: folder + "/manifest.csv", force: true)
    try manifest.write(DocumentFiles.head)
    var written = 0
    var exitCode: Int32 = 0
    try files.write(
      entries,
      open: { () throws(Problem) in
        let database = try StoreFile.openForReading(at: path)
        // One view of the store for all documents of a thread; and no lock is taken for each question.
        try database.execute("BEGIN")
        return try InvoicePrinting(
          store: Queries(database), fonts: try options.theme.fontSet(), options: options,
          asOf: asOf)
      }
    ) { (outcome) throws(Problem) in
      switch outcome {
      case .written(let file):
        written += 1
        try manifest.write(file.line)
      case .noAddress(let number, let account):
        Terminal.say("account \(account), invoice \(number): there is no e-mail address")
        exitCode = Problem.Kind.finding.rawValue
      case .refused(let number, let problem):
        Terminal.complain(problem, about: number)
        exitCode = Problem.Kind.finding.rawValue
      }
    }
    _ = try manifest.finish()
    if !invocation.isQuiet { Terminal.say("Wrote \(written) files and manifest.csv in \(folder)") }
    return exitCode
  }

  /// More threads than these would mostly wait for the disk, and each has fonts of its own.
  private static let mostThreads = 32

  private func threads() throws(Problem) -> Int {
    guard let number = try invocation.number("threads") else {
      return min(Machine.cores, Self.mostThreads / 4)
    }
    guard (1...Self.mostThreads).contains(number) else {
      throw Problem(
        "bad-threads", .usage, "--threads is a number from 1 to \(Self.mostThreads).")
    }
    return number
  }
}
