internal import Diagnostics
internal import Store

/// What the store has and the target has no place for: kinds that no file of it is of, and rows of others
/// that no file had, such as invoices that are paid.
struct StayingKinds {
  let arguments: [String: String]

  /// Kinds that are no data of accounts, or that other kinds say again.
  private static let passedOver: Set<String> = [
    "company", "source", "tax_rate", "application", "payment_status", "stated", "tax_line",
    "rate_deck", "rate", "voice_plan", "voice_allowance", "local_prefix", "did",
    "service",
  ]

  func add(
    to left: inout LeftBehind, target: Target, told: [String: Set<Int64>], in database: Database
  ) throws {
    // A target of numbers or calls alone is no place for accounts in the first place.
    guard target.files.contains(where: { $0.kind == "account" }) else { return }
    for kind in Kinds.importable where !Self.passedOver.contains(kind.name) {
      guard kind.field("account") != nil || kind.name == "account" else { continue }
      let owner = kind.name == "account" ? "t.id" : "t.account"
      let amount = CanonicalRows.amountColumn(of: kind).map { "t.\($0)" } ?? "NULL"
      let gone = told[kind.name] ?? []
      var counts: [String: (rows: Int, amount: Int64?)] = [:]
      let statement = try database.prepare(
        """
        \(RowSet.exported)
        SELECT t.id, \(amount), e.currency FROM \(kind.table) t JOIN exported e ON e.account = \(owner)
        """)
      for (name, value) in [
        (":target", target.name), (":company", arguments["company"]),
        (":source", arguments["source"]),
      ] {
        if let index = statement.parameter(name) { statement.bind(.optional(value), at: index) }
      }
      while try statement.step() {
        if gone.contains(statement.integer(0)) { continue }
        let currency = statement.text(2) ?? ""
        var found = counts[currency] ?? (0, nil)
        found.rows += 1
        if !statement.isNull(1) { found.amount = (found.amount ?? 0) + statement.integer(1) }
        counts[currency] = found
      }
      let why = target.leaves.first { $0.kind == kind.name }?.why
      for (currency, found) in counts.sorted(by: { $0.key < $1.key }) {
        var item = LeftBehind.Item(reason: .kind)
        item.item = kind.name
        item.count = found.rows
        item.amount = found.amount
        item.currency = currency
        item.why = why
        left.add(item)
      }
    }
  }
}
