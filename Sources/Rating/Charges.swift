internal import Billing
internal import Diagnostics
internal import Store

/// Charges on their way into the store, and the batch that they become.
struct Charges {
  /// Starting a statement costs as much as a row.
  private static let group = 32
  private static let columns = 9

  private let database: Database
  private var batch: MadeBatch
  private let firstID: Int64
  private var nextID: Int64
  private let one: Statement
  private let many: Statement
  private var pending: [SQLValue] = []

  init(_ database: Database, version: String) throws(Problem) {
    self.database = database
    batch = try MadeBatch(database, verb: "rate", about: "charges of calls", version: version)
    firstID = (try database.integer("SELECT max(id) FROM call_charge") ?? 0) + 1
    nextID = firstID
    one = try Self.insert(1, database)
    many = try Self.insert(Self.group, database)
  }

  private static func insert(_ rows: Int, _ database: Database) throws(Problem) -> Statement {
    let row = "(" + repeatElement("?", count: columns).joined(separator: ", ") + ")"
    return try database.prepare(
      """
      INSERT INTO call_charge
        (line, call, sequence, account, deck, rate, class, seconds, amount)
      VALUES \(repeatElement(row, count: rows).joined(separator: ", "))
      """)
  }

  mutating func add(_ call: RatedCall, _ it: RatingOutcome.Charged, sequence: Int64)
    throws(Problem)
  {
    pending.append(.integer(call.line))
    pending.append(.integer(call.id))
    pending.append(.integer(sequence))
    pending.append(.integer(call.account))
    pending.append(.integer(it.deck))
    pending.append(.integer(it.rate.id))
    pending.append(.text(it.kind.rawValue))
    pending.append(.integer(it.charge.billed))
    pending.append(.integer(it.charge.amount))
    batch.note(call.id, it.rate.id, it.charge.billed, it.charge.amount)
    nextID += 1
    if pending.count == Self.group * Self.columns {
      many.bind(pending)
      _ = try many.step()
      pending.removeAll(keepingCapacity: true)
    }
  }

  /// Takes a charge back by a row of its own; returns its seconds and amount.
  mutating func reverse(_ charge: Int64) throws -> (seconds: Int64, amount: Int64) {
    try flush()
    var taken: (seconds: Int64, amount: Int64) = (0, 0)
    try database.forEach(
      "SELECT call, seconds, amount FROM call_charge WHERE id = ?", [.integer(charge)]
    ) {
      taken = ($0.integer(1), $0.integer(2))
      batch.note($0.integer(0), charge, -taken.seconds, -taken.amount)
    }
    try database.run(
      """
      INSERT INTO call_charge (line, call, sequence, account, deck, rate, class, seconds, amount)
      SELECT line, call, sequence + 1, account, deck, rate, class, -seconds, -amount
      FROM call_charge WHERE id = ?
      """, [.integer(charge)])
    nextID += 1
    return taken
  }

  private mutating func flush() throws(Problem) {
    for start in stride(from: 0, to: pending.count, by: Self.columns) {
      one.bind(Array(pending[start..<start + Self.columns]))
      _ = try one.step()
    }
    pending.removeAll(keepingCapacity: true)
  }

  /// Makes them a batch; nil where there are none.
  mutating func keep() throws(Problem) -> Int64? {
    try flush()
    if nextID == firstID { return nil }
    try batch.keep(spans: [("call_charge", firstID, nextID - 1)])
    return batch.id
  }
}
