/// What a call to some prefix costs: a price for a unit, and the steps in which its seconds count.
///
/// Prices are 10⁻⁸ of the currency. The first interval is billed at least, and every interval after it
/// that was begun: at 30/6 a call of 31 s is billed as 36 s, one of 37 s as 42 s.
package struct CallTariff: Sendable, Hashable {
  /// What the price is for.
  package enum Unit: String, Sendable {
    case minute, increment, call
  }

  package var price: Int64
  package var unit: Unit
  /// Seconds that are billed at least.
  package var first: Int64
  /// Steps after these, one second at least.
  package var next: Int64
  package var connectionFee: Int64
  package var minimum: Int64
  /// Decimals that a charge is rounded to, 0 to 8.
  package var decimals: Int

  package init(
    price: Int64, unit: Unit = .minute, first: Int64 = 1, next: Int64 = 1, connectionFee: Int64 = 0,
    minimum: Int64 = 0, decimals: Int = 8
  ) {
    self.price = price
    self.unit = unit
    self.first = max(0, first)
    self.next = max(1, next)
    self.connectionFee = connectionFee
    self.minimum = minimum
    self.decimals = min(max(decimals, 0), 8)
  }

  /// What a call of that duration comes to, with the steps on the way.
  package struct Charge: Sendable, Equatable {
    /// Whole seconds of the call; one that was begun counts.
    package var seconds: Int64
    /// Intervals: the first one and those after it.
    package var increments: Int64
    /// Seconds that are billed.
    package var billed: Int64
    /// 10⁻⁸, rounded half away from zero, once.
    package var amount: Int64
  }

  /// - Parameter milliseconds: the raw duration of the conversation.
  package func charge(milliseconds: Int64) -> Charge {
    guard milliseconds > 0 else { return Charge(seconds: 0, increments: 0, billed: 0, amount: 0) }
    let seconds = (milliseconds - 1) / 1000 + 1
    let after = max(0, seconds - first)
    let steps = (after + next - 1) / next
    let increments = (first > 0 ? 1 : 0) + steps
    let billed = first + steps * next
    // Sixtieths of 10⁻⁸, so that a price for a minute stays exact until the one rounding.
    let sixtieths =
      switch unit {
      case .minute: Int128(price) * Int128(billed)
      case .increment: Int128(price) * Int128(increments) * 60
      case .call: Int128(price) * 60
      }
    let total = max(sixtieths + Int128(connectionFee) * 60, Int128(minimum) * 60)
    let step = (decimals..<8).reduce(Int128(1)) { product, _ in product * 10 }
    let amount = Rounding.halfAwayFromZero(total, dividedBy: 60 * step) * step
    return Charge(
      seconds: seconds, increments: increments, billed: billed, amount: Int64(amount))
  }

  /// The same with a price that is so much higher, in 10⁻⁸ as a fraction; rounded to 10⁻⁸.
  package func marked(up markup: Int64) -> CallTariff {
    func raised(_ price: Int64) -> Int64 {
      Int64(
        Rounding.halfAwayFromZero(
          Int128(price) * (100_000_000 + Int128(markup)), dividedBy: 100_000_000))
    }
    var copy = self
    copy.price = raised(price)
    copy.connectionFee = raised(connectionFee)
    copy.minimum = raised(minimum)
    return copy
  }

  /// What is left of a charge when some of its seconds are free: in proportion, to 10⁻⁸.
  package static func remainder(of amount: Int64, seconds: Int64, free: Int64) -> Int64 {
    if free <= 0 || seconds <= 0 { return amount }
    if free >= seconds { return 0 }
    return Int64(
      Rounding.halfAwayFromZero(
        Int128(amount) * Int128(seconds - free), dividedBy: Int128(seconds)))
  }
}
