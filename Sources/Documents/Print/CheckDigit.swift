/// The check of a scan line, so that a machine notices what it misread.
enum CheckDigit: String, CaseIterable, Sendable {
  /// One digit, by Luhn (ISO/IEC 7812-1, annex B).
  case mod10
  /// Two digits (ISO/IEC 7064, MOD 97-10).
  case mod97

  /// What follows the digits; characters that are none count nothing.
  func digits(for text: String) -> String {
    let digits = text.utf8.filter { (48...57).contains($0) }.map { Int($0) - 48 }
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
