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
    to left: inout LeftBehind, target: Target, told: [String: IDSet], in database: Database
  ) throws {
    // A target of numbers or calls alone is no place for accounts in the first place.
    guard target.files.contains(where: { $0.kind == "account" }) else { return }
    let exported = try accounts(of: target, in: database)
    for kind in Kinds.importable where !Self.passedOver.contains(kind.name) {
      guard kind.field("account") != nil || kind.name == "account" else { continue }
      let owner = kind.name == "account" ? "id" : "account"
      let amount = CanonicalRows.amountColumn(of: kind) ?? "NULL"
      let gone = told[kind.name] ?? IDSet()
      var counts: [String: (rows: Int, amount: Int64?)] = [:]
      // There may be millions of rows: the accounts are at hand, and no query looks for them.
      let statement = try database.prepare("SELECT id, \(owner), \(amount) FROM \(kind.table)")
      while try statement.step() {
        guard let currency = exported[statement.integer(1)], !gone.contains(statement.integer(0))
        else { continue }
        var found = counts[currency] ?? (0, nil)
        found.rows += 1
        if !statement.isNull(2) { found.amount = (found.amount ?? 0) + statement.integer(2) }
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
      try left.settle()
    }
  }

  /// The accounts that go, by their numbers in the store, with their currencies.
  private func accounts(of target: Target, in database: Database) throws -> [Int64: String] {
    let statement = try database.prepare(
      "\(RowSet.exported) SELECT account, currency FROM exported")
    for (name, value) in [
      (":target", target.name), (":company", arguments["company"]),
      (":source", arguments["source"]), (":as_of", arguments["as_of"]),
    ] {
      if let index = statement.parameter(name) { statement.bind(.optional(value), at: index) }
    }
    var found: [Int64: String] = [:]
    while try statement.step() { found[statement.integer(0)] = statement.text(1) ?? "" }
    return found
  }
}
