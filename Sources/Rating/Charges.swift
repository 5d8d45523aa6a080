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
  /// The rows of the next group; the class by its place among all of them.
  private var pending: [Int64] = []
  private static let classes = CallClass.allCases.map { Array($0.rawValue.utf8)[...] }
  private static let classColumn = 6

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
    pending.append(call.line)
    pending.append(call.id)
    pending.append(sequence)
    pending.append(call.account)
    pending.append(it.deck)
    pending.append(it.rate.id)
    pending.append(Int64(it.kind.place))
    pending.append(it.charge.billed)
    pending.append(it.charge.amount)
    batch.note(call.id, it.rate.id, it.charge.billed, it.charge.amount)
    nextID += 1
    if pending.count == Self.group * Self.columns {
      bind(0..<pending.count, to: many)
      _ = try many.step()
      pending.removeAll(keepingCapacity: true)
    }
  }

  private func bind(_ cells: Range<Int>, to statement: Statement) {
    var parameter: Int32 = 1
    for cell in cells {
      if cell % Self.columns == Self.classColumn {
        statement.bind(text: Self.classes[Int(pending[cell])], at: parameter)
      } else {
        statement.bind(pending[cell], at: parameter)
      }
      parameter += 1
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
      bind(start..<start + Self.columns, to: one)
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
