/// Finds numbers of payment cards in free text, so that none is kept (PCI DSS 3.4: at most the last
/// four digits may be shown).
///
/// A find passes three questions: the length and the first digits of an issuer (ISO/IEC 7812-1),
/// and the check digit (Luhn, annex B). One random number in ten passes the last, so identifiers and
/// telephone numbers must not be asked at all.
package enum CardNumber {
  /// Fewer bytes than this hold no card number.
  package static let shortest = 13
  private static let longest = 19

  /// An issuer's range of first digits, `low...high` of `digits` digits, and its lengths.
  private struct Issuer {
    let digits: Int
    let prefixes: ClosedRange<Int>
    let lengths: ClosedRange<Int>

    init(_ digits: Int, _ prefixes: ClosedRange<Int>, _ lengths: ClosedRange<Int>) {
      self.digits = digits
      self.prefixes = prefixes
      self.lengths = lengths
    }
  }

  private static let issuers = [
    Issuer(1, 4...4, 13...13), Issuer(1, 4...4, 16...16),  // Visa
    Issuer(1, 4...4, 19...19),
    Issuer(2, 51...55, 16...16), Issuer(4, 2221...2720, 16...16),  // Mastercard
    Issuer(2, 34...34, 15...15), Issuer(2, 37...37, 15...15),  // American Express
    Issuer(4, 6011...6011, 16...19), Issuer(3, 644...659, 16...19),  // Discover
    Issuer(3, 300...305, 14...19), Issuer(2, 36...36, 14...19),  // Diners Club
    Issuer(2, 38...39, 14...19),
    Issuer(4, 3528...3589, 16...19),  // JCB
    Issuer(2, 62...62, 16...19), Issuer(2, 81...81, 16...19),  // UnionPay
    Issuer(4, 5018...5018, 13...19), Issuer(4, 5020...5020, 13...19),  // Maestro
    Issuer(4, 5038...5038, 13...19), Issuer(4, 5893...5893, 13...19),
    Issuer(4, 6304...6304, 13...19), Issuer(4, 6759...6763, 13...19),
  ]

  /// Where card numbers lie in a text, as ranges of its bytes, from the first digit to the last.
  /// Digits may be grouped by single blanks or hyphens.
  package static func ranges(in text: ArraySlice<UInt8>) -> [Range<Int>] {
    guard text.count >= shortest else { return [] }
    var found: [Range<Int>] = []
    var index = text.startIndex
    while index < text.endIndex {
      guard isDigit(text[index]) else {
        index += 1
        continue
      }
      let end = endOfRun(in: text, from: index)
      // A telephone number in international form.
      let isPhone = index > text.startIndex && text[index - 1] == UInt8(ascii: "+")
      if !isPhone, let range = card(in: text, index..<end) { found.append(range) }
      index = end
    }
    return found
  }

  /// The end of a run of digits in which single blanks and hyphens separate groups.
  private static func endOfRun(in text: ArraySlice<UInt8>, from start: Int) -> Int {
    var end = start + 1
    while end < text.endIndex {
      if isDigit(text[end]) {
        end += 1
      } else if text[end] == UInt8(ascii: " ") || text[end] == UInt8(ascii: "-"),
        end + 1 < text.endIndex, isDigit(text[end + 1])
      {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  /// The card number in a run: the whole run, or one that begins and ends with groups of it
  /// (`card 4111 1111 1111 1111 12/27` has its date in the same run).
  private static func card(in text: ArraySlice<UInt8>, _ run: Range<Int>) -> Range<Int>? {
    for start in run where isDigit(text[start]) {
      if start > run.lowerBound, isDigit(text[start - 1]) { continue }
      var digits: [Int] = []
      var longest: Range<Int>?
      for index in start..<run.upperBound where isDigit(text[index]) {
        digits.append(Int(text[index] - 48))
        if digits.count > Self.longest { break }
        let endsGroup = index + 1 == run.upperBound || !isDigit(text[index + 1])
        if endsGroup, isCard(digits) { longest = start..<index + 1 }
      }
      if let longest { return longest }
    }
    return nil
  }

  private static func isCard(_ digits: [Int]) -> Bool {
    guard (shortest...longest).contains(digits.count) else { return false }
    let hasIssuer = issuers.contains { issuer in
      let first = digits.prefix(issuer.digits).reduce(0) { $0 * 10 + $1 }
      return issuer.prefixes.contains(first) && issuer.lengths.contains(digits.count)
    }
    return hasIssuer && hasCheckDigit(digits)
  }

  /// Luhn's check digit: every second digit from the right counts twice, the sum ends in 0.
  private static func hasCheckDigit(_ digits: [Int]) -> Bool {
    var sum = 0
    for (position, digit) in digits.reversed().enumerated() {
      let weighted = position % 2 == 1 ? digit * 2 : digit
      sum += weighted > 9 ? weighted - 9 : weighted
    }
    return sum % 10 == 0
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// The text with the digits of the given ranges as `*`, but for the last `shown` of each.
  package static func masked(
    _ text: ArraySlice<UInt8>, _ ranges: [Range<Int>], showing shown: Int
  ) -> [UInt8] {
    var bytes = text
    for range in ranges {
      let digits = range.filter { isDigit(bytes[$0]) }
      for index in digits.dropLast(shown) { bytes[index] = UInt8(ascii: "*") }
    }
    return Array(bytes)
  }
}
