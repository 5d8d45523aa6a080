internal import Billing
internal import Diagnostics
package import Store

/// How a call came to its price, or to none: every step, so that a customer can follow it.
package struct Explanation: Sendable {
  package struct Step: Sendable {
    package var name: String
    package var text: String
  }

  package private(set) var title = ""
  package private(set) var steps: [Step] = []
  /// Whether nothing says what it costs.
  private var waitsForRate = false

  /// - Parameter call: the carrier's id, or `FILE:LINE`.
  /// - Throws: `unknown-row`.
  package init(of call: String, in database: Database) throws {
    let row = try database.prepare(
      """
      SELECT \(RatedCall.columns), cdr.call_id, batch.file_name, batch.id,
        source.name, source.zone, cdr.from_text, cdr.from_number, cdr.to_text, cdr.disposition,
        cdr.matched_by, cdr.direction, account.external_id, unmatched_call.reason
      FROM cdr JOIN source ON source.id = cdr.source
      LEFT JOIN account ON account.id = cdr.account
      LEFT JOIN unmatched_call ON unmatched_call.cdr = cdr.id
      LEFT JOIN batch_span ON batch_span.kind = 'cdr'
        AND cdr.id BETWEEN batch_span.first_id AND batch_span.last_id
      LEFT JOIN batch ON batch.id = batch_span.batch
      WHERE cdr.id = ?
      """)
    row.bind([.integer(try Self.find(call, in: database))])
    guard try row.step() else { throw Problem.unknownCall(call) }
    let it = RatedCall(row, try CallSources(database))
    let first = RatedCall.columnCount
    let name = row.text(first).map { "Call \($0)" } ?? "Call without an id"
    title = "\(name), \(row.text(first + 1) ?? "?"):\(it.line), batch \(row.integer(first + 2))"
    tellCall(it, row)
    if row.isNull(2) {
      add("whose", "nobody's: \(row.text(first + 12) ?? "")")
      return
    }
    let party = row.text(first + 9)
    let why =
      switch party {
      case "from": "held the calling number when it began"
      case "to": "held the called number when it began"
      case .some(let party): "by its \(party)"
      case nil: "the file says so"
      }
    add("whose", "account \(row.text(first + 11) ?? ""): \(why)")
    if try tellReversal(of: it.id, in: database) { return }
    if let rule = it.rule {
      add("charged", "no, by rule: \(rule.rawValue)")
      return
    }
    add("charged", "yes: no rule exempts it")
    try tellRating(it, in: database)
    try tellStored(it.id, in: database)
  }

  /// Whether its carrier took the call back.
  private mutating func tellReversal(of call: Int64, in database: Database) throws -> Bool {
    let found = try database.rows(
      """
      SELECT batch.id, batch.file_name, call_reversal.successor IS NOT NULL
      FROM call_reversal LEFT JOIN batch_span ON batch_span.kind = 'call_reversal'
        AND call_reversal.id BETWEEN batch_span.first_id AND batch_span.last_id
      LEFT JOIN batch ON batch.id = batch_span.batch WHERE call_reversal.call = ?
      """, [.integer(call)]
    ) {
      "by \($0.text(1) ?? "?"), batch \($0.integer(0)), which "
        + ($0.integer(2) != 0 ? "has it otherwise" : "does not have it")
    }
    guard let text = found.first else { return false }
    add("reversed", text)
    try tellStored(call, in: database)
    return true
  }

  private static func find(_ call: String, in database: Database) throws -> Int64 {
    let byID = try database.rows(
      "SELECT id FROM cdr WHERE call_id = ? ORDER BY id LIMIT 2", [.text(call)]
    ) { $0.integer(0) }
    if byID.count == 1 { return byID[0] }
    guard let colon = call.lastIndex(of: ":"), let line = Int64(call[call.index(after: colon)...])
    else { throw Problem.unknownCall(call) }
    let file = String(call[..<colon])
    let found = try database.rows(
      """
      SELECT cdr.id FROM batch JOIN batch_span ON batch_span.batch = batch.id
      JOIN cdr ON cdr.id BETWEEN batch_span.first_id AND batch_span.last_id
      WHERE batch_span.kind = 'cdr' AND cdr.line = ?2
        AND (batch.file_name = ?1 OR batch.file_name GLOB '*/' || ?1 OR batch.id = ?1)
      ORDER BY batch.id DESC LIMIT 1
      """, [.text(file), .integer(line)]
    ) { $0.integer(0) }
    guard let only = found.first else { throw Problem.unknownCall(call) }
    return only
  }

  private mutating func add(_ name: String, _ text: String) {
    steps.append(Step(name: name, text: text))
  }

  private mutating func tellCall(_ call: RatedCall, _ row: Statement) {
    let first = RatedCall.columnCount
    add("start", "\(Instant(milliseconds: call.start)), of \(row.text(first + 3) ?? "")")
    let from =
      row.optionalInteger(first + 6).map { PhoneNumber.display($0) } ?? row.text(first + 5)
      ?? "nothing"
    let to = call.number.map { PhoneNumber.display($0) } ?? row.text(first + 7) ?? "nothing"
    add("numbers", "\(from) to \(to), \(row.text(first + 10) ?? "no direction given")")
    let seconds = ScaledDecimal.print(call.milliseconds, scale: 3, trimmed: true)
    add("duration", "\(seconds) s, \(row.text(first + 8) ?? "answered or not isn't said")")
  }

  private mutating func tellRating(_ call: RatedCall, in database: Database) throws {
    let rater = try Rater(database)
    let terms = try rater.accounts.terms(of: call.account)
    let day = rater.day(of: call, terms)
    add("day", "\(CalendarDate(dayNumber: day)) in \(terms.zone.name)")
    let plan = terms.plan(on: day)
    let outcome = try rater.rate(call)
    var hasDeck = true
    if case .unrated(.noDeck) = outcome { hasDeck = false }
    add("plan", plan.map { $0.code } ?? (hasDeck ? "none: the only deck that charges" : "none"))
    switch outcome {
    case .unrated(let reason):
      add("rate", "none: \(reason.rawValue)")
      waitsForRate = true
    case .charged(let charged):
      let deck = try rater.deck(charged.deck)
      add("deck", "\(deck.name), \(deck.currency ?? terms.currency)")
      try tellRate(charged, of: deck, in: database)
      add("class", charged.kind.rawValue)
      add("intervals", Self.intervals(charged))
      add("charge", Self.charge(charged))
    }
  }

  private mutating func tellRate(
    _ it: RatingOutcome.Charged, of deck: Deck, in database: Database
  ) throws {
    try database.forEach(
      """
      SELECT prefix, prefix_to, description, since, until, rate.line, batch.file_name
      FROM rate LEFT JOIN batch_span ON batch_span.kind = 'rate'
        AND rate.id BETWEEN batch_span.first_id AND batch_span.last_id
      LEFT JOIN batch ON batch.id = batch_span.batch WHERE rate.id = ?
      """, [.integer(it.rate.id)]
    ) { row in
      var text = row.text(0) ?? ""
      if let last = row.text(1) { text += "-\(last)" }
      if let about = row.text(2) { text += ", \(about)" }
      text += row.text(3).map { ", since \($0)" } ?? ", since ever"
      if let until = row.text(4) { text += ", until \(until)" }
      text += " (\(row.text(6) ?? "?"):\(row.integer(5)))"
      add("prefix", text)
    }
    if let base = try markup(on: it, of: deck, in: database) { add("markup", base) }
    let tariff = it.rate.tariff
    var text =
      "\(Self.decimal(tariff.price)) a \(tariff.unit.rawValue), \(tariff.first)/\(tariff.next)"
    if tariff.connectionFee != 0 { text += ", connection \(Self.decimal(tariff.connectionFee))" }
    if tariff.minimum != 0 { text += ", at least \(Self.decimal(tariff.minimum))" }
    add("tariff", text)
  }

  /// What was added to the price of the base, where the rate is one of these.
  private func markup(
    on it: RatingOutcome.Charged, of deck: Deck, in database: Database
  ) throws -> String? {
    try database.rows(
      """
      SELECT base.name, rate.price, ifnull(deck.markup, 0) FROM rate
      JOIN rate_deck AS base ON base.id = rate.deck JOIN rate_deck AS deck ON deck.id = ?2
      WHERE rate.id = ?1 AND rate.deck <> deck.id
      """, [.integer(it.rate.id), .integer(deck.id)]
    ) {
      "\(Self.decimal($0.integer(1))) of \($0.text(0) ?? "") and "
        + "\(ScaledDecimal.print($0.integer(2), scale: 6, trimmed: true)) % = "
        + Self.decimal(it.rate.tariff.price)
    }.first
  }

  private static func intervals(_ it: RatingOutcome.Charged) -> String {
    let tariff = it.rate.tariff
    let steps = it.charge.increments - (tariff.first > 0 ? 1 : 0)
    return "\(it.charge.seconds) s: \(tariff.first) + \(steps) × \(tariff.next) = "
      + "\(it.charge.billed) s"
  }

  private static func charge(_ it: RatingOutcome.Charged) -> String {
    let tariff = it.rate.tariff
    var text =
      switch tariff.unit {
      case .minute: "\(decimal(tariff.price)) × \(it.charge.billed) / 60"
      case .increment: "\(decimal(tariff.price)) × \(it.charge.increments)"
      case .call: decimal(tariff.price)
      }
    if tariff.connectionFee != 0 { text += " + \(decimal(tariff.connectionFee))" }
    text += " = \(decimal(it.charge.amount))"
    if tariff.decimals < 8 { text += ", to \(tariff.decimals) decimals" }
    return text
  }

  static func decimal(_ amount: Int64) -> String {
    ScaledDecimal.print(amount, scale: 8, trimmed: true)
  }

  /// What stands in the store: charges, reversals, the debit.
  private mutating func tellStored(_ call: Int64, in database: Database) throws {
    let lines = try database.rows(
      """
      SELECT c.sequence, c.amount, c.seconds, s.batch, debit.external_id, b.free_seconds, b.amount
      FROM call_charge AS c
      LEFT JOIN batch_span AS s ON s.kind = 'call_charge' AND c.id BETWEEN s.first_id AND s.last_id
      LEFT JOIN call_billing AS b ON b.call_charge = c.id
      LEFT JOIN debit ON debit.id = b.debit
      WHERE c.call = ? ORDER BY c.sequence
      """, [.integer(call)]
    ) { row in
      var text = "\(Self.decimal(row.integer(1))) for \(row.integer(2)) s"
      text += row.integer(0) % 2 == 0 ? ", reversal" : ""
      text += ", batch \(row.integer(3))"
      if let debit = row.text(4) {
        text += "; debit \(debit)"
        if row.integer(5) != 0 {
          text += ", of it \(row.integer(5)) s included: \(Self.decimal(row.integer(6)))"
        }
      }
      return text
    }
    for line in lines { add("stored", line) }
    if lines.isEmpty {
      add(
        "stored",
        waitsForRate
          ? "no charge: 'carryover rate' makes it once there is a rate"
          : "no charge yet: 'carryover rate' makes it")
    }
  }
}
