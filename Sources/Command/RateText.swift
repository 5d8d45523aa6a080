internal import Billing
internal import Importing
internal import Rating
internal import Store

/// What matching, rating and billing of calls did, for people and for programs.
enum RateText {
  // MARK: Rating

  static func rating(
    _ summary: RatingRun.Summary, _ doubtful: PossibleDuplicates? = nil, json: Bool
  ) -> String {
    let unrated = UnratedReason.allCases.compactMap { summary.unrated[$0] }
    let missing = summary.missing.map { PhoneNumber.display($0) }
    if json {
      let lines = ([summary.charged, summary.reversed] + unrated).map { line in
        JSONText.object([
          ("name", JSONText(line.name)), ("calls", JSONText(line.calls)),
          ("seconds", JSONText(line.seconds)),
          ("charge", amounts(line.amounts) { amount, _ in decimal(amount) }),
        ])
      }
      return long([
        ("batch", JSONText(summary.batch)), ("frozen", JSONText(summary.frozen)),
        ("possible_duplicates", JSONText(doubtful?.calls ?? 0)),
        ("lines", .list(lines, isLong: true)),
        ("missing", .list(missing.map { JSONText($0) })),
      ])
    }
    var text =
      summary.batch.map { "batch \($0)\n" } ?? "nothing to charge; no batch was made\n"
    if summary.reversed.calls > 0 { text += line(summary.reversed, "reversed") }
    text += line(summary.charged, "rated")
    if let doubtful, doubtful.calls > 0 {
      text += "    possible duplicates among them: \(calls(doubtful.calls)), "
      text += "\(grouped(doubtful.seconds)) s\(decimals(doubtful.amounts)) [possible-duplicate]\n"
    }
    for reason in unrated { text += line(reason, "unrated, \(reason.name)") }
    if !missing.isEmpty { text += "  no rate for \(missing.joined(separator: ", "))\n" }
    if summary.frozen > 0 {
      text += "  left alone: \(calls(summary.frozen)) on a frozen invoice or in closed books\n"
    }
    return text
  }

  private static func line(_ line: RatingRun.Summary.Line, _ name: String) -> String {
    "  \(name): \(calls(line.calls)), \(grouped(line.seconds)) s\(decimals(line.amounts))\n"
  }

  private static func decimals(_ amounts: [String: Int64]) -> String {
    amounts.sorted { $0.key < $1.key }.map { ", \($0.key) \(decimal($0.value))" }.joined()
  }

  // MARK: Matching

  static func matching(_ summary: CallMatching.Summary, json: Bool) -> String {
    if json {
      let reasons = summary.unmatched.map {
        JSONText.object([
          ("reason", JSONText($0.reason)), ("calls", JSONText($0.calls)),
          ("seconds", JSONText($0.seconds)),
        ])
      }
      return long([
        ("batch", JSONText(summary.batch)), ("looked", JSONText(summary.looked)),
        ("matched", JSONText(summary.matched)), ("moved", JSONText(summary.moved)),
        ("unmatched", .list(reasons)),
      ])
    }
    var text = summary.batch.map { "batch \($0)\n" } ?? "nothing found; no batch was made\n"
    text += "  looked at \(calls(summary.looked)): matched \(grouped(Int64(summary.matched)))"
    if summary.moved > 0 { text += ", moved to another account \(grouped(Int64(summary.moved)))" }
    text += "\n"
    for reason in summary.unmatched {
      text += "  unmatched, \(reason.reason): \(calls(reason.calls)), "
      text += "\(grouped(reason.seconds)) s\n"
    }
    if !summary.unmatched.isEmpty {
      text += "  'carryover report unmatched-numbers' lists the numbers\n"
    }
    return text
  }

  // MARK: Billing

  static func billing(
    _ billed: CallBilling.Summary?, _ invoiced: CallInvoices.Summary?, json: Bool
  ) -> String {
    if json {
      var members: [(String, JSONText)] = []
      if let billed {
        let lines = billed.lines.map { line in
          JSONText.object([
            ("batch", JSONText(line.batch)), ("debits", JSONText(line.debits)),
            ("calls", JSONText(line.calls)), ("late", JSONText(line.late)),
            ("amount", amounts(line.amounts, money)),
          ])
        }
        members += [
          ("period", JSONText(billed.period)), ("batches", .list(lines, isLong: true)),
        ]
      }
      if let invoiced {
        let lines = invoiced.lines.map { line in
          JSONText.object([
            ("batch", JSONText(line.batch)), ("invoices", JSONText(line.invoices)),
            ("first", JSONText(line.first)), ("last", JSONText(line.last)),
            ("debits", JSONText(line.debits)), ("amount", amounts(line.amounts, money)),
          ])
        }
        members += [
          ("date", JSONText(invoiced.date)), ("waiting", JSONText(invoiced.waiting)),
          ("invoices", .list(lines, isLong: true)),
        ]
      }
      return long(members)
    }
    var text = ""
    for line in billed?.lines ?? [] {
      text += "batch \(line.batch): \(billed?.period ?? "")\n"
      text += "  \(calls(line.calls)) on \(line.debits) \(line.debits == 1 ? "debit" : "debits")"
      text += "\(sums(line.amounts))\n"
      if line.late > 0 { text += "  late, from earlier months: \(calls(line.late))\n" }
    }
    for line in invoiced?.lines ?? [] {
      let numbers = line.invoices == 1 ? line.first : "\(line.first) to \(line.last)"
      text += "batch \(line.batch): invoices of \(invoiced?.date ?? "")\n"
      text += "  \(grouped(Int64(line.debits))) \(line.debits == 1 ? "debit" : "debits") on "
      text += "\(grouped(Int64(line.invoices))) \(line.invoices == 1 ? "invoice" : "invoices"), "
      text += "\(numbers)\(sums(line.amounts))\n"
    }
    if let waiting = invoiced?.waiting, waiting > 0 {
      text += "  not invoiced, since it comes to nothing or a credit: \(grouped(Int64(waiting))) "
      text += waiting == 1 ? "account\n" : "accounts\n"
    }
    return text
  }

