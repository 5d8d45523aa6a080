package import Diagnostics

/// Calls by the number of ours in them, for the table `cdr_did`: collected while a large file comes in, and
/// put in sorted, since rows in the order of the table's key go in several times as quickly as others.
package final class CallNumbers {
  private struct Entry {
    var did: Int64
    var start: Int64
    var call: Int64
  }

  /// Bounds the memory: what is more goes in meanwhile.
  private static let most = 1 << 20
  private static let group = 64

  private let database: Database
  private var entries: [Entry] = []
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
      entries.append(
        Entry(did: did, start: start[row], call: first + Int64(row - run.lowerBound)))
    }
  }

  /// Forgets the rows from `id` on: they were rolled back.
  func rewind(to id: Int64) {
    while let last = entries.last, last.call >= id { entries.removeLast() }
  }

  /// Puts in what was collected, when that is much.
  func settleIfMany() throws(Problem) {
    if entries.count >= Self.most { try settle() }
  }

  /// Puts in what was collected.
  func settle() throws(Problem) {
    entries.sort { ($0.did, $0.start, $0.call) < ($1.did, $1.start, $1.call) }
    var place = 0
    while place < entries.count {
      let count = entries.count - place >= Self.group ? Self.group : 1
      let statement = try statement(count)
      for offset in 0..<count {
        let entry = entries[place + offset]
        let parameter = Int32(offset * 3)
        statement.bind(entry.did, at: parameter + 1)
        statement.bind(entry.start, at: parameter + 2)
        statement.bind(entry.call, at: parameter + 3)
      }
      _ = try statement.step()
      place += count
    }
    entries.removeAll(keepingCapacity: true)
  }

  private func statement(_ rows: Int) throws(Problem) -> Statement {
    if let known = rows == 1 ? insert : insertGroup { return known }
    let values = Array(repeating: "(?, ?, ?)", count: rows).joined(separator: ", ")
    let made = try database.prepare("INSERT INTO cdr_did VALUES \(values)")
    if rows == 1 { insert = made } else { insertGroup = made }
    return made
  }
}
