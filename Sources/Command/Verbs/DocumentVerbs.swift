internal import Billing
internal import Bytes
internal import Diagnostics
internal import Documents
internal import Glibc
internal import PDF
internal import Store

let statementVerb = Verb(
  "statement", "ACCOUNT…",
  "Write an account's statement as PDF: opening balance, what happened, closing balance.",
  takes: 1...10_000,
  options: [
    .value("from", "DATE", "First accounting date; the first of the month of --to if not given"),
    .value("to", "DATE", "Last accounting date; the last of the ledger if not given"),
    .value("source", "NAME", "The source, where two have the same account id"),
    .value("dir", "DIR", "Write each to a file of its own in this folder"),
  ] + outputOptions
) { invocation in
  let database = try invocation.readStore()
  let to = try invocation.date("to") ?? (try LedgerCalendar.lastDate(in: database))
  guard let to, let end = CalendarDate(to) else {
    throw Problem("empty-ledger", .usage, "The ledger is empty: there is nothing to state yet.")
  }
  let from = try invocation.date("from") ?? String(to.prefix(8)) + "01"
  guard let start = CalendarDate(from), start <= end else {
    throw Problem("bad-period", .usage, "The period ends (\(to)) before it begins (\(from)).")
  }
  let fonts = try FontSet.system()
  for id in invocation.operands {
    let account = try AccountFacts(id, in: database, source: invocation.value("source"))
    let statement = try AccountStatement(account: account, from: from, to: to, in: database)
    try invocation.write(
      try statement.pdf(fonts: fonts), named: "statement-\(id)-\(to).pdf")
  }
  return 0
}

let invoiceVerb = Verb(
  "invoice", "NUMBER…",
  "Write an invoice as PDF: its charges, taxes, what was paid, what is left to pay.",
  takes: 1...10_000,
  options: [
    .value("as-of", "DATE", "Payments up to this day count; the last accounting date if not given"),
    .value("dir", "DIR", "Write each to a file of its own in this folder"),
  ] + outputOptions
) { invocation in
  let database = try invocation.readStore()
  let last = try LedgerCalendar.lastDate(in: database) ?? "9999-12-31"
  let asOf = try invocation.date("as-of") ?? last
  let fonts = try FontSet.system()
  for number in invocation.operands {
    let invoice = try InvoiceDocument(number, asOf: asOf, in: database)
    try invocation.write(try invoice.pdf(fonts: fonts), named: "invoice-\(number).pdf")
  }
  return 0
}

extension Invocation {
  /// The value of an option that must be a day.
  func date(_ option: String) throws(Problem) -> String? {
    guard let text = value(option) else { return nil }
    guard CalendarDate(text) != nil else { throw .badDate(option: option, text) }
    return text
  }

  /// Writes a document where the user wants it: a file, a folder, or standard output, but never a
  /// PDF onto a terminal.
  func write(_ bytes: [UInt8], named name: String) throws(Problem) {
    if let folder = value("dir") {
      try Folder.make(folder)
      let safe = String(name.map { $0 == "/" ? "_" : $0 })
      try writeFile(bytes, to: folder + "/" + safe, force: has("force"))
      return
    }
    guard let path = value("output") else {
      guard operands.count == 1, isatty(STDOUT_FILENO) == 0 else {
        throw Problem(
          "no-output", .usage, "Say where to write: -o FILE.pdf, or --dir DIR for several.")
      }
      let output = StandardOutput()
      try output.write(bytes[...])
      _ = try output.finish()
      return
    }
    try writeFile(bytes, to: path, force: has("force"))
  }

  func writeFile(_ bytes: [UInt8], to path: String, force: Bool) throws(Problem) {
    let file = try OutputFile(path: path, force: force)
    try file.write(bytes[...])
    _ = try file.finish()
    if !isQuiet { Terminal.say("Wrote \(path)") }
  }
}
