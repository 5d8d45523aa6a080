internal import Billing

/// Numbers on documents that are not money.
enum Quantity {
  /// From millionths: `2`, `0.5`.
  static func text(_ millionths: Int64) -> String {
    ScaledDecimal.print(millionths, scale: 6, trimmed: true)
  }

  /// From hundred-millionths of one: 5000000 is `5 %`.
  static func percent(_ fraction: Int64) -> String {
    ScaledDecimal.print(fraction, scale: 6, trimmed: true) + " %"
  }
}
