internal import Billing

/// What a comparison found.
package struct ParityReport: Sendable {
  package struct Difference: Sendable {
    package var account: String
    /// Its id there, where the crosswalk knows it.
    package var newID: String?
    package var item: String
    package var ours: String?
    package var theirs: String?
    package var difference: String?
    /// The same in minor units.
    var amount: Int64?
    /// Whether nothing of it is there.
    var isMissing = false
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
  /// What had to be decided.
  package var doubts: [String] = []

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
    _ ours: Set<ParityAspect>, _ theirs: TheirSide, listed: ListedThings
  ) throws {
    var comparison = ParityComparison(theirs)
    for aspect in ParityAspect.allCases {
      guard ours.contains(aspect), theirs.aspects.contains(aspect) else {
        notCompared.append(aspect)
        continue
      }
      var parts = try comparison.parts(of: aspect)
      for index in parts.indices {
        for place in parts[index].differences.indices {
          parts[index].differences[place].listed = listed.reason(
            of: parts[index].differences[place], aspect)
        }
        for found in theirs.doubled where found.aspect == aspect {
          parts[index].differences.append(
            Difference(
              account: try theirs.facts.account(named: found.account), item: found.item,
              ours: "once", theirs: found.text))
        }
        parts[index].differences.sort { ($0.account, $0.item) < ($1.account, $1.item) }
      }
      self.parts += parts
    }
  }

  /// How a service's next bill date is called.
  static func nextBill(of service: String) -> String { "next bill date of \(service)" }

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
        let there = found.newID.map { " (\($0) there)" } ?? ""
        var line = "  account \(found.account)\(there), \(found.item): \(found.ours ?? "") here, "
        line += "\(found.theirs ?? "") there"
        if let difference = found.difference { line += ", difference \(difference)" }
        if let listed = found.listed { line += " (listed: \(listed))" }
        lines.append(line)
      }
    }
    for text in doubts { lines.append("  in doubt: \(text)") }
    for text in unread { lines.append("  not read: \(text)") }
    return lines
  }
}
