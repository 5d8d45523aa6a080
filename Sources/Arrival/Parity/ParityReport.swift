internal import Billing

/// What a comparison found.
package struct ParityReport: Sendable {
  package struct Difference: Sendable {
    package var account: String
    package var item: String
    package var ours: String?
    package var theirs: String?
    package var difference: String?
    /// What the export had listed of it.
    package var listed: String?
  }

  /// One aspect, of amounts one currency.
  package struct Part: Sendable {
    package var aspect: ParityAspect
    package var currency: String?
    package var equal = 0
    package var differences: [Difference] = []
    /// Σ of absolute differences, in minor units.
    package var sum: Int64 = 0
  }

  package let target: String
  package let asOf: String
  package var batch: Int64 = 0
  package private(set) var parts: [Part] = []
  /// What the files say nothing about.
  package private(set) var notCompared: [ParityAspect] = []
  package var unread: [String] = []

  init(target: String, asOf: String) {
    self.target = target
    self.asOf = asOf
  }

  /// Differences that no export had listed.
  package var unexplained: Int {
    parts.reduce(0) { $0 + $1.differences.count { $0.listed == nil } } + unread.count
  }

  package var listed: Int { parts.reduce(0) { $0 + $1.differences.count { $0.listed != nil } } }

  // MARK: Comparing

  mutating func compare(
    _ ours: ParitySide, _ theirs: ParitySide, listed: [ParityAspect: [String: String]]
  ) {
    for aspect in ParityAspect.allCases {
      guard ours.aspects.contains(aspect), theirs.aspects.contains(aspect) else {
        notCompared.append(aspect)
        continue
      }
      var parts: [Part] = []
      switch aspect {
      case .accounts: parts = [accounts(ours, theirs)]
      case .balances:
        parts = amounts(.balances, ours, theirs) { side in
          side.balances.map { (.init(account: $0.key, item: "balance"), $0.value) }
        }
      case .openInvoices:
        parts = amounts(.openInvoices, ours, theirs) { side in
          side.invoices.map { ($0.key, $0.value) }
        }
      case .services: parts = [services(ours, theirs)]
      case .nextBillDates: parts = [nextBillDates(ours, theirs)]
      }
      for index in parts.indices {
        for place in parts[index].differences.indices {
          let account = parts[index].differences[place].account
          parts[index].differences[place].listed = listed[aspect]?[account]
        }
        for found in theirs.doubled where found.aspect == aspect {
          parts[index].differences.append(
            Difference(
              account: ours.accounts[found.account] ?? found.account, item: found.item,
              ours: "once", theirs: found.text))
        }
        parts[index].differences.sort { ($0.account, $0.item) < ($1.account, $1.item) }
      }
      self.parts += parts
    }
  }

  private func accounts(_ ours: ParitySide, _ theirs: ParitySide) -> Part {
    var part = Part(aspect: .accounts)
    for (name, account) in ours.accounts {
      if theirs.accounts[name] != nil {
        part.equal += 1
      } else {
        part.differences.append(
          Difference(account: account, item: "account", ours: name, theirs: "missing"))
      }
    }
    for name in theirs.accounts.keys where ours.accounts[name] == nil {
      part.differences.append(
        Difference(account: name, item: "account", ours: "missing", theirs: name))
    }
    return part
  }

  private func amounts(
    _ aspect: ParityAspect, _ ours: ParitySide, _ theirs: ParitySide,
    _ of: (ParitySide) -> [(ParitySide.Thing, Int64)]
  ) -> [Part] {
    let left = Dictionary(uniqueKeysWithValues: of(ours))
    let right = Dictionary(uniqueKeysWithValues: of(theirs))
    var parts: [String: Part] = [:]
    for currency in Set(ours.currencies.values) {
      parts[currency] = Part(aspect: aspect, currency: currency)
    }
    for thing in Set(left.keys).union(right.keys) {
      let currency = ours.currencies[thing.account] ?? parts.keys.sorted().first ?? ""
      // An account without a balance owes nothing.
      let zero: Int64? = aspect == .balances ? 0 : nil
      let (mine, yours) = (left[thing] ?? zero, right[thing] ?? zero)
      var part = parts[currency] ?? Part(aspect: aspect, currency: currency)
      if mine == yours {
        part.equal += 1
      } else {
        let digits = Currency.digits(currency) ?? 2
        let text = { (amount: Int64) in ScaledDecimal.print(amount, scale: digits) }
        let difference = (yours ?? 0) - (mine ?? 0)
        part.sum += abs(difference)
        part.differences.append(
          Difference(
            account: ours.accounts[thing.account] ?? thing.account, item: thing.item,
            ours: mine.map(text) ?? "missing", theirs: yours.map(text) ?? "missing",
            difference: text(difference)))
      }
      parts[currency] = part
    }
    return parts.values.sorted { ($0.currency ?? "") < ($1.currency ?? "") }
  }

  private func services(_ ours: ParitySide, _ theirs: ParitySide) -> Part {
    var part = Part(aspect: .services)
    for thing in Set(ours.services.keys).union(theirs.services.keys) {
      let digits = ours.currencies[thing.account].flatMap { Currency.digits($0) } ?? 2
      let mine = ours.services[thing].map { text($0, theirs, digits) }
      let yours = theirs.services[thing].map { text($0, theirs, digits) }
      if mine == yours {
        part.equal += 1
      } else {
        part.differences.append(
          Difference(
            account: ours.accounts[thing.account] ?? thing.account, item: thing.item,
            ours: mine ?? "missing", theirs: yours ?? "missing"))
      }
    }
    return part
  }

  /// How many, and at which prices, as far as their files say it: `1`, `2 (two of them), 49.95`.
  private func text(
    _ holding: ParitySide.Holding, _ theirs: ParitySide, _ digits: Int
  ) -> String {
    var text =
      theirs.hasQuantities ? ScaledDecimal.print(holding.quantity, scale: 6, trimmed: true) : "held"
    if holding.rows > 1 { text += ", \(holding.rows) times" }
    if theirs.hasPrices {
      let prices = holding.prices.compactMap { $0 }.sorted()
      if !prices.isEmpty {
        text +=
          " at " + prices.map { ScaledDecimal.print($0, scale: digits) }.joined(separator: ", ")
      }
    }
    return text
  }

  private func nextBillDates(_ ours: ParitySide, _ theirs: ParitySide) -> Part {
    var part = Part(aspect: .nextBillDates)
    // An account that is missing is told once.
    for (name, account) in ours.accounts where theirs.accounts[name] != nil {
      let (mine, yours) = (ours.nextBillDates[name], theirs.nextBillDates[name])
      if mine == yours {
        part.equal += 1
      } else {
        part.differences.append(
          Difference(
            account: account, item: "next bill date", ours: mine ?? "not stated",
            theirs: yours ?? "not stated"))
      }
    }
    return part
  }

  // MARK: Words

  /// The report as text.
  package var lines: [String] {
    var lines = ["Parity with \(target) as of \(asOf)"]
    for part in parts {
      var line = "  \(part.aspect.rawValue)"
      if let currency = part.currency { line += ", \(currency)" }
      line += ": \(part.equal) equal"
      let count = part.differences.count
      if count > 0 { line += ", \(count) \(count == 1 ? "differs" : "differ")" }
      let listed = part.differences.count { $0.listed != nil }
      if listed > 0 { line += " (\(listed) as the export had listed)" }
      if let currency = part.currency {
        let digits = Currency.digits(currency) ?? 2
        line += ", Σ|difference| \(ScaledDecimal.print(part.sum, scale: digits))"
      }
      lines.append(line)
    }
    if !notCompared.isEmpty {
      lines.append(
        "  not in the files: \(notCompared.map(\.rawValue).joined(separator: ", "))")
    }
    for part in parts {
      for found in part.differences {
        var line = "  account \(found.account), \(found.item): \(found.ours ?? "") here, "
        line += "\(found.theirs ?? "") there"
        if let difference = found.difference { line += ", difference \(difference)" }
        if let listed = found.listed { line += " (listed: \(listed))" }
        lines.append(line)
      }
    }
    for text in unread { lines.append("  not read: \(text)") }
    return lines
  }
}
