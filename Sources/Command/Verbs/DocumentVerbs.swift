internal import Billing
internal import Bytes
internal import Diagnostics
internal import Documents
internal import Glibc
internal import PDF
internal import Store

let themeOption = Option.value(
  "theme", "FILE", "The brand: a JSON5 file ('theme lint' checks one); else $CARRYOVER_THEME")
let documentSourceOption = Option.value(
  "source", "NAME", "The source, where two have the same number or account id")
let folderOption = Option.value(
  "dir", "DIR", "Write each to a file of its own in this folder")
let itemiseOption = Option.value(
  "itemise", "HOW",
  "How calls are listed: none, summary, masked or full; as the account has it if not given")
let profileOption = Option.value(
  "profile", "PROFILE",
  "What the file promises: 3a (PDF/A-3a and PDF/UA-1) if not given; 3b, the smallest; 2u, without "
    + "attachments; plain")

let statementVerb = Verb(
  "statement", "ACCOUNT…",
  "Write an account's statement as PDF: opening balance, what happened, closing balance.",
  takes: 1...10_000,
  options: [
    .value("from", "DATE", "First accounting date; the first of the month of --to if not given"),
    .value("to", "DATE", "Last accounting date; the last of the ledger if not given"),
    itemiseOption,
    documentSourceOption, folderOption, themeOption, profileOption,
  ] + outputOptions
) { invocation in
  let store = Queries(try invocation.readStore())
  let to = try invocation.date("to") ?? (try LedgerCalendar.lastDate(in: store.database))
  guard let to, let end = CalendarDate(to) else {
    throw Problem("empty-ledger", .usage, "The ledger is empty: there is nothing to state yet.")
  }
  let from = try invocation.date("from") ?? String(to.prefix(8)) + "01"
  guard let start = CalendarDate(from), start <= end else {
    throw Problem("bad-period", .usage, "The period ends (\(to)) before it begins (\(from)).")
  }
  let theme = try invocation.theme()
  let fonts = try theme.fontSet()
  for id in invocation.operands {
    let account = try AccountFacts(id, in: store, source: invocation.value("source"))
    let statement = try AccountStatement(
      account: account, from: from, to: to,
      itemisation: try invocation.choice("itemise", Itemisation.self), theme: theme, in: store)
    try invocation.write(try statement.pdf(fonts: fonts), named: "statement-\(id)-\(to).pdf")
  }
  return 0
}

let receiptVerb = Verb(
  "receipt", "PAYMENT…",
  "Write a receipt for a payment as PDF, with what it was applied to.", takes: 1...10_000,
  options: [
    .value(
      "as-of", "DATE", "Applications up to this day count; the last accounting date if not given"),
    documentSourceOption, folderOption, themeOption, profileOption,
  ] + outputOptions
) { invocation in
  let store = Queries(try invocation.readStore())
  let last = try LedgerCalendar.lastDate(in: store.database) ?? "9999-12-31"
  let asOf = try invocation.date("as-of") ?? last
  let theme = try invocation.theme()
  let fonts = try theme.fontSet()
  for id in invocation.operands {
    let receipt = try ReceiptDocument(
      id, asOf: asOf, source: invocation.value("source"), theme: theme, in: store)
    try invocation.write(try receipt.pdf(fonts: fonts), named: "receipt-\(id).pdf")
  }
  return 0
}

extension Invocation {
  /// The brand that documents shall have, and what their files promise.
  func theme() throws -> Theme {
    let path = value("theme") ?? environment("CARRYOVER_THEME")
    var theme = try path.map { try ThemeParser.read($0) } ?? .plain
    theme.profile = try choice("profile", PDFProfile.self) ?? theme.profile
    return theme
  }

  func billOptions() throws -> BillOptions {
    var options = BillOptions()
    options.theme = try theme()
    options.mode = try choice("mode", BillMode.self)
    options.itemisation = try choice("itemise", Itemisation.self)
    options.profile = try choice("profile", PDFProfile.self)
    options.isForced = has("force")
    options.carriesXML = !has("no-xml")
    return options
  }

  /// One of a few words.
  func choice<Choice: RawRepresentable & CaseIterable>(_ option: String, _ type: Choice.Type)
    throws(Problem) -> Choice? where Choice.RawValue == String
  {
    guard let text = value(option) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      throw .badChoice(option: option, text, among: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

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
    guard operands.count <= 1 else {
      throw Problem(
        "no-output", .usage, "Several documents don't fit in one file: give --dir DIR.")
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
