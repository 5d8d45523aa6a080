internal import Diagnostics

/// Applies the payments and credits of a source that no file applies, in the order of rules §6: to the
/// invoice that a payment names; as far as the source states that an invoice is paid; the oldest due
/// first, of the account and then of its children. What is inferred is marked, and a batch of its own.
package struct Applier {
  private let database: Database
  private let source: Source
  private let mode: ApplyMode
  private let version: String
  private let set: Int64?

  /// - Parameter set: the set that the batches belong to; nil for none.
  package init(
    database: Database, source: Source, mode: ApplyMode, version: String, set: Int64? = nil
  ) {
    self.database = database
    self.source = source
    self.mode = mode
    self.version = version
    self.set = set
  }

  /// - Parameter batch: in mode `given`, only the payments of that batch; nil for all of the source.
  package func run(onlyBatch batch: Int64? = nil) throws -> AppliedSummary {
    var summary = AppliedSummary(mode: mode)
    let items = OpenItems(database: database)
    try database.transaction {
      try items.fill(
        source: source.id, batch: mode == .given ? batch : nil, onlyNamed: mode == .given)
      summary.parts = try applyAll()
      try items.drop()
    }
    return summary
  }

  private func applyAll() throws -> [AppliedSummary.Part] {
    if try database.integer("SELECT 1 FROM temp.apply_credit LIMIT 1") == nil { return [] }
    var parts: [AppliedSummary.Part] = []
    var named = try Applications(database, source: source, inferred: nil)
    try applyNamed(&named)
    if let part = try named.keep(how: "invoice numbers on payments", version: version, set: set) {
      parts.append(part)
    }
    if mode == .given { return parts }
    var inferred = try Applications(database, source: source, inferred: .stated)
    try applyStated(&inferred)
    if mode == .oldest {
      inferred.inferred = .oldest
      try applyOldest(&inferred)
    }
    let how = mode == .stated ? "open balances that the source states" : "oldest due first"
    if let part = try inferred.keep(how: how, version: version, set: set) { parts.append(part) }
    return parts
  }

  // MARK: The three ways

  private func applyNamed(_ applications: inout Applications) throws {
    try forEachCredit("named IS NOT NULL") { credit in
      try apply(
        credit,
        to: """
          SELECT id FROM temp.apply_item WHERE remaining > 0 AND company = :company
            AND invoice = (SELECT named FROM temp.apply_credit WHERE id = :credit)
          """, upTo: "remaining", &applications)
    }
  }

  /// Payments up to the day of the statement make an invoice as open as it is stated; the account's
  /// own money goes first.
  private func applyStated(_ applications: inout Applications) throws {
    for whose in ["account = :account", Self.childOf] {
      try forEachCredit("1") { credit in
        try apply(
          credit,
          to: """
            SELECT id FROM temp.apply_item WHERE remaining > stated AND company = :company
              AND :since <= stated_as_of AND \(whose)
            ORDER BY due, date, id
            """, upTo: "remaining - stated", &applications)
      }
    }
  }

  private func applyOldest(_ applications: inout Applications) throws {
    // What the source states to be open stays so, up to the day on which it stated it.
    let isFree = "(stated IS NULL OR :since > stated_as_of) AND (frozen IS NULL OR frozen > :since)"
    for whose in ["account = :account", Self.childOf] {
      try forEachCredit("1") { credit in
        try apply(
          credit,
          to: """
            SELECT id FROM temp.apply_item WHERE remaining > 0 AND company = :company
              AND \(isFree) AND \(whose)
            ORDER BY due, date, id
            """, upTo: "remaining", &applications)
      }
    }
  }

  /// Only recurring invoices dated after the linking are the parent's (rules §3); of an invoice that
  /// does not say whether billing made it, the link decides.
  private static let childOf = """
    invoice IS NOT NULL AND ifnull(recurring, 1) = 1 AND account IN (
      SELECT account_link.account FROM account_link WHERE account_link.parent = :account
        AND ifnull(account_link.since, '') <= apply_item.date
        AND (account_link.until IS NULL OR account_link.until > apply_item.date))
    """

  // MARK: One credit

  private struct Credit {
    var id: Int64
    var account: Int64
    var company: Int64
    var since: String
  }

  private func forEachCredit(_ condition: String, _ body: (Credit) throws -> Void) throws {
    // Sorted into a list of its own by SQLite: the table may change meanwhile.
    try database.forEach(
      """
      SELECT id, account, company, since FROM temp.apply_credit
      WHERE remaining > 0 AND \(condition) ORDER BY since, ifnull(at, 0), +id
      """
    ) { row in
      try body(
        Credit(
          id: row.integer(0), account: row.integer(1), company: row.integer(2),
          since: row.text(3) ?? ""))
    }
  }

  private func apply(
    _ credit: Credit, to query: String, upTo limit: String, _ applications: inout Applications
  ) throws {
    let statement = try database.prepare(query)
    for (name, value) in [
      (":credit", SQLValue.integer(credit.id)), (":account", .integer(credit.account)),
      (":company", .integer(credit.company)), (":since", .text(credit.since)),
    ] {
      if let parameter = statement.parameter(name) { statement.bind(value, at: parameter) }
    }
    var items: [Int64] = []
    while try statement.step() { items.append(statement.integer(0)) }
    for item in items {
      let left =
        try database.integer(
          "SELECT remaining FROM temp.apply_credit WHERE id = ?", [.integer(credit.id)]) ?? 0
      if left <= 0 { return }
      let wanted =
        try database.integer(
          "SELECT \(limit) FROM temp.apply_item WHERE id = ?", [.integer(item)]) ?? 0
      if wanted > 0 { try applications.add(min(left, wanted), credit: credit.id, item: item) }
    }
  }
}
