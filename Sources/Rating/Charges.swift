internal import Billing
internal import Diagnostics
internal import Store

/// Charges on their way into the store, and the batch that they become.
struct Charges {
  /// Starting a statement costs as much as a row.
  private static let group = 32
  private let database: Database
  private var batch: MadeBatch
  private let firstID: Int64
  private var nextID: Int64
  private let one: Statement
  private let many: Statement
  /// The classes that `many` has: mostly they stay, and to bind a text anew costs a copy.
  private var kinds: [CallClass?] = Array(repeating: nil, count: Charges.group)
  private var sums = ChargeSums()
  private var noted: [Int64] = []
  private static let columns = [
    "line", "call", "sequence", "account", "deck", "rate", "class", "seconds", "amount",
  ]
  private static let classes = CallClass.allCases.map { Array($0.rawValue.utf8)[...] }

  init(_ database: Database, version: String) throws(Problem) {
    self.database = database
    batch = try MadeBatch(database, verb: "rate", about: "charges of calls", version: version)
    firstID = (try database.integer("SELECT max(id) FROM call_charge") ?? 0) + 1
    nextID = firstID
    one = try Self.insert(1, database)
    many = try Self.insert(Self.group, database)
  }

  private static func insert(_ rows: Int, _ database: Database) throws(Problem) -> Statement {
    let row = "(" + repeatElement("?", count: columns.count).joined(separator: ", ") + ")"
    return try database.prepare(
      """
      INSERT OR FAIL INTO call_charge (\(columns.joined(separator: ", ")))
      VALUES \(repeatElement(row, count: rows).joined(separator: ", "))
      """)
  }

  mutating func add(_ charges: ChargeRows) throws(Problem) {
    let rows = charges.rows
    let grouped = rows.count / Self.group * Self.group
    for first in stride(from: 0, to: grouped, by: Self.group) {
      for place in 0..<Self.group {
        let row = rows[first + place]
        let parameter = Int32(place * Self.columns.count + 1)
        Self.bind(row, to: many, from: parameter)
        if kinds[place] == row.kind { continue }
        many.bind(text: Self.classes[row.kind.place], at: parameter + 6)
        kinds[place] = row.kind
      }
      _ = try many.step()
    }
    for row in rows[grouped...] {
      Self.bind(row, to: one, from: 1)
      one.bind(text: Self.classes[row.kind.place], at: 7)
      _ = try one.step()
    }
    nextID += Int64(rows.count)
    note(rows)
  }

  /// All but the class.
  private static func bind(_ row: ChargeRows.Row, to statement: Statement, from first: Int32) {
    statement.bind(row.line, at: first)
    statement.bind(row.call, at: first + 1)
    statement.bind(row.sequence, at: first + 2)
    statement.bind(row.account, at: first + 3)
    statement.bind(row.deck, at: first + 4)
    statement.bind(row.rate, at: first + 5)
    statement.bind(row.seconds, at: first + 7)
    statement.bind(row.amount, at: first + 8)
  }

  /// Takes rows into the batch's hash and totals.
  private mutating func note(_ rows: [ChargeRows.Row]) {
    var sums = sums
    noted.removeAll(keepingCapacity: true)
    for row in rows {
      noted.append(row.call)
      noted.append(row.rate)
      noted.append(row.seconds)
      noted.append(row.amount)
      sums.add(row.call, row.account, row.deck, row.rate, row.seconds, row.amount)
    }
    self.sums = sums
    batch.note(noted)
  }

  /// Takes a charge back by a row of its own; returns its seconds and amount.
  mutating func reverse(_ charge: Int64) throws -> (seconds: Int64, amount: Int64) {
    let row = try database.prepare(
      "SELECT call, account, deck, rate, seconds, amount FROM call_charge WHERE id = ?")
    row.bind([.integer(charge)])
    guard try row.step() else { return (0, 0) }
    let taken = (seconds: row.integer(4), amount: row.integer(5))
    batch.note(row.integer(0), charge, -taken.seconds, -taken.amount)
    sums.add(
      row.integer(0), row.integer(1), row.integer(2), row.integer(3), -taken.seconds, -taken.amount)
    try database.run(
      """
      INSERT INTO call_charge (line, call, sequence, account, deck, rate, class, seconds, amount)
      SELECT line, call, sequence + 1, account, deck, rate, class, -seconds, -amount
      FROM call_charge WHERE id = ?
      """, [.integer(charge)])
    nextID += 1
    return taken
  }

  /// Makes them a batch; nil where there are none.
  mutating func keep() throws(Problem) -> Int64? {
    if nextID == firstID { return nil }
    try batch.keep(spans: [("call_charge", firstID, nextID - 1)], totals: sums.totals)
    return batch.id
  }
}

/// What charges come to, as the proof has it from the table.
private struct ChargeSums {
  private var call: Int64 = 0
  private var account: Int64 = 0
  private var deck: Int64 = 0
  private var rate: Int64 = 0
  private var seconds: Int64 = 0
  private var amount: Int64 = 0

  mutating func add(
    _ call: Int64, _ account: Int64, _ deck: Int64, _ rate: Int64, _ seconds: Int64, _ amount: Int64
  ) {
    self.call &+= call
    self.account &+= account
    self.deck &+= deck
    self.rate &+= rate
    self.seconds &+= seconds
    self.amount &+= amount
  }

  var totals: BatchTotals {
    var totals = BatchTotals()
    for (name, sum) in [
      ("call", call), ("account", account), ("deck", deck), ("rate", rate), ("seconds", seconds),
      ("amount", amount),
    ] {
      totals.add(sum, to: "call_charge.\(name)")
    }
    return totals
  }
}
