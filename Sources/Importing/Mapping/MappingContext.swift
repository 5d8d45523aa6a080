package import Billing
package import Diagnostics
package import Store

/// What the source of a file says about its content.
package struct MappingContext: Sendable {
  package var zone: TimeZoneRules
  package var country: String?
  package var area: String?
  /// The digits of the source's currency, where it declares one.
  package var currencyDigits: Int?
  /// The code of the company whose accounts the source has.
  package var company: String?
  package var fileName: String
  /// The rate deck that the user loads.
  package var deck: String?

  /// - Throws: `unknown-zone`.
  package init(source: Source?, fileName: String) throws(Problem) {
    zone = if let source { try ZoneDatabase.rules(for: source.zone) } else { .utc }
    country = source?.country
    area = source?.area
    currencyDigits = source?.currency.flatMap { Currency.digits($0) }
    company = source?.company
    self.fileName = fileName
  }
}
