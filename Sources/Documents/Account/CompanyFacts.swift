internal import Billing
internal import Store

/// A company, as it stands on its documents.
package struct CompanyFacts: Sendable {
  package var row: Int64
  package var code: String
  package var name: String
  package var currency: String
  package var digits: Int
  package var locale: String
  package var country: String?
  package var zone: String
  package var postal: PostalAddress
  package var email: String?
  package var phone: String?
  package var web: String?
  package var taxID: String?

  init(row: Int64, in store: Queries) throws {
    let facts =
      try store.rows(
        """
        SELECT code, name, currency, locale, country, zone, street, city, region, postcode, tax_id,
          email, phone, web
        FROM company WHERE id = ?
        """, [.integer(row)]
      ) { row in (0..<14).map { row.text($0) } }.first ?? Array(repeating: nil, count: 14)
    self.row = row
    code = facts[0] ?? ""
    name = facts[1] ?? ""
    currency = facts[2] ?? ""
    digits = Currency.digits(currency) ?? 2
    locale = facts[3] ?? "en"
    country = facts[4]
    zone = facts[5] ?? "UTC"
    postal = PostalAddress(
      street: facts[6], city: facts[7], region: facts[8], postcode: facts[9], country: facts[4])
    taxID = facts[10]
    email = facts[11]
    phone = facts[12]
    web = facts[13]
  }

  /// The address in one line, with the country.
  package var address: [String] { postal.lines(from: nil) }
  package var contact: [String] { [phone, email, web].compactMap { $0 } }
}