  private static func sums(_ amounts: [String: Int64]) -> String {
    amounts.sorted { $0.key < $1.key }.map { ", \($0.key) \(money($0.value, $0.key))" }.joined()
  }

  /// By currency, as text: a reader would make floating point of a number.
  private static func amounts(
    _ amounts: [String: Int64], _ text: (Int64, String) -> String
  ) -> JSONText {
    .object(amounts.sorted { $0.key < $1.key }.map { ($0.key, JSONText(text($0.value, $0.key))) })
  }

  private static func long(_ members: [(String, JSONText)]) -> String {
    JSONText.object(members, isLong: true).text + "\n"
  }

  // MARK: Decks

  static func difference(_ name: String, _ it: Decks.Difference, gone: GoneRates?) -> String {
    var text = "  deck \(name): new \(grouped(Int64(it.new))), up \(grouped(Int64(it.up))), "
    text += "down \(grouped(Int64(it.down))), unchanged \(grouped(Int64(it.unchanged))), "
    text += "gone \(grouped(Int64(it.gone)))\n"
    if it.gone > 0 {
      let more = it.gone > it.firstGone.count ? " …" : ""
      var state = "still valid"
      if let gone {
        state =
          gone.until.map { "end on \($0)" } ?? "still valid, since the file states no first day"
      }
      text += "  not in this file, \(state): \(it.firstGone.joined(separator: ", "))\(more)\n"
    }
    return text
  }

  static func deckJSON(
    _ name: String, _ summary: ImportSummary, _ difference: Decks.Difference?
  ) -> String {
    var members: [(String, JSONText)] = [("deck", JSONText(name))]
    if let it = difference {
      members += [
        ("new", JSONText(it.new)), ("up", JSONText(it.up)), ("down", JSONText(it.down)),
        ("unchanged", JSONText(it.unchanged)), ("gone", JSONText(it.gone)),
      ]
    }
    if let gone = summary.goneRates { members.append(("ended", JSONText(gone.ended))) }
    members.append(("import", ImportJSON.file(summary)))
    return JSONText.object(members).text + "\n"
  }

  static func decks(_ decks: [Decks.Line], json: Bool) -> String {
    if json {
      let lines = decks.map { deck in
        JSONText.object([
          ("deck", JSONText(deck.name)), ("source", JSONText(deck.source)),
          ("purpose", JSONText(deck.purpose)), ("rates", JSONText(deck.rates)),
          ("prefixes", JSONText(deck.prefixes)),
        ])
      }
      return JSONText.list(lines, isLong: true).text + "\n"
    }
    if decks.isEmpty {
      return "There are no rate decks yet: 'carryover rate --deck FILE --name NAME' loads one.\n"
    }
    var text = ""
    for deck in decks {
      text += "\(deck.name): \(deck.purpose), \(deck.source)"
      if let currency = deck.currency { text += ", \(currency)" }
      if let base = deck.base {
        let percent = ScaledDecimal.print(deck.markup, scale: 6, trimmed: true)
        text += ", \(base) and \(percent) %"
      }
      text += ": \(grouped(Int64(deck.rates))) rates of \(grouped(Int64(deck.prefixes))) prefixes"
      if let newest = deck.newest { text += ", newest since \(newest)" }
      text += "\n"
    }
    return text
  }

  // MARK: Explaining

  static func explanation(_ it: Explanation, json: Bool) -> String {
    if json {
      let steps = it.steps.map { JSONText.list([JSONText($0.name), JSONText($0.text)]) }
      return long([("call", JSONText(it.title)), ("steps", .list(steps, isLong: true))])
    }
    let width = it.steps.map(\.name.count).max() ?? 0
    return it.title + "\n"
      + it.steps.map { step in
        Help.wrapped(
          step.text, indent: width + 4, first: "  " + Help.padded(step.name, to: width) + "  ")
      }.joined()
  }

  // MARK: Words

  private static func calls(_ count: Int) -> String {
    "\(grouped(Int64(count))) \(count == 1 ? "call" : "calls")"
  }

  private static func grouped(_ number: Int64) -> String { Help.grouped(Int(number)) }

  private static func decimal(_ amount: Int64) -> String {
    let text = ScaledDecimal.print(amount, scale: 8, trimmed: true)
    // At least the four decimals that charges are talked about in.
    let decimals = text.contains(".") ? text.split(separator: ".")[1].count : 0
    if decimals >= 4 { return text }
    return (decimals == 0 ? text + "." : text) + String(repeating: "0", count: 4 - decimals)
  }

  private static func money(_ amount: Int64, _ currency: String) -> String {
    ScaledDecimal.print(amount, scale: Currency.digits(currency) ?? 2)
  }
}
