internal import Bytes
package import Diagnostics

/// Calls by the number of ours in them, for the table `cdr_did`: collected while a large file comes in, and
/// put in sorted, since rows in the order of the table's key go in several times as quickly as others.
package final class CallNumbers {
  private static let group = 64

  private let database: Database
  private let calls = SortedCalls()
  private var insert: Statement?
  private var insertGroup: Statement?

  init(_ database: Database) { self.database = database }

  /// Takes away what keeps the table by each row that comes.
  ///
  /// - Returns: Statements that make it again.
  static func suspendComing(in database: Database) throws(Problem) -> [String] {
    try database.dropTriggers(of: "cdr", like: "cdr_did_comes")
  }

  /// Takes away what keeps the table by each row.
  ///
  /// - Returns: Statements that fill the table anew and make it again.
  package static func suspend(in database: Database) throws(Problem) -> [String] {
    let triggers = try database.dropTriggers(of: "cdr", like: "cdr_did_%")
    if triggers.isEmpty { return [] }
    return [
      "DELETE FROM cdr_did",
      """
      INSERT INTO cdr_did SELECT did, start, call FROM cdr_number WHERE did IS NOT NULL ORDER BY 1, 2, 3
      """,
    ] + triggers
  }

  // MARK: Collecting

  /// Notes a run of rows that went in under the ids from `first` on; by the rule of the view `cdr_number`.
  func add(_ rows: BoundRows, _ run: Range<Int>, first: Int64) {
    guard let start = rows.column("start")?.cells else { return }
    let from = rows.column("from_number")?.cells
    let to = rows.column("to_number")?.cells
    let direction = rows.column("direction")?.cells
    let party = rows.column("matched_by")?.cells
    for row in run {
      let isInbound: Bool
      switch party.flatMap({ Holders.party($0[row], rows.text) }) {
      case .from: isInbound = false
      case .to: isInbound = true
      default: isInbound = direction.map { Holders.direction($0[row], rows.text) } == .inbound
      }
      guard let did = isInbound ? to?[row] : from?[row], !RowBatch.isEmpty(did) else { continue }
      calls.add(
        NumberedCall(did: did, start: start[row], call: first + Int64(row - run.lowerBound)))
    }
  }

  /// Forgets the rows from `id` on: they were rolled back.
  func rewind(to id: Int64) { calls.rewind(to: id) }

  /// Lays what was collected aside, when that is much. It is past rewinding then.
  func layAside() throws(Problem) { try calls.layAside() }

  /// Puts in what was collected.
  func settle() throws(Problem) {
    try calls.drain { calls throws(Problem) in
      try Interrupt.check()
      var place = 0
      while place < calls.count {
        let count = calls.count - place >= Self.group ? Self.group : 1
        try put(calls[place..<place + count])
        place += count
      }
    }
  }

  private func put(_ calls: ArraySlice<NumberedCall>) throws(Problem) {
    let statement = try statement(calls.count)
    var parameter: Int32 = 1
    for call in calls {
      statement.bind(call.did, at: parameter)
      statement.bind(call.start, at: parameter + 1)
      statement.bind(call.call, at: parameter + 2)
      parameter += 3
    }
    _ = try statement.step()
  }

  /// OR FAIL, since SQLite need not remember pages for undoing the statement alone then: it would write
  /// them to a file of its own each time. What fails ends the import, and all is undone.
  private func statement(_ rows: Int) throws(Problem) -> Statement {
    if let known = rows == 1 ? insert : insertGroup { return known }
    let values = Array(repeating: "(?, ?, ?)", count: rows).joined(separator: ", ")
    let made = try database.prepare("INSERT OR FAIL INTO cdr_did VALUES \(values)")
    if rows == 1 { insert = made } else { insertGroup = made }
    return made
  }
}
