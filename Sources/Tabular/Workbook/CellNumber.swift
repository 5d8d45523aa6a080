/// A number as a workbook's XML writes it, as exact decimal digits: no binary arithmetic.
struct CellNumber {
  private var isNegative = false
  /// Digits without leading zeros, and how many of them stand behind the point.
  private var digits: [UInt8] = []
  private var decimals = 0
  private let written: [UInt8]
  private var hasExponent = false

  /// Nil when it is no number.
  init?(_ text: [UInt8]) {
    written = text
    var rest = text[...]
    if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") {
      isNegative = rest.removeFirst() == UInt8(ascii: "-")
    }
    var sawPoint = false
    var count = 0
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !sawPoint {
        sawPoint = true
      } else if 0x30...0x39 ~= byte {
        count += 1
        if sawPoint { decimals += 1 }
        if !digits.isEmpty || byte != 0x30 { digits.append(byte - 0x30) }
      } else {
        break
      }
      rest.removeFirst()
    }
    guard count > 0, count < 400 else { return nil }
    if let mark = rest.first {
      guard mark | 0x20 == UInt8(ascii: "e"),
        let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        -400...400 ~= exponent
      else { return nil }
      hasExponent = true
      decimals -= exponent
    }
    while decimals < 0 {
      if !digits.isEmpty { digits.append(0) }
      decimals += 1
    }
    dropNoise()
  }

  /// A fraction beyond 15 digits is the noise of binary numbers: 19.989999999999998 was 19.99. Whole
  /// numbers keep their digits, as they may be ids.
  private mutating func dropNoise() {
    guard decimals > 0, digits.count > 15 else { return }
    let surplus = min(digits.count - 15, decimals)
    var carry = digits[digits.count - surplus] >= 5
    digits.removeLast(surplus)
    decimals -= surplus
    var i = digits.count - 1
    while carry, i >= 0 {
      carry = digits[i] == 9
      digits[i] = carry ? 0 : digits[i] + 1
      i -= 1
    }
    if carry { digits.insert(1, at: 0) }
    wasRounded = true
  }
  private var wasRounded = false

  /// Plain decimal digits; the text itself where it was plain already.
  func plain(digits wanted: Int = 0) -> [UInt8] {
    if !hasExponent, !wasRounded, wanted <= 1 { return written }
    var whole = Array(digits.dropLast(decimals))
    var fraction =
      Array(repeating: 0 as UInt8, count: max(0, decimals - digits.count)) + digits.suffix(decimals)
    while fraction.last == 0 { fraction.removeLast() }
    while whole.count < max(1, wanted) { whole.insert(0, at: 0) }
    let text = whole + (fraction.isEmpty ? [] : [0xFE] + fraction)
    let sign: [UInt8] = isNegative && !digits.isEmpty ? [UInt8(ascii: "-")] : []
    return sign + text.map { $0 == 0xFE ? UInt8(ascii: ".") : $0 + 0x30 }
  }

  /// Whole days and milliseconds of a day, rounded; nil when it is negative or beyond the year 9999.
  func daysAndMilliseconds() -> (days: Int, milliseconds: Int)? {
    if isNegative { return nil }
    var days = 0
    for digit in digits.dropLast(decimals) {
      days = days * 10 + Int(digit)
      if days > 2_958_465 { return nil }
    }
    // 13 digits are a nanosecond's fraction; so many more than are shown.
    var parts: UInt64 = 0
    let fraction =
      Array(repeating: 0 as UInt8, count: max(0, decimals - digits.count)) + digits.suffix(decimals)
    for place in 0..<13 {
      parts = parts * 10 + UInt64(place < fraction.count ? fraction[place] : 0)
    }
    let (high, low) = parts.multipliedFullWidth(by: 86_400_000)
    let scale: UInt64 = 10_000_000_000_000
    let (quotient, remainder) = scale.dividingFullWidth((high, low))
    var milliseconds = Int(quotient) + (remainder * 2 >= scale ? 1 : 0)
    if milliseconds == 86_400_000 {
      days += 1
      milliseconds = 0
    }
    return (days, milliseconds)
  }
}
