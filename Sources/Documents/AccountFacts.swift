internal import Billing
internal import Diagnostics
package import Store

/// An account with its company and addresses: what heads every document about it.
package struct AccountFacts: Sendable {
  package var row: Int64
  package var id: String
  package var name: String
  package var status: String?
  package var type: String?
  package var billMode: String?
  package var billDay: Int?
  package var graceDays: Int
  package var zone: String?
  package var language: String
  package var parent: String?
  package var mailing: [String]
  package var service: [String]
  package var company: Company

  package struct Company: Sendable {
    package var row: Int64
    package var code: String
    package var name: String
    package var currency: String
    package var digits: Int
    package var locale: String
    package var country: String?
    package var zone: String
    package var address: [String]
    package var contact: [String]
    package var taxID: String?
  }

  /// The account with that id.
  ///
  /// - Parameter source: narrows it where two sources have the same id.
  /// - Throws: `unknown-account`, with the nearest id; `ambiguous-account`.
  package init(_ id: String, in database: Database, source: String? = nil) throws {
    let found = try database.rows(
      """
      SELECT account.id FROM account JOIN source ON source.id = account.source
      WHERE external_id = ? AND (? IS NULL OR source.name = ?)
      """, [.text(id), .optional(source), .optional(source)]
    ) { $0.integer(0) }
    guard let row = found.first else {
      let ids = try database.rows(
        "SELECT external_id FROM account ORDER BY external_id LIMIT 100000"
      ) { $0.text(0) ?? "" }
      throw Problem(
        "unknown-account", .usage,
        "There is no account '\(id)'.\(NearestName.hint(id, among: ids)) 'carryover find TEXT' looks "
          + "for names, numbers and addresses.")
    }
    if found.count > 1 {
      throw Problem(
        "ambiguous-account", .usage,
        "Several sources have an account '\(id)': say with --source which one is meant.")
    }
    try self.init(row: row, in: database)
  }

  init(row: Int64, in database: Database) throws {
    let companyRow = try database.integer(
      "SELECT company FROM account WHERE id = ?", [.integer(row)])
    company = try Company(row: companyRow ?? 0, in: database)
    let facts =
      try database.rows(
        """
        SELECT external_id, name, status, type, bill_mode, bill_day, grace_days, zone, language,
          (SELECT external_id FROM account parent WHERE parent.id =
            (SELECT parent FROM account_link WHERE account_link.account = account.id
              AND until IS NULL ORDER BY since DESC LIMIT 1))
        FROM account WHERE id = ?
        """, [.integer(row)]
      ) { row in (0..<10).map { row.text($0) } }.first ?? []
    self.row = row
    id = facts[0] ?? ""
    name = facts[1] ?? ""
    status = facts[2]
    type = facts[3]
    billMode = facts[4]
    billDay = facts[5].flatMap { Int($0) }
    graceDays = facts[6].flatMap { Int($0) } ?? 0
    zone = facts[7]
    language = facts[8] ?? company.locale
    parent = facts[9]
    mailing = try Self.address("mailing", of: row, in: database)
    service = try Self.address("service", of: row, in: database)
  }

  /// Where bills go: the mailing address, else the service address.
  package var postal: [String] { mailing.isEmpty ? service : mailing }

  private static func address(_ kind: String, of account: Int64, in database: Database) throws
    -> [String]
  {
    try database.rows(
      """
      SELECT line1, line2, city, region, postcode, country FROM address
      WHERE account = ? AND kind = ?
      """, [.integer(account), .text(kind)]
    ) { row in
      let place = [row.text(2), row.text(3), row.text(4)].compactMap { $0 }.joined(separator: " ")
      return [row.text(0), row.text(1), place, row.text(5)].compactMap { $0 }
        .filter { !$0.isEmpty }
    }.first ?? []
  }

  /// An amount as the company's readers write it, without the currency.
  package func money(_ amount: Int64) -> String {
    MoneyFormat(locale: company.locale).text(amount, digits: company.digits)
  }
}

extension AccountFacts.Company {
  init(row: Int64, in database: Database) throws {
    let facts =
      try database.rows(
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
    let place = [facts[7], facts[8], facts[9]].compactMap { $0 }.joined(separator: " ")
    address = [facts[6], place, facts[4]].compactMap { $0 }.filter { !$0.isEmpty }
    taxID = facts[10]
    contact = [facts[12], facts[11], facts[13]].compactMap { $0 }
  }
}
