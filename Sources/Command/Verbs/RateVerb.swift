internal import Billing
internal import Bytes
internal import Diagnostics
internal import Importing
internal import Rating
internal import Store

let rateVerb = Verb(
  "rate", "",
  "Charge the calls that belong to somebody and have no charge yet. With --deck, load a "
    + "rate deck; with --match, look again whose calls are that were nobody's; with --bill, make debits "
    + "of rated calls, and with --invoice put these on invoices; with --explain, show how a call came to its "
    + "price.",
  options: [
    .value("deck", "FILE", "Load a file of rates, and say what it changes"),
    .value("name", "NAME", "The deck that --deck loads; the file's name if not given"),
    .value("profile", "NAME|FILE", "How to read the file of --deck; found out if not given"),
    .value("source", "NAME", "Whose deck it is: the billing system, or a carrier"),
    .value("purpose", "charge|cost", "What a new deck is for; charge if not given"),
    .flag("whole", "The file of --deck is all of it: rates that it lacks end"),
    .flag("match", "Find whose the calls are that nobody's number was in"),
    .flag(
      "again", "Look at all calls that may still change: reverse and charge anew, or match anew"),
    .value("from", "DAY", "Only calls from that day of the company's calendar on"),
    .value("to", "DAY", "Only calls up to that day"),
    .value("bill", "MONTH", "Make debits of rated calls up to the end of that month, 2026-10"),
    .value(
      "invoice", "DAY",
      "Put debits of calls that no invoice has on invoices of that day; with --bill, or alone"),
    .value("due", "DAY", "When these are due; as many days later as the account has, if not given"),
    .value(
      "series", "TEXT", "What their numbers begin with; {company}-C if not given, as in PFL-C000001"
    ),
    .value("explain", "CALL", "Show how a call came to its price: its id, or FILE:LINE"),
    .value("rejects", "DIR", "Where refused rates go; ./rejects if not given"),
    waitOption,
  ]
) { invocation in
  let modes = ["deck", "match", "bill", "explain"].filter { invocation.has($0) }
  for option in ["due", "series"] where invocation.has(option) && !invocation.has("invoice") {
    throw Problem("operands", .usage, "--\(option) is about invoices: give it with --invoice DAY.")
  }
  if invocation.has("invoice"), let mode = modes.first, mode != "bill" {
    throw Problem(
      "operands", .usage,
      "--invoice and --\(mode) are two things: give --invoice alone, or with --bill.")
  }
  guard modes.count < 2 else {
    throw Problem(
      "operands", .usage,
      "--\(modes[0]) and --\(modes[1]) are two things: give one of them at a time.")
  }
  switch modes.first {
  case "explain":
    let explanation = try Explanation(
      of: invocation.value("explain") ?? "", in: invocation.readStore())
    try Terminal.print(RateText.explanation(explanation, json: invocation.wantsJSON))
    return 0
  case "deck": return try loadDeck(invocation)
  case "match": return try match(invocation)
  case "bill": return try bill(invocation)
  default: return invocation.has("invoice") ? try bill(invocation) : try rate(invocation)
  }
}

let decksVerb = Verb("decks", "", "List the rate decks.") { invocation in
  let decks = try Decks(try invocation.readStore()).all()
  try Terminal.print(RateText.decks(decks, json: invocation.wantsJSON))
  return 0
}

private func rate(_ invocation: Invocation) throws -> Int32 {
  let (database, lock) = try invocation.writeStore(verb: "rate")
  defer { withExtendedLifetime(lock) {} }
  var run = RatingRun(database, version: CarryoverCommand.version)
  run.ratesAgain = invocation.has("again")
  run.readsBeside = true
  run.from = try invocation.date("from")
  run.to = try invocation.date("to")
  let summary = try run.run()
  try StoreFile.settle(database)
  if invocation.wantsJSON || !invocation.isQuiet {
    let doubtful = try summary.batch.map { try PossibleDuplicates(chargedBy: $0, in: database) }
    try Terminal.print(RateText.rating(summary, doubtful, json: invocation.wantsJSON))
  }
  return summary.unrated.isEmpty && summary.frozen == 0 ? 0 : Problem.Kind.finding.rawValue
}

