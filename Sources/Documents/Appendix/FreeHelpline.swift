/// Numbers that cost the caller nothing and may tell what nobody else should know: they stand on no bill
/// (Directive (EU) 2018/1972, annex VI A a; rules §11).
enum FreeHelpline {
  /// The beginnings of such numbers, as E.164 digits.
  private static let prefixes: [String] = {
    // Freephone: North America, then 800 in most national plans, UK 0808, 0500.
    let american = ["800", "833", "844", "855", "866", "877", "888"].map { "1" + $0 }
    let international = [
      "31", "32", "33", "34", "351", "352", "353", "354", "356", "357", "358", "359", "36", "370",
      "371", "372", "385", "386", "39", "40", "41", "420", "421", "43", "44", "45", "46", "47",
      "48",
      "49", "61", "64",
    ]
    return american + international.map { $0 + "800" } + ["44808", "44500", "3900800", "61180"]
      // Harmonised numbers of social value: missing children, child helplines, emotional support.
      + international.map { $0 + "116" }
  }()

  /// Emergency and crisis numbers, as they are dialled.
  private static let short: Set<String> = [
    "112", "911", "988", "999", "110", "113", "114", "115", "117", "118", "144", "211", "811",
    "116000", "116006", "116111", "116117", "116123",
  ]

  static func contains(number: Int64?, dialled: String?) -> Bool {
    if let dialled, short.contains(dialled.filter { $0 != "+" }) { return true }
    guard let number else { return false }
    let digits = String(number)
    return prefixes.contains { digits.hasPrefix($0) }
  }
}
