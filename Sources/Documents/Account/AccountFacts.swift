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
  package var isPaidAutomatically: Bool
  package var taxID: String?
  package var isPrinted: Bool
  package var itemisation: Itemisation
  package var mailing: PostalAddress
  package var service: PostalAddress
  package var company: CompanyFacts

  /// The account with that id in its source, else in a system that it went to.
  ///
  /// - Parameter source: narrows it where two sources have the same id.
  /// - Throws: `unknown-account`, with the nearest id; `ambiguous-account`.
  package init(_ id: String, in store: Queries, source: String? = nil) throws {
    let found = try store.rows(
      """
      SELECT account.id FROM account JOIN source ON source.id = account.source
      WHERE external_id = ? AND (? IS NULL OR source.name = ?)
      """, [.text(id), .optional(source), .optional(source)]
    ) { $0.integer(0) }
    let elsewhere =
      found.isEmpty
      ? try store.rows(
        """
        SELECT DISTINCT crosswalk.account FROM crosswalk JOIN source ON source.id = crosswalk.source
        WHERE new_id = ? AND (? IS NULL OR source.name = ?)
        """, [.text(id), .optional(source), .optional(source)]
      ) { $0.integer(0) } : []
    guard let row = found.first ?? elsewhere.first else {
      let ids = try store.rows(
        "SELECT external_id FROM account ORDER BY external_id LIMIT 100000"
      ) { $0.text(0) ?? "" }
      throw Problem(
        "unknown-account", .usage,
        "There is no account '\(id)'.\(NearestName.hint(id, among: ids)) 'carryover find TEXT' looks "
          + "for names, numbers and addresses.")
    }
    if found.count + elsewhere.count > 1 {
      throw Problem(
        "ambiguous-account", .usage,
        "Several sources or systems have an account '\(id)': say with --source which one is meant.")
    }
    try self.init(row: row, in: store)
  }

  init(row: Int64, in store: Queries) throws {
    let companyRow = try store.integer(
      "SELECT company FROM account WHERE id = ?", [.integer(row)])
    company = try CompanyFacts(row: companyRow ?? 0, in: store)
    let facts =
      try store.rows(
        """
        SELECT external_id, name, status, type, bill_mode, bill_day, grace_days, zone, language,
          (SELECT external_id FROM account parent WHERE parent.id =
            (SELECT parent FROM account_link WHERE account_link.account = account.id
              AND until IS NULL ORDER BY since DESC LIMIT 1)),
          autopay, tax_id, print_invoice, itemisation
        FROM account WHERE id = ?
        """, [.integer(row)]
      ) { row in (0..<14).map { row.text($0) } }.first ?? Array(repeating: nil, count: 14)
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
    isPaidAutomatically = facts[10] == "1"
    taxID = facts[11]
    isPrinted = facts[12] == "1"
    itemisation = facts[13].flatMap { Itemisation(rawValue: $0) } ?? .masked
    mailing = try Self.address("mailing", of: row, in: store)
    service = try Self.address("service", of: row, in: store)
  }

  /// Where bills go: the mailing address, else the service address.
  package var postal: PostalAddress { mailing.isEmpty ? service : mailing }

  private static func address(_ kind: String, of account: Int64, in store: Queries) throws
    -> PostalAddress
  {
    try store.rows(
      """
      SELECT line1, line2, city, region, postcode, country FROM address
      WHERE account = ? AND kind = ?
      """, [.integer(account), .text(kind)]
    ) { row in
      PostalAddress(
        street: row.text(0), second: row.text(1), city: row.text(2), region: row.text(3),
        postcode: row.text(4), country: row.text(5))
    }.first ?? PostalAddress()
  }

  /// Where e-mail goes: the primary contact, else one for billing, else any that has an address.
  package func email(in store: Queries) throws -> String? {
    try store.text(
      """
      SELECT email FROM contact WHERE account = ? AND email IS NOT NULL
      ORDER BY ifnull(is_primary, 0) DESC, role = 'billing' DESC, name LIMIT 1
      """, [.integer(row)])
  }

  /// An amount as the company's readers write it, without the currency.
  package func money(_ amount: Int64) -> String {
    MoneyFormat(locale: company.locale).text(amount, digits: company.digits)
  }
}

/// How the calls of an account are listed on its bills.
package enum Itemisation: String, CaseIterable, Sendable {
  case none, summary, masked, full
}
