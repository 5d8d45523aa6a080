internal import Diagnostics

/// The bound below which amounts can be added in any order. An amount alone always fits; what several
/// come to need not, and a document must not be the place where that is noticed by a crash.
enum AmountBound {
  /// - Throws: `amounts-too-large`.
  static func check(_ amounts: [Int64], of name: String) throws(Problem) {
    let sum = amounts.reduce(Int128(0)) { $0 + Int128($1.magnitude) }
    if sum > Int128(Int64.max) { throw .amountsTooLarge(of: name) }
  }
}
