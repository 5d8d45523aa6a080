internal import Bytes
internal import Diagnostics

/// Finds out whose the calls are that nobody's number was in when they came: the number has become known
/// since, or its assignment was corrected. A batch of its own, which `undo` takes back.
package struct CallMatching {
  package struct Summary: Sendable {
    /// Nil where nothing was found.
    package var batch: Int64?
    package var looked = 0
    package var matched = 0
    /// Calls that were another account's before.
    package var moved = 0
    /// Calls that are nobody's still, and their seconds, by reason.
    package var unmatched: [(reason: String, calls: Int, seconds: Int64)] = []
  }

  private static let piece = 10_000

  private let database: Database
  private let version: String
  /// Whether calls that have an account are looked at again, as far as they were not billed.
  package var looksAgain = false

  package init(_ database: Database, version: String) {
    self.database = database
    self.version = version
  }

  package func run() throws -> Summary {
    var summary = Summary()
    try database.transaction {
      var batch = try MadeBatch(
        database, verb: "match", about: "calls and who held their numbers", version: version)
      let sources = try database.rows("SELECT DISTINCT source FROM cdr ORDER BY source") {
        $0.integer(0)
      }
      for source in sources { try match(source, &batch, &summary) }
      guard summary.matched + summary.moved > 0 else { return }
      try BillingSources(database).check(matchedBy: batch.id)
      try batch.keep(spans: [], updated: [("cdr", summary.matched + summary.moved)])
      summary.batch = batch.id
    }
    summary.unmatched = try database.rows(
      """
      SELECT reason, count(*), sum(duration) / 1000 FROM unmatched_call GROUP BY reason
      ORDER BY 2 DESC, 1
      """
    ) { ($0.text(0) ?? "", Int($0.integer(1)), $0.integer(2)) }
    return summary
  }

  private struct Found {
    var call: Int64
    var account: Int64
    var party: String
    var isMove: Bool
  }

  private func match(_ source: Int64, _ batch: inout MadeBatch, _ summary: inout Summary) throws {
    let holders = try Holders(database, source: source)
    if holders.isEmpty { return }
    let query = try database.prepare(
      """
      SELECT id, start, direction, from_number, to_number, account_code, trunk, ip, account
      FROM cdr WHERE id > ? AND source = ? AND \(condition) ORDER BY id LIMIT \(Self.piece)
      """)
    let update = try database.prepare(
      "UPDATE cdr SET account = ?, matched_by = ? WHERE id = ?")
    var last: Int64 = 0
    while true {
      try Interrupt.check()
      // The rows are changed when all of the piece are read.
      var found: [Found] = []
      var count = 0
      query.bind([.integer(last), .integer(source)])
      while try query.step() {
        count += 1
        last = query.integer(0)
        if let one = Self.find(query, holders) { found.append(one) }
      }
      summary.looked += count
      for one in found {
        try batch.keepImage(of: one.call, "cdr")
        update.bind([.integer(one.account), .text(one.party), .integer(one.call)])
        _ = try update.step()
        batch.note(one.call, one.account)
        if one.isMove { summary.moved += 1 } else { summary.matched += 1 }
      }
      if count < Self.piece { return }
    }
  }

  private var condition: String {
    let isThere = "NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = cdr.id)"
    if !looksAgain { return "account IS NULL AND \(isThere)" }
    return """
      (account IS NULL OR matched_by IS NOT NULL) AND \(isThere) AND NOT EXISTS (
        SELECT 1 FROM call_charge JOIN call_billing ON call_billing.call_charge = call_charge.id
        WHERE call_charge.call = cdr.id)
      """
  }

  private static func find(_ row: Statement, _ holders: Holders) -> Found? {
    let direction: Holders.Call.Direction =
      switch row.text(2) {
      case "outbound": .outbound
      case "inbound": .inbound
      case "internal": .internal
      default: .none
      }
    let call = Holders.Call(
      start: row.integer(1), direction: direction, from: row.optionalInteger(3),
      to: row.optionalInteger(4))
    let before = row.optionalInteger(8)
    guard
      let (account, party) = holders.holder(
        of: call,
        text: { party in
          switch party {
          case .accountCode: row.text(5)
          case .trunk: row.text(6)
          case .ip: row.text(7)
          case .from, .to: nil
          }
        }), account != before
    else { return nil }
    return Found(
      call: row.integer(0), account: account, party: party.rawValue, isMove: before != nil)
  }
}
