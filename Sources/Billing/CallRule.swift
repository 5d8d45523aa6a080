/// Why a call is not charged, by rule: only outbound calls and inbound ones to toll-free numbers are.
/// The raw values are what reports show.
package enum CallRule: String, Sendable, CaseIterable {
  /// The source's calls are not for billing: what a carrier charges us, or a second record of them.
  case notForBilling = "not a billing source"
  case unanswered
  case `internal`
  case inbound
  /// Emergency numbers, helplines and other services that cost nothing.
  case freeService = "free service"
  /// Who is called pays.
  case tollFree = "toll-free"

  /// The first rule that holds; nil for a call that is charged.
  ///
  /// - Parameters:
  ///   - sourceRole: the role of the source of the call.
  ///   - direction: `outbound`, `inbound` or `internal`.
  ///   - calledText: what was dialled, for numbers that are no E.164 numbers.
  ///   - country: where short numbers were dialled (ISO 3166-1).
  package init?(
    sourceRole: String?, direction: String?, disposition: String?, milliseconds: Int64,
    calledText: String?, calledNumber: Int64?, country: String?
  ) {
    let isTollFree = calledNumber.map { ServiceNumber.isTollFree($0) } ?? false
    if sourceRole == "cost" || sourceRole == "reference" {
      self = .notForBilling
    } else if milliseconds <= 0 || disposition ?? "answered" != "answered" {
      self = .unanswered
    } else if direction == "internal" {
      self = .internal
    } else if direction == "inbound" {
      if isTollFree { return nil }
      self = .inbound
    } else if isTollFree {
      self = .tollFree
    } else if calledNumber == nil, ServiceNumber.isFree(calledText ?? "", in: country) {
      self = .freeService
    } else {
      return nil
    }
  }
}

/// Numbers that cost the caller nothing.
package enum ServiceNumber {
  /// Toll-free prefixes, the country code first (NANPA; Ofcom; Bundesnetzagentur; ARCEP; ACMA; NAD).
  private static let tollFree: [(prefix: String, digits: Int)] = [
    ("1800", 11), ("1833", 11), ("1844", 11), ("1855", 11), ("1866", 11), ("1877", 11),
    ("1888", 11), ("44800", 0), ("44808", 0), ("49800", 0), ("33800", 0), ("33805", 0),
    ("611800", 0), ("64800", 0), ("64508", 0),
  ]

  private static let heads: [Int64] = [18, 44, 49, 33, 61, 64]

  /// Whether who is called pays.
  package static func isTollFree(_ number: Int64) -> Bool {
    // Most numbers are told apart by their first two digits, and this is asked at every call.
    var head = number >= 1_000_000_000 ? number / 10_000_000 : number
    while head > 99 { head /= 10 }
    guard heads.contains(head) else { return false }
    let digits = String(number)
    return tollFree.contains { entry in
      (entry.digits == 0 || digits.utf8.count == entry.digits) && digits.hasPrefix(entry.prefix)
    }
  }

  /// Emergency numbers and helplines, by country; the European ones hold where no list is.
  private static let free: [String: [String]] = [
    "US": ["911", "933", "988", "211", "311", "511", "711", "811"],
    "CA": ["911", "933", "988", "211", "311", "511", "711", "811"],
    "GB": [
      "999", "112", "111", "101", "105", "119", "116000", "116006", "116111", "116117", "116123",
    ],
    "AU": ["000", "106", "112"],
    "NZ": ["111", "105", "112"],
  ]
  private static let european = [
    "112", "110", "113", "114", "115", "116", "117", "118", "119", "15", "17", "18", "116000",
    "116006", "116111", "116117", "116123",
  ]

  /// Whether a short number costs nothing where it was dialled.
  package static func isFree(_ dialled: String, in country: String?) -> Bool {
    let digits = dialled.filter { $0.isNumber }
    return (country.flatMap { free[$0] } ?? european).contains(digits)
  }
}
