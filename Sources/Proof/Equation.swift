internal import Billing
internal import Diagnostics
package import Store

/// One equation of the proof: two routes to one number, and whether they meet.
package struct Equation: Sendable {
  package enum Verdict: String, Sendable {
    case pass = "PASS"
    case fail = "FAIL"
    /// There is nothing in the store that the equation speaks of.
    case noData = "no data"
  }

  package var name: String
  package var title: String
  package var leftName: String
  package var rightName: String
  package var segment: String
  package var currency: String?
  package var left: Int64
  package var right: Int64
  package var verdict: Verdict

  /// A side as people read it: an amount where there is a currency, else a count.
  package func text(_ side: Int64) -> String {
    guard let currency, let digits = Currency.digits(currency) else { return String(side) }
    return MoneyFormat(locale: "en").text(side, digits: digits)
  }
}

/// All equations, asked of a store.
package enum Reconciliation {
  /// - Parameter asOf: the accounting date up to which entries count.
  package static func equations(of database: Database, asOf: String) throws -> [Equation] {
    var equations: [Equation] = []
    for name in EmbeddedTexts.names {
      guard let text = EmbeddedTexts.text(name) else { continue }
      equations += try ask(name, text, of: database, asOf: asOf)
    }
    return equations
  }

  private static func ask(_ name: String, _ text: String, of database: Database, asOf: String)
    throws -> [Equation]
  {
    func word(_ key: String) -> String? {
      text.split(separator: "\n").first { $0.hasPrefix("-- \(key): ") }
        .map { String($0.dropFirst(key.count + 5)) }
    }
    var hasData = true
    if let needs = word("needs") { hasData = try database.integer(needs) ?? 0 > 0 }
    let statement = try database.prepare(text)
    if let index = statement.parameter(":as_of") { statement.bind(.text(asOf), at: index) }
    var equations: [Equation] = []
    while try statement.step() {
      let (left, right) = (statement.integer(2), statement.integer(3))
      equations.append(
        Equation(
          name: name, title: word("title") ?? name, leftName: word("left") ?? "left",
          rightName: word("right") ?? "right", segment: statement.text(0) ?? "",
          currency: statement.text(1), left: left, right: right,
          verdict: !hasData ? .noData : left == right ? .pass : .fail))
    }
    return equations
  }
}
