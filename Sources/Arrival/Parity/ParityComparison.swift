internal import Billing

/// Sets what one side says beside what the other says.
struct ParityComparison {
  private let theirs: TheirSide
  /// Accounts that they lack are told once.
  private var missing: Set<String> = []

  init(_ theirs: TheirSide) { self.theirs = theirs }

  /// The differences of an aspect; of amounts a part for each currency.
  mutating func parts(of aspect: ParityAspect) throws -> [ParityReport.Part] {
    guard aspect == .balances || aspect == .openInvoices else {
      var part = ParityReport.Part(aspect: aspect)
      try theirs.facts.forEach(aspect) { compare($0, &part) }
      return [part]
    }
    var parts: [String: ParityReport.Part] = [:]
    let currencies = try theirs.facts.currencies()
    for currency in currencies {
      parts[currency] = ParityReport.Part(aspect: aspect, currency: currency)
    }
    try theirs.facts.forEach(aspect) { thing in
      let currency = thing.currency ?? currencies.first ?? ""
      var part = parts[currency] ?? ParityReport.Part(aspect: aspect, currency: currency)
      // Where the target keeps no numbers, open invoices are told apart by their amounts.
      if aspect == .balances {
        amount(thing, thing.ours.amounts.reduce(0, +), thing.theirs.amounts.reduce(0, +), &part)
      } else if thing.item.isEmpty {
        let (mine, yours) = (thing.ours.amounts.sorted(), thing.theirs.amounts.sorted())
        for index in 0..<max(mine.count, yours.count) {
          var one = thing
          one.item = "open invoice \(index + 1)"
          amount(
            one, index < mine.count ? mine[index] : nil, index < yours.count ? yours[index] : nil,
            &part)
        }
      } else {
        amount(thing, thing.ours.amounts.sum, thing.theirs.amounts.sum, &part)
      }
      parts[currency] = part
    }
    return parts.values.sorted { ($0.currency ?? "") < ($1.currency ?? "") }
  }

  private func difference(
    _ thing: ParityFacts.Thing, _ ours: String?, _ theirs: String?
  ) -> ParityReport.Difference {
    ParityReport.Difference(
      account: thing.account, newID: thing.newID, item: thing.item, ours: ours ?? "missing",
      theirs: theirs ?? "missing", isMissing: thing.theirs.count == 0)
  }

  private func amount(
    _ thing: ParityFacts.Thing, _ mine: Int64?, _ yours: Int64?, _ part: inout ParityReport.Part
  ) {
    if mine == yours {
      part.equal += 1
      return
    }
    let digits = part.currency.flatMap { Currency.digits($0) } ?? 2
    let text = { (amount: Int64) in ScaledDecimal.print(amount, scale: digits) }
    let found = (yours ?? 0) - (mine ?? 0)
    part.sum += abs(found)
    var one = difference(thing, mine.map(text), yours.map(text))
    (one.difference, one.amount) = (text(found), found)
    part.differences.append(one)
  }

  private mutating func compare(_ thing: ParityFacts.Thing, _ part: inout ParityReport.Part) {
    switch part.aspect {
    case .accounts:
      if thing.theirs.count == 0 { missing.insert(thing.name) }
      if thing.ours.count > 0, thing.theirs.count > 0 {
        part.equal += 1
      } else {
        part.differences.append(
          difference(
            thing, thing.ours.count > 0 ? thing.name : nil,
            thing.theirs.count > 0 ? thing.name : nil))
      }
    case .services:
      let digits = thing.currency.flatMap { Currency.digits($0) } ?? 2
      let (mine, yours) = (text(thing.ours, digits), text(thing.theirs, digits))
      if mine == yours {
        part.equal += 1
      } else {
        part.differences.append(difference(thing, mine, yours))
      }
    default:
      let isOfAccount = thing.item == "next bill date"
      guard isOfAccount ? theirs.hasAccountDates : theirs.hasServiceDates,
        !missing.contains(thing.name)
      else { return }
      let (mine, yours) = (thing.ours.texts.sorted(), thing.theirs.texts.sorted())
      if mine == yours {
        part.equal += 1
      } else {
        let text = { (dates: [String]) in
          dates.isEmpty ? "not stated" : dates.joined(separator: ", ")
        }
        part.differences.append(difference(thing, text(mine), text(yours)))
      }
    }
  }

  /// How many, and at which prices, as far as their files say it: `1`, `2, 2 times at 49.95`; nil for none.
  private func text(_ said: ParityFacts.Said, _ digits: Int) -> String? {
    if said.count == 0 { return nil }
    var text =
      theirs.hasQuantities
      ? ScaledDecimal.print(said.quantities.reduce(0, +), scale: 6, trimmed: true) : "held"
    if said.count > 1 { text += ", \(said.count) times" }
    if theirs.hasPrices, !said.prices.isEmpty {
      let prices = said.prices.sorted().map { ScaledDecimal.print($0, scale: digits) }
      text += " at " + prices.joined(separator: ", ")
    }
    return text
  }
}

extension [Int64] {
  /// Nil where there is nothing to add.
  fileprivate var sum: Int64? { isEmpty ? nil : reduce(0, +) }
}
