internal import Billing

/// One equation of the proof, asked of a store: two routes to one number, and whether they meet.
package struct Equation: Sendable {
  package enum Verdict: String, Sendable {
    case pass = "PASS"
    case fail = "FAIL"
    /// There is nothing in the store that the equation speaks of.
    case noData = "no data"
  }

  /// What a side counts.
  package enum Unit: String, Sendable {
    /// Minor units of a company's currency.
    case money
    case count
    /// Sums of unlike things, which are never added: it counts the sums.
    case sums
  }

  /// A part of an equation: all of a company, or all of its accounts of a type, or of a month …
  package struct Segment: Sendable {
    package var company: String?
    package var currency: String?
    /// Nil for the whole of a company.
    package var dimension: String?
    package var value: String
    package var left: Int64
    package var right: Int64
    /// Whether the sides meet in every part of it, not only in total.
    package var ties: Bool
  }

  /// An account in which the sides differ.
  package struct Exception: Sendable {
    package var account: String
    package var name: String
    package var company: String
    package var currency: String?
    package var left: Int64
    package var right: Int64
    package var difference: Int64 { left - right }
  }

  /// Which of the invariants of a migration it shows, from 1 to 28.
  package var invariant: Int
  package var name: String
  package var title: String
  package var leftName: String
  package var rightName: String
  package var unit: Unit
  package var verdict: Verdict
  /// How many things the store has of which the source states nothing to compare.
  package var lacking: Int
  /// Why there is no data, or what shows the invariant instead.
  package var reason: String?
  package var segments: [Segment] = []
  package var exceptions: [Exception] = []

  /// The companies' lines, or the one line of an equation that knows no company.
  package var whole: [Segment] { segments.filter { $0.dimension == nil } }
  package var parts: [Segment] { segments.filter { $0.dimension != nil } }

  /// A side as people read it: an amount where it is money, else a count.
  package func text(_ side: Int64, _ currency: String?) -> String {
    guard unit == .money, let currency, let digits = Currency.digits(currency) else {
      return String(side)
    }
    return MoneyFormat(locale: "en").text(side, digits: digits)
  }
}