private func match(_ invocation: Invocation) throws -> Int32 {
  let (database, lock) = try invocation.writeStore(verb: "match")
  defer { withExtendedLifetime(lock) {} }
  var matching = CallMatching(database, version: CarryoverCommand.version)
  matching.looksAgain = invocation.has("again")
  let summary = try matching.run()
  try StoreFile.settle(database)
  if invocation.wantsJSON || !invocation.isQuiet {
    try Terminal.print(RateText.matching(summary, json: invocation.wantsJSON))
  }
  return summary.unmatched.isEmpty ? 0 : Problem.Kind.finding.rawValue
}

/// Debits, invoices, or both: then nothing of the one is kept where the other can't be.
private func bill(_ invocation: Invocation) throws -> Int32 {
  let (database, lock) = try invocation.writeStore(verb: "bill")
  defer { withExtendedLifetime(lock) {} }
  let version = CarryoverCommand.version
  let billing = try invocation.value("bill").map {
    try CallBilling(database, period: $0, version: version)
  }
  let invoices = try invocation.date("invoice").flatMap { CalendarDate($0) }.map {
    try CallInvoices(
      database, date: $0, due: try invocation.date("due").flatMap { CalendarDate($0) },
      series: invocation.value("series"), version: version)
  }
  if let billing, let date = invoices?.date { try billing.check(invoices: date) }
  let (billed, invoiced) = try database.transaction {
    // What was billed before can still wait for its invoice.
    var billed: CallBilling.Summary?
    do { billed = try billing?.run() } catch let problem as Problem
      where problem.code == "nothing-to-bill" && invoices != nil
    {}
    return (billed, try invoices?.run())
  }
  try StoreFile.settle(database)
  if invocation.wantsJSON || !invocation.isQuiet {
    try Terminal.print(RateText.billing(billed, invoiced, json: invocation.wantsJSON))
  }
  return 0
}

private func loadDeck(_ invocation: Invocation) throws -> Int32 {
  let path = invocation.value("deck") ?? ""
  let purpose = invocation.value("purpose") ?? "charge"
  guard ["charge", "cost"].contains(purpose) else {
    throw Problem.badChoice(option: "purpose", purpose, among: ["charge", "cost"])
  }
  let profileName = try invocation.value("profile") ?? ProfileChoice.profile(for: path)
  let profile = try ProfileDirectory.profile(profileName)
  guard profile.kinds.contains(where: { $0.name == "rate" }) else {
    throw Problem(
      "no-rates", .usage,
      "The profile '\(profile.name)' makes no rates: name one that does with --profile ('carryover "
        + "profile list').")
  }
  let (database, lock) = try invocation.writeStore(verb: "rate")
  defer { withExtendedLifetime(lock) {} }
  let source = try database.source(named: invocation.value("source"))
  let name = invocation.value("name") ?? deckName(of: path)
  let decks = Decks(database)
  let deck = try decks.deck(
    name, source: source.id, purpose: purpose, version: CarryoverCommand.version)
  var request = ImportRequest(
    path: path, profile: profile, source: source, version: CarryoverCommand.version)
  request.deck = name
  request.isWholeDeck = invocation.has("whole")
  request.rejectsFolder = invocation.value("rejects") ?? "rejects"
  // A deck that was made for a file which is refused goes with it.
  func takeBack() throws {
    guard let made = deck.batch else { return }
    let undo = try Undo(database)
    try database.transaction { try undo.run([made], at: WallClock.milliseconds) }
    try StoreFile.settle(database)
  }
  let summary: ImportSummary
  do {
    summary = try ImportRun(database: database, request: request).run()
  } catch {
    try takeBack()
    throw error
  }
  var difference: Decks.Difference?
  if case .committed(let batch) = summary.outcome {
    difference = try decks.difference(of: batch, in: deck.id)
  } else if summary.batch == nil {
    try takeBack()
  }
  try StoreFile.settle(database)
  if invocation.wantsJSON {
    try Terminal.print(RateText.deckJSON(name, summary, difference))
  } else if !invocation.isQuiet {
    try Terminal.print(ImportText.summary(summary))
    if let difference {
      try Terminal.print(RateText.difference(name, difference, gone: summary.goneRates))
    }
  }
  return summary.exitCode
}

/// `retail-2026-11` for `decks/retail-2026-11.csv.gz`.
private func deckName(of path: String) -> String {
  let file = path.split(separator: "/").last.map(String.init) ?? path
  return file.split(separator: ".").first.map(String.init) ?? file
}
