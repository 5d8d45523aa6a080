internal import Billing

extension Value.Operation {
  /// What its result is called.
  fileprivate var noun: String {
    switch self {
    case .sum: "sum"
    case .sub: "difference"
    case .mul: "product"
    case .div: "quotient"
    }
  }
}

extension ValueReader {
  /// The exact result of arithmetic; nil where there is none.
  func ratio(of source: Value.Source) throws(CellFailure) -> Ratio? {
    guard case .arithmetic(let operation, let parts, _) = source else { return nil }
    var result: Ratio?
    for (index, part) in parts.enumerated() {
      guard let number = try number(part, of: operation) else {
        // Nothing adds nothing; but what it should be multiplied with is not known.
        if operation == .mul || operation == .div { return nil }
        continue
      }
      guard let before = result else {
        if operation == .sub, index > 0 {
          result = Ratio(0, scale: 0).plus(number, sign: -1)
        } else {
          result = number
        }
        continue
      }
      switch operation {
      case .sum: result = before.plus(number)
      case .sub: result = before.plus(number, sign: -1)
      case .mul: result = before.times(number)
      case .div:
        if number.isZero { throw CellFailure("division-by-zero", "The divisor is zero") }
        result = before.divided(by: number)
      }
      if result == nil { throw CellFailure("overflow", "The result is too large to be kept") }
    }
    return result
  }

  /// A part of arithmetic: a nested result that is not rounded yet, a value of a type, or a decimal.
  private func number(_ value: Value, of operation: Value.Operation) throws(CellFailure) -> Ratio? {
    if value.steps.isEmpty, value.type == nil, case .arithmetic = value.source {
      return try ratio(of: value.source)
    }
    guard let text = try text(value) else { return nil }
    guard let type = value.type else {
      if let number = Ratio(text) { return number }
      throw CellFailure("type-error", "A part of the \(operation.noun) is no number")
    }
    let context = context
    var parser = CellParser(context: context)
    let number = try parser.number(text, as: type, digits: context.currencyDigits, column: 0)
    if parser.localTimes.undecided > 0 {
      throw CellFailure(
        "time-in-fold", "This local time came twice that night, and nothing tells which it is")
    }
    return Ratio(number, scale: type.decimals(currencyDigits: context.currencyDigits))
  }
}
