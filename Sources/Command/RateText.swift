internal import Billing
internal import Importing
internal import Rating
internal import Store

/// What matching, rating and billing of calls did, for people and for programs.
enum RateText {
  // MARK: Rating

  static func rating(_ summary: RatingRun.Summary, json: Bool) -> String {
    let unrated = UnratedReason.allCases.compactMap { summary.unrated[$0] }
    let missing = summary.missing.map { PhoneNumber.display($0) }
    if json {
      let lines = ([summary.charged, summary.reversed] + unrated).map { line in
        let amounts = line.amounts.sorted { $0.key < $1.key }.map {
          "\(quoted($0.key)): \(quoted(decimal($0.value)))"
        }
        return "{\"name\": \(quoted(line.name)), \"calls\": \(line.calls), \"seconds\": "
          + "\(line.seconds), \"charge\": {\(amounts.joined(separator: ", "))}}"
      }
      return "{\"batch\": \(summary.batch.map(String.init) ?? "null"), \"frozen\": "
        + "\(summary.frozen),\n \"lines\": [\(lines.joined(separator: ",\n  "))],\n \"missing\": "
        + "[\(missing.map(quoted).joined(separator: ", "))]}\n"
    }
    var text =
      summary.batch.map { "batch \($0)\n" } ?? "nothing to charge; no batch was made\n"
    if summary.reversed.calls > 0 { text += line(summary.reversed, "reversed") }
    text += line(summary.charged, "rated")
    for reason in unrated { text += line(reason, "unrated, \(reason.name)") }
    if !missing.isEmpty { text += "  no rate for \(missing.joined(separator: ", "))\n" }
    if summary.frozen > 0 {
      text += "  left alone: \(calls(summary.frozen)) on a frozen invoice or in closed books\n"
    }
    return text
  }

  private static func line(_ line: RatingRun.Summary.Line, _ name: String) -> String {
    let amounts = line.amounts.sorted { $0.key < $1.key }
      .map { ", \($0.key) \(decimal($0.value))" }.joined()
    return "  \(name): \(calls(line.calls)), \(grouped(line.seconds)) s\(amounts)\n"
  }

  // MARK: Matching

  static func matching(_ summary: CallMatching.Summary, json: Bool) -> String {
    if json {
      let reasons = summary.unmatched.map {
        "{\"reason\": \(quoted($0.reason)), \"calls\": \($0.calls), \"seconds\": \($0.seconds)}"
      }
      return "{\"batch\": \(summary.batch.map(String.init) ?? "null"), \"looked\": "
        + "\(summary.looked), \"matched\": \(summary.matched), \"moved\": \(summary.moved),\n "
        + "\"unmatched\": [\(reasons.joined(separator: ", "))]}\n"
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
      var members: [String] = []
      if let billed {
        let lines = billed.lines.map { line in
          "{\"batch\": \(line.batch), \"debits\": \(line.debits), \"calls\": \(line.calls), "
            + "\"late\": \(line.late), \"amount\": \(money(line.amounts))}"
        }
        members.append("\"period\": \(quoted(billed.period))")
        members.append("\"batches\": [\(lines.joined(separator: ",\n "))]")
      }
      if let invoiced {
        let lines = invoiced.lines.map { line in
          "{\"batch\": \(line.batch), \"invoices\": \(line.invoices), \"first\": "
            + "\(quoted(line.first)), \"last\": \(quoted(line.last)), \"debits\": \(line.debits), "
            + "\"amount\": \(money(line.amounts))}"
        }
        members.append("\"date\": \(quoted(invoiced.date)), \"waiting\": \(invoiced.waiting)")
        members.append("\"invoices\": [\(lines.joined(separator: ",\n "))]")
      }
      return "{" + members.joined(separator: ",\n ") + "}\n"
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

  private static func money(_ amounts: [String: Int64]) -> String {
    let members = amounts.sorted { $0.key < $1.key }.map {
      "\(quoted($0.key)): \(quoted(money($0.value, $0.key)))"
    }
    return "{\(members.joined(separator: ", "))}"
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
    var text = "{\"deck\": \(quoted(name)), "
    if let it = difference {
      text += "\"new\": \(it.new), \"up\": \(it.up), \"down\": \(it.down), "
      text += "\"unchanged\": \(it.unchanged), \"gone\": \(it.gone), "
    }
    if let gone = summary.goneRates { text += "\"ended\": \(gone.ended), " }
    return text + "\"import\": \(ImportJSON.file(summary))}\n"
  }

  static func decks(_ decks: [Decks.Line], json: Bool) -> String {
    if json {
      let lines = decks.map { deck in
        "{\"deck\": \(quoted(deck.name)), \"source\": \(quoted(deck.source)), \"purpose\": "
          + "\(quoted(deck.purpose)), \"rates\": \(deck.rates), \"prefixes\": \(deck.prefixes)}"
      }
      return "[\(lines.joined(separator: ",\n "))]\n"
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
      let steps = it.steps.map { "[\(quoted($0.name)), \(quoted($0.text))]" }
      return "{\"call\": \(quoted(it.title)), \"steps\": [\(steps.joined(separator: ",\n "))]}\n"
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

  private static func quoted(_ text: String) -> String { ImportText.quoted(text) }

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
