internal import Billing
internal import Diagnostics
internal import Store

/// The taxes of an account's debits of calls: each tax once on what they come to together, split to the
/// debits by largest remainder (rules, 1). Where nothing states the rates of the account's tax zone, or
/// the account is exempt, there are none.
struct CallTaxes {
  struct Debit {
    var id: Int64
    var externalID: String
    var amount: Int64
    var isTaxable: Bool
  }

  private let find: Statement
  private let insert: Statement
  private let first: Int64
  private var next: Int64

  init(_ database: Database) throws(Problem) {
    find = try database.prepare(
      """
      SELECT tax_rate.name, tax_rate.jurisdiction, tax_rate.rate
      FROM account JOIN tax_rate
        ON tax_rate.company = account.company AND tax_rate.tax_zone = account.tax_zone
      WHERE account.id = ? AND ifnull(account.tax_exempt, 0) = 0 ORDER BY tax_rate.name
      """)
    insert = try database.prepare(
      """
      INSERT INTO tax_line
        (id, source, line, external_id, debit, name, jurisdiction, rate, base, amount)
      VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?)
      """)
    next = (try database.integer("SELECT max(id) FROM tax_line") ?? 0) + 1
    first = next
  }

  /// The lines that were written.
  var span: (kind: String, first: Int64, last: Int64) { ("tax_line", first, next - 1) }

  /// Writes the taxes of the debits of an account.
  mutating func add(_ debits: [Debit], account: Int64, source: Int64) throws(Problem) {
    let taxable = debits.filter(\.isTaxable)
    if taxable.isEmpty { return }
    find.bind([.integer(account)])
    defer { find.reset() }
    while try find.step() {
      let (name, jurisdiction) = (find.text(0) ?? "", find.text(1) ?? "")
      let rate = find.integer(2)
      // Corrections give back what they take off: what is charged and what is given back are each split
      // among themselves.
      for side in [taxable.filter { $0.amount >= 0 }, taxable.filter { $0.amount < 0 }] {
        let base = side.reduce(Int128(0)) { $0 + Int128($1.amount) }
        let tax = Rounding.halfAwayFromZero(base * Int128(rate), dividedBy: 100_000_000)
        let parts = LargestRemainder.split(
          Int64(tax), by: side.map { Int64($0.amount.magnitude) })
        for (debit, part) in zip(side, parts) {
          insert.bind([
            .integer(next), .integer(source), .text("\(debit.externalID)-\(name)"),
            .integer(debit.id), .text(name), .text(jurisdiction), .integer(rate),
            .integer(debit.amount), .integer(part),
          ])
          _ = try insert.step()
          next += 1
        }
      }
    }
  }
}
