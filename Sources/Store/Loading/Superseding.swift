internal import Diagnostics

/// A ledger row that comes with other values is never updated. Where the user says so it is superseded
/// (rules §8): what is stored is taken back by a row of its own, the contra, dated as it is, so that
/// the two cancel on every day; and the new row goes in. The stored row keeps everything but its key,
/// which gets a mark, `P1~1`, since `P1` is now the new one.
struct Superseding {
  let loader: Loader
  let rows: BoundRows
  let row: Int
  let line: Int

  /// What parts a marked key: such rows are the store's own, and no file is expected to have them.
  static let mark = "~"

  private var database: Database { loader.database }

  /// Why the stored row can't be superseded; nil when it can.
  func obstacle(to id: Int64) throws(Problem) -> String? {
    if try ClosedPeriods(database).holds(id, of: rows.kind) { return "its books are closed" }
    switch rows.kind.name {
    case "payment":
      if try exists("payment_reversal WHERE payment = ?", id) { return "it was reversed already" }
      if try exists("refund WHERE payment = ?", id) { return "it was refunded" }
    case "debit":
      if try exists("debit WHERE id = ? AND amount < 0", id) {
        return "a negative line has no reversal"
      }
      if try exists("discount WHERE debit = ?", id) { return "it was reversed already" }
      if try exists(
        "debit JOIN invoice_void v ON v.invoice = debit.invoice WHERE debit.id = ?", id)
      {
        return "its invoice is void"
      }
    case "invoice":
      if try exists("debit WHERE invoice = ?", id) {
        return "its lines are in the store: supersede those"
      }
      if try exists("invoice_void WHERE invoice = ?", id) { return "it is void already" }
      if try exists("discount WHERE corrects = ?", id) { return "a credit note corrects it" }
    case "tax_line": return "a tax goes with its debit: supersede that"
    case "discount": return "taking a discount back is a charge: bring it as a debit"
    default: return "only an undo of its batch takes it back"
    }
    return nil
  }

  /// Takes the stored row back and puts the new one in.
  func run(on id: Int64) throws(Problem) {
    let key = try markKey(of: id, in: rows.kind)
    switch rows.kind.name {
    case "payment": try reversePayment(id, key: key)
    case "debit": try reverseDebit(id, key: key)
    case "invoice": try voidInvoice(id)
    default: return
    }
    try loader.loader(for: rows.kind).insert(row, of: rows, line: line)
  }

  /// A payment that never succeeded counts nothing: there is nothing to take back.
  private func reversePayment(_ id: Int64, key: String) throws(Problem) {
    try insert(
      "payment_reversal",
      """
      (source, line, external_id, payment, date, amount, description)
      SELECT source, ?2, ?3, id, max(date, ifnull(succeeded, date)), amount, 'superseded'
      FROM (
        SELECT payment.*, (
          SELECT min(s.date) FROM payment_status s
          WHERE s.payment = payment.id AND s.status = 'succeeded') AS succeeded
        FROM payment WHERE id = ?1)
      WHERE ifnull(status, 'succeeded') = 'succeeded' OR succeeded IS NOT NULL
      """, [.integer(id), .integer(Int64(line)), .text(key)])
  }

  /// Returns the debit, and its taxes line by line (rules §2).
  private func reverseDebit(_ id: Int64, key: String) throws(Problem) {
    try insert(
      "discount",
      """
      (source, line, external_id, account, company, account_type, at, date, reason, amount, debit,
        description, gl_code)
      SELECT source, ?2, ?3, account, company, account_type, at, date, 'reversal', amount, id,
        'superseded', gl_code
      FROM debit WHERE id = ?1
      """, [.integer(id), .integer(Int64(line)), .text(key)])
    guard let taxLine = Kinds.named("tax_line") else { return }
    let statement = try database.prepare("SELECT id FROM tax_line WHERE debit = ? ORDER BY id")
    statement.bind([.integer(id)])
    var taxes: [Int64] = []
    while try statement.step() { taxes.append(statement.integer(0)) }
    for tax in taxes {
      let taxKey = try markKey(of: tax, in: taxLine)
      try insert(
        "tax_line",
        """
        (source, line, external_id, discount, name, jurisdiction, rate, base, amount)
        SELECT source, ?2, ?3, (SELECT max(id) FROM discount WHERE debit = ?4),
          name, jurisdiction, rate, base, amount
        FROM tax_line WHERE id = ?1
        """,
        [.integer(tax), .integer(Int64(line)), .text(taxKey + "-returned"), .integer(id)])
    }
  }

  private func voidInvoice(_ id: Int64) throws(Problem) {
    try insert(
      "invoice_void",
      "(source, line, invoice, date) SELECT source, ?2, id, date FROM invoice WHERE id = ?1",
      [.integer(id), .integer(Int64(line))])
  }

  private func exists(_ rest: String, _ id: Int64) throws(Problem) -> Bool {
    try database.integer("SELECT 1 FROM \(rest) LIMIT 1", [.integer(id)]) != nil
  }

  /// Inserts a row of another kind, as one of this batch.
  private func insert(_ table: String, _ rest: String, _ values: [SQLValue]) throws(Problem) {
    guard let kind = Kinds.named(table) else { return }
    let loader = try loader.loader(for: kind)
    try database.run("INSERT INTO \(table) \(rest)", values)
    for _ in 0..<database.changedRows {
      loader.countRow()
      self.loader.countContra(kind)
    }
  }

  /// Gives the stored row a key of its own; returns it.
  private func markKey(of id: Int64, in kind: Kind) throws(Problem) -> String {
    let loader = try loader.loader(for: kind)
    try loader.keepImage(of: id, batch: self.loader.batch)
    let column = kind.keyColumns.first ?? "id"
    let key = try database.text("SELECT \(column) FROM \(kind.table) WHERE id = ?", [.integer(id)])
    var number = 1
    while true {
      let marked = (key ?? "") + Self.mark + String(number)
      let isTaken = try database.integer(
        "SELECT 1 FROM \(kind.table) WHERE \(column) = ? AND source = ?",
        [.text(marked), .integer(self.loader.source.id)])
      if isTaken == nil {
        try database.run(
          "UPDATE \(kind.table) SET \(column) = ? WHERE id = ?", [.text(marked), .integer(id)])
        return marked
      }
      number += 1
    }
  }
}
