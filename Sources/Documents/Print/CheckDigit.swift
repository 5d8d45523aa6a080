/// The check of a scan line, so that a machine notices what it misread.
enum CheckDigit: String, CaseIterable, Sendable {
  /// One digit, by Luhn (ISO/IEC 7812-1, annex B).
  case mod10
  /// Two digits (ISO/IEC 7064, MOD 97-10).
  case mod97

  /// What follows the text. A letter counts as the two digits of its number from A = 10 to Z = 35, as both
  /// standards' other users have it (ISO 6166, ISO 13616); any other character counts nothing.
  func digits(for text: String) -> String {
    let digits = text.utf8.flatMap { byte -> [Int] in
      switch byte {
      case 48...57: [Int(byte) - 48]
      case 65...90: [(Int(byte) - 55) / 10, (Int(byte) - 55) % 10]
      default: []
      }
    }
    switch self {
    case .mod10:
      var sum = 0
      for (place, digit) in digits.reversed().enumerated() {
        let doubled = place % 2 == 0 ? digit * 2 : digit
        sum += doubled > 9 ? doubled - 9 : doubled
      }
      return String((10 - sum % 10) % 10)
    case .mod97:
      let rest = digits.reduce(0) { ($0 * 10 + $1) % 97 } * 100 % 97
      let check = 98 - rest
      return check < 10 ? "0\(check)" : String(check)
    }
  }
}
