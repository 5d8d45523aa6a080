internal import Billing
internal import Bytes
internal import Diagnostics
internal import Proof
internal import Reporting
internal import Store

let periodVerb = Verb(
  "period", "list | close MONTH | verify MONTH | reopen MONTH",
  "Close the books of a month: what its reports say is kept, and nothing may be dated into it, taken "
    + "out of it or superseded in it any more. verify runs the reports again and tells whether they "
    + "still say the same. close and reopen are batches.", takes: 1...2,
  options: [
    .value("company", "CODE", "Only this company's books"),
    .flag("through", "close: all that came before, too, as history that another system made"),
    .value("reason", "TEXT", "reopen: why; it is kept"),
    waitOption,
  ]
) { invocation in
  let verb = invocation.operands[0]
  let known = ["list", "close", "verify", "reopen"]
  guard known.contains(verb) else {
    throw Problem(
      "operands", .usage,
      "'period' can't '\(verb)'.\(NearestName.hint(verb, among: known)) It can: "
        + known.joined(separator: ", ") + ".")
  }
  if verb == "list" {
    try Terminal.print(try PeriodText.list(try invocation.readStore(), json: invocation.wantsJSON))
    return 0
  }
  guard invocation.operands.count == 2 else {
    throw Problem("operands", .usage, "Say which month: carryover period \(verb) 2026-10.")
  }
  let month = try Month(invocation.operands[1])
  let company = invocation.value("company")
  let catalogue = ReportCatalogue(folder: try invocation.reportsFolder)
  if verb == "verify" {
    let database = try invocation.readStore()
    try PackTables(month).make(in: database)
    let lines = try PeriodVerification(database, catalogue: catalogue)
      .run(month, company: company)
    try Terminal.print(
      invocation.wantsJSON ? PeriodText.json(lines) : PeriodText.verified(lines, month))
    return lines.allSatisfy(\.verdict.holds) ? 0 : Problem.Kind.finding.rawValue
  }
  let (database, lock) = try invocation.writeStore(verb: "period \(verb)")
  defer { withExtendedLifetime(lock) {} }
  let closing = PeriodClosing(
    database, catalogue: catalogue, version: CarryoverCommand.version
  ) { try invocation.readStore() }
  let done: [PeriodClosing.Closed]
  if verb == "close" {
    done = try closing.close(month, company: company, through: invocation.has("through"))
  } else {
    guard let reason = invocation.value("reason"), !reason.isEmpty else {
      throw Problem("operands", .usage, "Say why, with --reason TEXT: it is kept with the books.")
    }
    done = try closing.reopen(month, company: company, reason: reason)
  }
  try StoreFile.settle(database)
  if invocation.wantsJSON {
    try Terminal.print(PeriodText.json(done, verb: verb))
  } else if !invocation.isQuiet {
    for one in done {
      let reports = verb == "close" ? ", \(one.reports) reports kept" : ""
      let word = verb == "close" ? "closed" : "opened again"
      try Terminal.print(
        "\(one.company): \(one.period) \(word), batch \(one.batch)\(reports)\n")
    }
  }
  return 0
}

/// Periods, in words.
private enum PeriodText {
  static func list(_ database: Database, json: Bool) throws -> String {
    let rows = try database.rows(
      """
      SELECT company.code, period, last, legacy, reopened, batch.id FROM period_close
      JOIN company ON company.id = period_close.company
      LEFT JOIN batch_span ON batch_span.kind = 'period_close'
        AND period_close.id BETWEEN first_id AND last_id
      LEFT JOIN batch ON batch.id = batch_span.batch
      ORDER BY company.code, last, period_close.id
      """
    ) { row in
      (
        company: row.text(0) ?? "", period: row.text(1) ?? "", last: row.text(2) ?? "",
        isLegacy: row.integer(3) == 1, reopened: row.text(4), batch: row.integer(5)
      )
    }
    if json {
      let objects = rows.map { row in
        JSONText.object([
          ("company", JSONText(row.company)), ("period", JSONText(row.period)),
          ("last", JSONText(row.last)), ("legacy", JSONText(row.isLegacy)),
          ("reopened", JSONText(row.reopened)), ("batch", JSONText(row.batch)),
        ])
      }
      return list("periods", objects)
    }
    if rows.isEmpty { return "No month is closed.\n" }
    return rows.map { row in
      var text = "\(row.company)  \(row.period)  "
      text += row.reopened.map { "opened again: \($0)" } ?? "closed up to \(row.last)"
      if row.isLegacy { text += ", history" }
      return text + ", batch \(row.batch)\n"
    }.joined()
  }

  static func verified(_ lines: [PeriodVerification.Line], _ month: Month) -> String {
    var text = "\(month.name), as it was closed and as it is:\n"
    let width = lines.map { $0.company.count + $0.report.count + 1 }.max() ?? 0
    for line in lines {
      let name = Help.padded("\(line.company) \(line.report)", to: width)
      text += "  \(name)  \(line.verdict.rawValue)\n"
      guard let difference = line.difference else { continue }
      text += Help.wrapped(difference.kept, indent: 10, first: "    was   ")
      text += Help.wrapped(difference.now, indent: 10, first: "    is    ")
    }
    return text
  }

  static func json(_ lines: [PeriodVerification.Line]) -> String {
    let objects = lines.map { line in
      JSONText.object([
        ("company", JSONText(line.company)), ("report", JSONText(line.report)),
        ("verdict", JSONText(line.verdict.rawValue)), ("holds", JSONText(line.verdict.holds)),
      ])
    }
    return list("verified", objects)
  }

  static func json(_ done: [PeriodClosing.Closed], verb: String) -> String {
    let objects = done.map { one in
      JSONText.object([
        ("company", JSONText(one.company)), ("period", JSONText(one.period)),
        ("batch", JSONText(one.batch)),
      ])
    }
    return list(verb == "close" ? "closed" : "reopened", objects)
  }

  private static func list(_ name: String, _ objects: [JSONText]) -> String {
    JSONText.object([(name, .list(objects, isLong: true))]).text + "\n"
  }
}
