/// What one tax comes to on an invoice.
package struct TaxSum: Sendable {
  var name: String?
  var jurisdiction: String?
  /// In hundred-millionths of one.
  var rate: Int64?
  var base: Int64?
  var amount: Int64
  var category: TaxCategory?
  var exemption: String?
}

/// Why a rate is what it is: the codes of EN 16931 (UNCL 5305).
package enum TaxCategory: String, CaseIterable, Sendable {
  case standard, zero, exempt
  case reverseCharge = "reverse-charge"
  case intraCommunity = "intra-community"
  case export
  case outsideScope = "outside-scope"

  package var code: String {
    switch self {
    case .standard: "S"
    case .zero: "Z"
    case .exempt: "E"
    case .reverseCharge: "AE"
    case .intraCommunity: "K"
    case .export: "G"
    case .outsideScope: "O"
    }
  }

  /// What a line says that states none: taxed, or taxed at nothing.
  static func of(rate: Int64?) -> TaxCategory? { rate.map { $0 == 0 ? .zero : .standard } }
}
