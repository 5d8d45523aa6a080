internal import Billing

/// How a file writes numbers, beyond the signs that `DecimalStyle` knows.
struct NumberStyle: Sendable {
  var decimal: DecimalStyle
  /// How many places the decimal sign is moved to the left: 2 for cents.
  var shift: Int
  /// Whether the moved decimal sign is not written at all: 0001250 for 12.50.
  var isImplied: Bool
  /// What few files need; a box, so that styles are passed along quickly.
  var sign: SignStyle?
  /// Nothing but digits, a point, and a minus in front.
  let isPlain: Bool

  init(
    _ decimal: DecimalStyle = .canonical, shift: Int = 0, isImplied: Bool = false,
    sign: SignStyle? = nil
  ) {
    self.decimal = decimal
    self.shift = shift
    self.isImplied = isImplied
    self.sign = sign
    isPlain = decimal == .canonical && shift == 0 && sign == nil
  }

  static let canonical = NumberStyle()
}

/// Signs that are written as letters.
final class SignStyle: Sendable {
  /// The last digit carries the sign: `{` and A to I are +0 to +9, `}` and J to R are -0 to -9.
  let isOverpunched: Bool
  /// Words before or after the number, in capitals.
  let positive: [[UInt8]]
  let negative: [[UInt8]]

  init(isOverpunched: Bool = false, positive: [[UInt8]] = [], negative: [[UInt8]] = []) {
    self.isOverpunched = isOverpunched
    self.positive = positive
    self.negative = negative
  }

  /// The number with a plain minus, or none; nil when it is not written so.
  func plain(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    isOverpunched ? Self.unpunched(text) : withoutWord(text)
  }

  private static func unpunched(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    guard let last = text.last else { return nil }
    var digits = Array(text.dropLast())
    switch last {
    case 48...57: return digits + [last]
    case UInt8(ascii: "{"): return digits + [48]
    case UInt8(ascii: "A")...UInt8(ascii: "I"): return digits + [last - 16]
    case UInt8(ascii: "}"): digits += [48]
    case UInt8(ascii: "J")...UInt8(ascii: "R"): digits += [last - 25]
    default: return nil
    }
    return [UInt8(ascii: "-")] + digits
  }

  private func withoutWord(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    let capitals = text.map { (97...122).contains($0) ? $0 - 32 : $0 }
    for (words, sign) in [(negative, [UInt8(ascii: "-")]), (positive, [])] {
      for word in words {
        if capitals.count > word.count, capitals.suffix(word.count).elementsEqual(word) {
          return sign + text.dropLast(word.count)
        }
        if capitals.count > word.count, capitals.starts(with: word) {
          return sign + text.dropFirst(word.count).drop { $0 == 32 }
        }
      }
    }
    return Array(text)
  }
}
