internal import Billing
internal import Bytes
internal import Diagnostics
internal import Journal
internal import Store

let journalVerb = Verb(
  "journal", "[check]",
  "Write what a month posts to the general ledger: for accounting software, as a batch that "
    + "is remembered, so that it is posted once. 'check' shows the postings, and what the mapping lacks, "
    + "and writes nothing.", takes: 0...1,
  options: [
    .value("period", "MONTH", "The month, such as 2026-10"),
    .value("company", "CODE", "Whose; not needed where there is one company"),
    .value("mapping", "FILE", "The accounts of the accounting software (JSON5)"),
    .value("format", "FORMAT", "csv, qbo, iif, xero or sage; csv if not given"),
    .flag("by-day", "An entry for each day, not one for the month"),
    .flag("include-legacy", "Also what another system made, up to the cut-over"),
    .value(
      "again", "N", "The journal of batch N once more: the same bytes; nothing else is needed"),
    waitOption,
  ] + outputOptions
) { invocation in
  if let word = invocation.operands.first, word != "check" {
    throw Problem(
      "operands", .usage, "'journal' can 'check'.\(NearestName.hint(word, among: ["check"]))")
  }
  if let batch = try invocation.number("again") { return try again(Int64(batch), invocation) }
  guard let period = invocation.value("period") else {
    throw Problem("operands", .usage, "Say which month: --period 2026-10.")
  }
  guard let file = invocation.value("mapping") else {
    throw Problem(
      "operands", .usage,
      "Name the accounts of the accounting software: --mapping FILE. It begins with "
        + "{ receivables: \"1200\", bank: { default: \"1010\" }, tax: { default: \"2200\" } }.")
  }
  var format = JournalFormat.csv
  if let name = invocation.value("format") {
    guard let known = JournalFormat(rawValue: name) else {
      throw Problem.badChoice(
        option: "format", name, among: JournalFormat.allCases.map(\.rawValue))
    }
    format = known
  }
  let month = try Month(period)
  let mapping = try JournalMapping(file: file)
  let reader = try invocation.readStore()
  let company = try JournalCompany(invocation.value("company"), in: reader)
  if !invocation.operands.isEmpty {
    let journal = try Journal(
      of: company, month, byDay: invocation.has("by-day"), mapping: mapping,
      includesLegacy: invocation.has("include-legacy")
    ) { try invocation.readStore() }
    try Terminal.print(try JournalText.check(journal, in: reader))
    return journal.gaps.isEmpty ? 0 : Problem.Kind.finding.rawValue
  }
  let export = JournalExport(
    of: company, month, format: format, mapping: mapping, byDay: invocation.has("by-day"),
    includesLegacy: invocation.has("include-legacy"), version: CarryoverCommand.version)
  let (database, lock) = try invocation.writeStore(verb: "journal")
  defer { withExtendedLifetime(lock) {} }
  let sink = try invocation.journalSink()
  let summary = try export.run(
    writer: database, open: { try invocation.readStore() }, to: sink)
  // What is remembered and was not written can be had by --again; the other way round it would go twice.
  try StoreFile.settle(database)
  _ = try sink.finish()
  if !invocation.isQuiet {
    Terminal.say(JournalText.summary(summary, summary.isRepeated ? "exported before, " : ""))
  }
  return summary.isRepeated ? Problem.Kind.finding.rawValue : 0
}

private func again(_ batch: Int64, _ invocation: Invocation) throws -> Int32 {
  let sink = try invocation.journalSink()
  let summary = try JournalExport.again(batch, in: try invocation.readStore(), to: sink)
  _ = try sink.finish()
  if !invocation.isQuiet { Terminal.say(JournalText.summary(summary, "again, ")) }
  return 0
}

extension Invocation {
  fileprivate func journalSink() throws(Problem) -> any ByteSink {
    guard let output = value("output") else { return StandardOutput() }
    return try OutputFile(path: output, force: has("force"))
  }
}

/// Journals, in words.
private enum JournalText {
  static func amount(_ value: Int64, _ journal: Journal) -> String {
    MoneyFormat(locale: "en").text(value, digits: journal.company.digits)
  }

  static func summary(_ summary: JournalExport.Summary, _ before: String) -> String {
    let total = MoneyFormat(locale: "en").text(
      summary.total, digits: Currency.digits(summary.currency) ?? 2)
    return
      "\(summary.number) for \(summary.format.title): \(summary.lines) lines, debits \(total) = "
      + "credits \(total) \(summary.currency), \(before)batch \(summary.batch)"
  }

  /// The postings, what they come to, and what is missing.
  static func check(_ journal: Journal, in database: Database) throws -> String {
    var text =
      "Journal of \(journal.company.code) for \(journal.month.name), \(journal.company.currency)\n\n"
    let lines = journal.entries.flatMap(\.lines)
    let accounts = lines.map { $0.account.isEmpty ? "(none)" : $0.account }
    let width = max(8, accounts.map(\.count).max() ?? 0)
    func pad(_ value: String, _ width: Int) -> String {
      String(repeating: " ", count: max(0, width - value.count)) + value
    }
    for entry in journal.entries {
      text += "\(entry.number)  \(entry.date)\n"
      for line in entry.lines {
        let account = line.account.isEmpty ? "(none)" : line.account
        text +=
          "  " + Help.padded(account, to: width)
          + pad(line.debit == 0 ? "" : amount(line.debit, journal), 14)
          + pad(line.credit == 0 ? "" : amount(line.credit, journal), 14) + "  \(line.text)\n"
      }
    }
    text +=
      "\nDebits \(amount(journal.debits, journal)) = credits \(amount(journal.credits, journal)), "
      + "receivables \(amount(journal.receivables, journal))\n"
    if journal.gaps.isEmpty {
      text += journal.usesUnmapped ? "Some went to the account for what nobody mapped.\n" : ""
      return text
    }
    text += "\nThe mapping has no account for\n"
    for line in try JournalGaps(journal, in: database).lines { text += "  \(line)\n" }
    return text
  }
}
