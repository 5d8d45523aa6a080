/// Telephone numbers in E.164 (ITU-T): country code and national number, at most fifteen digits.
package enum PhoneNumber {
  /// The E.164 number that a text means, seen from a country (ISO 3166-1) and, for seven-digit local
  /// numbers of North America, an area code; nil where it means none: an extension, an emergency or
  /// short number, a withheld number. For many numbers of one place ask its `DiallingPlan`.
  package static func parse(_ bytes: [UInt8], country: String?, area: String? = nil) -> Int64? {
    DiallingPlan(country: country, area: area).number(bytes.span)
  }

  /// The country calling code of a country, 1 for CA; nil for one whose plan isn't known.
  package static func countryCode(of country: String) -> Int64? {
    plans[country].map { number($0.code) }
  }

  /// Whether a number begins with these digits.
  package static func begins(_ number: Int64, with prefix: Int64) -> Bool {
    var rest = number
    while rest > prefix { rest /= 10 }
    return rest == prefix
  }

  /// `+1 204-555-0001` for North America, `+49 301234567` otherwise: readable, and dialable as it is.
  package static func display(_ number: Int64) -> String {
    let digits = String(number)
    if digits.count == 11, digits.hasPrefix("1") {
      let parts = [digits.dropFirst().prefix(3), digits.dropFirst(4).prefix(3), digits.suffix(4)]
      return "+1 " + parts.map(String.init).joined(separator: "-")
    }
    return "+" + digits
  }

  fileprivate static func number(_ digits: some Collection<UInt8>) -> Int64 {
    digits.reduce(0) { $0 * 10 + Int64($1) }
  }

  fileprivate struct Plan: Sendable {
    var code: [UInt8]
    var international: [UInt8]
    var trunk: UInt8?
    /// The most digits of a national number.
    var longest: Int
  }

  /// Country, country code, international prefix, trunk prefix, longest national number (ITU-T E.164
  /// and the national dialling plans in its operational bulletins). `-` is none.
  private static let table: StaticString = """
    US 1 011 - 10;CA 1 011 - 10;DE 49 00 0 13;AT 43 00 0 13;CH 41 00 0 12;FR 33 00 0 9;BE 32 00 0 9;\
    NL 31 00 0 9;LU 352 00 - 11;GB 44 00 0 10;IE 353 00 0 9;ES 34 00 - 9;PT 351 00 - 9;IT 39 00 - 11;\
    DK 45 00 - 8;SE 46 00 0 10;NO 47 00 - 8;FI 358 00 0 11;PL 48 00 - 9;CZ 420 00 - 9;SK 421 00 0 9;\
    HU 36 00 - 9;RO 40 00 0 9;BG 359 00 0 9;GR 30 00 - 10;HR 385 00 0 9;SI 386 00 0 8;RS 381 00 0 9;\
    UA 380 00 0 9;EE 372 00 - 8;LV 371 00 - 8;LT 370 00 0 8;IS 354 00 - 9;MT 356 00 - 8;CY 357 00 - 8;\
    AU 61 0011 0 9;NZ 64 00 0 10;ZA 27 00 0 9;IN 91 00 0 10;JP 81 010 0 10;BR 55 00 0 11;MX 52 00 - 10;\
    AR 54 00 0 11;CL 56 00 - 9;CO 57 00 - 10;IL 972 00 0 9;AE 971 00 0 9;TR 90 00 0 10;SG 65 00 - 8;\
    HK 852 001 - 8;MY 60 00 0 10;PH 63 00 0 10;KE 254 000 0 9;NG 234 009 0 10
    """

  fileprivate static let plans: [String: Plan] = {
    var plans: [String: Plan] = [:]
    for entry in "\(table)".split(separator: ";") {
      let words = entry.split(separator: " ").map(String.init)
      guard words.count == 5, let longest = Int(words[4]) else { continue }
      let digits = { (text: String) in text == "-" ? [] : text.utf8.map { $0 - 48 } }
      plans[words[0]] = Plan(
        code: digits(words[1]), international: digits(words[2]), trunk: digits(words[3]).first,
        longest: longest)
    }
    return plans
  }()
}

/// How the numbers of one place are written: found once, asked for every number of a file.
package final class DiallingPlan: Sendable {
  private let plan: PhoneNumber.Plan?
  private let area: [UInt8]?
  private let code: Int64

  /// - Parameters:
  ///   - country: ISO 3166-1; nil, or one whose plan isn't known, reads only numbers with a plus sign.
  ///   - area: of seven-digit local numbers in North America.
  package init(country: String?, area: String?) {
    plan = country.flatMap { PhoneNumber.plans[$0] }
    self.area = area.map { $0.utf8.map { $0 &- 48 } }
    code = plan.map { PhoneNumber.number($0.code) } ?? 0
  }

  /// The digits of a text; more than any number has are not kept apart.
  private struct Digits {
    var digits = InlineArray<24, UInt8>(repeating: 0)
    var count = 0

    func starts(with prefix: [UInt8]) -> Bool {
      guard count >= prefix.count else { return false }
      for index in prefix.indices where digits[index] != prefix[index] { return false }
      return true
    }

    func number(from first: Int) -> Int64 {
      var number: Int64 = 0
      for index in first..<count { number = number * 10 + Int64(digits[index]) }
      return number
    }

    func international(from first: Int = 0) -> Int64? {
      guard (7...15).contains(count - first), digits[first] != 0 else { return nil }
      return number(from: first)
    }
  }

  /// The E.164 number that a text means here; nil where it means none.
  package func number(_ text: Span<UInt8>) -> Int64? {
    var digits = Digits()
    var hasPlus = false
    for index in text.indices {
      let byte = text[index]
      switch byte {
      case 48...57:
        if digits.count == 24 { return nil }
        digits.digits[digits.count] = byte - 48
        digits.count += 1
      case UInt8(ascii: "+"):
        if digits.count > 0 || hasPlus { return nil }
        hasPlus = true
      case 32, UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "."),
        UInt8(ascii: "/"):
        continue
      default: return nil
      }
    }
    if hasPlus { return digits.international() }
    guard let plan else { return nil }
    if !plan.international.isEmpty, digits.starts(with: plan.international) {
      return digits.international(from: plan.international.count)
    }
    if code == 1 { return northAmerican(digits) }
    if digits.count > plan.longest, digits.starts(with: plan.code) { return digits.international() }
    let first = digits.count > 0 && digits.digits[0] == plan.trunk ? 1 : 0
    let count = digits.count - first
    guard count >= 6, count <= plan.longest else { return nil }
    return code * ScaledDecimal.power(count) + digits.number(from: first)
  }

  /// Ten digits, eleven with a 1, seven with the home area; area and exchange begin with 2 to 9.
  private func northAmerican(_ digits: Digits) -> Int64? {
    if digits.count == 7, let area {
      guard area.count == 3, area[0] >= 2, area.allSatisfy({ $0 < 10 }), digits.digits[0] >= 2
      else {
        return nil
      }
      return (1_000 + PhoneNumber.number(area)) * 10_000_000 + digits.number(from: 0)
    }
    let first = digits.count == 11 && digits.digits[0] == 1 ? 1 : 0
    guard digits.count - first == 10, digits.digits[first] >= 2, digits.digits[first + 3] >= 2
    else {
      return nil
    }
    return 10_000_000_000 + digits.number(from: first)
  }
}
