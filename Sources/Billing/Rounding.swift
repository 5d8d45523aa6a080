/// The one rounding rule: half away from zero, once, at the line (rules §1).
package enum Rounding {
  /// `value / divisor`, rounded half away from zero. `divisor` is positive.
  package static func halfAwayFromZero(_ value: Int128, dividedBy divisor: Int128) -> Int128 {
    let quotient = value / divisor
    let remainder = value % divisor
    guard remainder.magnitude * 2 >= divisor.magnitude else { return quotient }
    return quotient + (value < 0 ? -1 : 1)
  }
}

/// Splits that lose nothing.
package enum LargestRemainder {
  /// Splits `total` in proportion to `weights`, so that the parts add up to it: everyone gets the
  /// whole units of the exact share, and what is left goes to the largest remainders, the first of
  /// equals first. With no weight at all, everything goes to the first part.
  package static func split(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else {
      return weights.indices.map { $0 == weights.startIndex ? total : 0 }
    }
    let magnitude = Int128(total.magnitude)
    var parts = weights.map { Int64(magnitude * Int128($0) / sum) }
    let remainders = weights.map { magnitude * Int128($0) % sum }
    var left = Int64(magnitude) - parts.reduce(0, +)
    // The sort is stable: of equal remainders the first stays the first.
    for index in weights.indices.sorted(by: { remainders[$0] > remainders[$1] }) where left > 0 {
      parts[index] += 1
      left -= 1
    }
    return total < 0 ? parts.map { -$0 } : parts
  }
}
