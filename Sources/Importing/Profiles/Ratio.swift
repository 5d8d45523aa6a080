/// An exact fraction: what the arithmetic of profiles computes with, so that only the result is
/// rounded. Nil results mean that 128 bits were not enough.
struct Ratio: Sendable, Equatable {
  private(set) var numerator: Int128
  /// Always positive.
  private(set) var denominator: Int128

  /// A whole number of 10^-scale.
  init(_ value: Int64, scale: Int) {
    numerator = Int128(value)
    denominator = Self.power(scale)
  }

  private init(_ numerator: Int128, over denominator: Int128) {
    let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = numerator / Int128(divisor) * sign
    self.denominator = denominator / Int128(divisor) * sign
  }

  /// A plain decimal such as `-12.50`; nil for anything else, or more than 30 digits.
  init?(_ text: ArraySlice<UInt8>) {
    var rest = text
    var sign: Int128 = 1
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
      if first == UInt8(ascii: "-") { sign = -1 }
      rest = rest.dropFirst()
    }
    var (value, count, decimals): (Int128, Int, Int?) = (0, 0, nil)
    for byte in rest {
      if byte == UInt8(ascii: "."), decimals == nil {
        decimals = 0
        continue
      }
      guard byte &- 48 < 10, count < 30 else { return nil }
      value = value * 10 + Int128(byte - 48)
      count += 1
      decimals = decimals.map { $0 + 1 }
    }
    if count == 0 { return nil }
    self.init(sign * value, over: Self.power(decimals ?? 0))
  }

  func plus(_ other: Ratio, sign: Int128 = 1) -> Ratio? {
    let (a, tooBig) = numerator.multipliedReportingOverflow(by: other.denominator)
    let (b, tooLarge) = (other.numerator * sign).multipliedReportingOverflow(by: denominator)
    let (sum, overflow) = a.addingReportingOverflow(b)
    let (below, tooFine) = denominator.multipliedReportingOverflow(by: other.denominator)
    return tooBig || tooLarge || overflow || tooFine ? nil : Ratio(sum, over: below)
  }

  func times(_ other: Ratio) -> Ratio? {
    let (above, tooBig) = numerator.multipliedReportingOverflow(by: other.numerator)
    let (below, tooFine) = denominator.multipliedReportingOverflow(by: other.denominator)
    return tooBig || tooFine ? nil : Ratio(above, over: below)
  }

  /// Nil for a division by zero, too.
  func divided(by other: Ratio) -> Ratio? {
    if other.numerator == 0 { return nil }
    return times(Ratio(other.denominator, over: other.numerator))
  }

  /// As a whole number of 10^-scale, half away from zero.
  func rounded(scale: Int) -> Int64? {
    let (above, tooBig) = numerator.magnitude.multipliedReportingOverflow(
      by: Self.power(scale).magnitude)
    if tooBig { return nil }
    let (quotient, rest) = above.quotientAndRemainder(dividingBy: denominator.magnitude)
    let whole = Int128(quotient) + (rest >= denominator.magnitude - rest ? 1 : 0)
    return Int64(exactly: numerator < 0 ? -whole : whole)
  }

  /// As a whole number.
  func rounded(_ rounding: Rounding) -> Int64? {
    if rounding == .nearest { return rounded(scale: 0) }
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let away: Int128 = rest == 0 || rounding == .down ? 0 : Int128(rest.signum())
    return Int64(exactly: quotient + away)
  }

  /// -1, 0 or 1: less, equal, more.
  func compared(to other: Ratio) -> Int? {
    plus(other, sign: -1).map { $0.numerator.signum() }.map { Int($0) }
  }

  var isWhole: Bool { denominator == 1 }
  var isZero: Bool { numerator == 0 }

  private static func power(_ scale: Int) -> Int128 {
    (0..<scale).reduce(1) { product, _ in product * 10 }
  }

  private static func greatestCommonDivisor(_ a: UInt128, _ b: UInt128) -> UInt128 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a == 0 ? 1 : a
  }
}
