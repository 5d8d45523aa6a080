/// How a file writes decimal numbers.
package struct DecimalStyle: Sendable, Equatable {
  package enum Sign: Sendable, Equatable {
    /// `-12.50`, or `+12.50`.
    case minus
    /// `12.50-`; a leading minus is taken, too.
    case trailingMinus
    /// `(12.50)` is negative; a leading minus is taken, too.
    case parentheses
    /// `12.50 DR` is positive, `12.50 CR` negative.
    case debitCredit
  }

  package var decimal: UInt8
  /// The separator between groups of three digits; nil: there is none.
  package var group: UInt8?
  package var sign: Sign

  package init(decimal: UInt8 = UInt8(ascii: "."), group: UInt8? = nil, sign: Sign = .minus) {
    self.decimal = decimal
    self.group = group
    self.sign = sign
  }

  package static let canonical = DecimalStyle()
}

/// Why a text is not a number of the wanted scale.
package enum DecimalError: String, Error, Sendable {
  case empty
  /// A character that does not belong, or separators in the wrong places.
  case malformed
  /// More decimals than the scale keeps, and not all zeros.
  case tooManyDecimals
  case overflow
}

/// Decimal numbers as integers of a fixed scale: never floating point.
package enum ScaledDecimal {
  /// Reads a decimal as a whole number of 10^-scale: `12.5` with scale 2 is 1250.
  package static func parse(
    _ bytes: ArraySlice<UInt8>, scale: Int, style: DecimalStyle = .canonical
  ) throws(DecimalError) -> Int64 {
    var low = bytes.startIndex
    var high = bytes.endIndex
    while low < high, bytes[low] == 32 { low += 1 }
    while high > low, bytes[high - 1] == 32 { high -= 1 }
    if low == high { throw .empty }
    let isNegative = try stripSign(bytes, &low, &high, style.sign)
    return try digits(bytes, low, high, scale: scale, style: style, isNegative: isNegative)
  }

  /// Takes the sign off both ends; whether it was negative.
  private static func stripSign(
    _ bytes: ArraySlice<UInt8>, _ low: inout Int, _ high: inout Int, _ sign: DecimalStyle.Sign
  ) throws(DecimalError) -> Bool {
    var isNegative = false
    var isSigned = false
    switch sign {
    case .minus: break
    case .trailingMinus:
      if bytes[high - 1] == UInt8(ascii: "-") {
        high -= 1
        (isNegative, isSigned) = (true, true)
      }
    case .parentheses:
      if bytes[low] == UInt8(ascii: "(") {
        guard bytes[high - 1] == UInt8(ascii: ")") else { throw .malformed }
        low += 1
        high -= 1
        (isNegative, isSigned) = (true, true)
      }
    case .debitCredit:
      if high - low >= 2, bytes[high - 1] & 0xDF == UInt8(ascii: "R") {
        switch bytes[high - 2] & 0xDF {
        case UInt8(ascii: "C"): isNegative = true
        case UInt8(ascii: "D"): break
        default: throw .malformed
        }
        isSigned = true
        high -= 2
        while high > low, bytes[high - 1] == 32 { high -= 1 }
      }
    }
    if low < high, !isSigned {
      if bytes[low] == UInt8(ascii: "-") {
        isNegative = true
        low += 1
      } else if bytes[low] == UInt8(ascii: "+") {
        low += 1
      }
    }
    return isNegative
  }

  private static func digits(
    _ bytes: ArraySlice<UInt8>, _ low: Int, _ high: Int, scale: Int, style: DecimalStyle,
    isNegative: Bool
  ) throws(DecimalError) -> Int64 {
    // Negative values accumulate downwards, so that the smallest one has no special case.
    var value: Int64 = 0
    var position = low
    var count = 0
    var groupDigits: Int?
    func append(_ digit: UInt8) throws(DecimalError) {
      let (product, tooBig) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooMuch) = product.subtractingReportingOverflow(Int64(digit))
      if tooBig || tooMuch { throw .overflow }
      value = sum
    }
    while position < high, bytes[position] != style.decimal {
      let byte = bytes[position]
      if let group = style.group, byte == group {
        // 1.234.567: up to three digits before the first separator, three between all others.
        guard count > 0, groupDigits == nil ? count <= 3 : groupDigits == 3 else {
          throw .malformed
        }
        groupDigits = 0
      } else {
        guard byte &- 48 < 10 else { throw .malformed }
        try append(byte - 48)
        count += 1
        if let digits = groupDigits { groupDigits = digits + 1 }
      }
      position += 1
    }
    if let digits = groupDigits, digits != 3 { throw .malformed }
    var decimals = 0
    // Past the separator, if that is what ended the whole digits.
    position += 1
    while position < high {
      let byte = bytes[position]
      guard byte &- 48 < 10 else { throw .malformed }
      if decimals < scale {
        try append(byte - 48)
        decimals += 1
      } else if byte != 48 {
        throw .tooManyDecimals
      }
      count += 1
      position += 1
    }
    if count == 0 { throw .malformed }
    while decimals < scale {
      try append(0)
      decimals += 1
    }
    if isNegative { return value }
    let (positive, overflow) = Int64(0).subtractingReportingOverflow(value)
    if overflow { throw .overflow }
    return positive
  }

  /// Ten to the power of a small number.
  package static func power(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
  }

  /// Writes a whole number of 10^-scale as a plain decimal with all its decimals: -1250 with scale 2
  /// is `-12.50`. `trimmed` leaves out zeros at the end, and the point if nothing follows.
  package static func print(_ value: Int64, scale: Int, trimmed: Bool = false) -> String {
    var digits = String(value.magnitude)
    if digits.count <= scale {
      digits = String(repeating: "0", count: scale + 1 - digits.count) + digits
    }
    let split = digits.index(digits.endIndex, offsetBy: -scale)
    var fraction = digits[split...]
    if trimmed { while fraction.last == "0" { fraction = fraction.dropLast() } }
    let sign = value < 0 ? "-" : ""
    return sign + digits[..<split] + (fraction.isEmpty ? "" : "." + fraction)
  }
}
