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
    let row = "(" + repeatElement("?", count: ChargeRows.columns).joined(separator: ", ") + ")"
    return try database.prepare(
      """
      INSERT INTO call_charge
        (line, call, sequence, account, deck, rate, class, seconds, amount)
      VALUES \(repeatElement(row, count: rows).joined(separator: ", "))
      """)
  }

  mutating func add(_ rows: ChargeRows) throws(Problem) {
    var row = 0
    while row < rows.count {
      let isGroup = rows.count - row >= Self.group
      let statement = isGroup ? many : one
      let end = row + (isGroup ? Self.group : 1)
      var parameter: Int32 = 1
      for cell in row * ChargeRows.columns..<end * ChargeRows.columns {
        if cell % ChargeRows.columns == Self.classColumn {
          statement.bind(text: Self.classes[Int(rows.cells[cell])], at: parameter)
        } else {
          statement.bind(rows.cells[cell], at: parameter)
        }
        parameter += 1
      }
      _ = try statement.step()
      for row in row..<end {
        let first = row * ChargeRows.columns
        batch.note(
          rows.cells[first + 1], rows.cells[first + 5], rows.cells[first + 7],
          rows.cells[first + 8])
      }
      nextID += Int64(end - row)
      row = end
    }
  }

  /// Takes a charge back by a row of its own; returns its seconds and amount.
  mutating func reverse(_ charge: Int64) throws -> (seconds: Int64, amount: Int64) {
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

  /// Makes them a batch; nil where there are none.
  mutating func keep() throws(Problem) -> Int64? {
    if nextID == firstID { return nil }
    try batch.keep(spans: [("call_charge", firstID, nextID - 1)])
    return batch.id
  }
}
