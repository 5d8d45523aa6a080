internal import Billing
internal import Diagnostics
internal import Store

/// Charges on their way from where calls are rated to where they are stored.
struct ChargeRows: Sendable {
  static let columns = 9
  /// How many rows go at once.
  static let most = 4096

  /// Call's line, call, sequence, account, deck, rate, place of the class, seconds, amount; row by row.
  fileprivate(set) var cells: [Int64] = []
  /// How many calls were looked at so far.
  fileprivate(set) var looked = 0

  var count: Int { cells.count / Self.columns }
}

/// Reads the calls that have no charge, in the order of their ids, and rates them.
///
/// Sendable: the pipeline's thread alone uses it, and is joined before the summary is read.
final class NewCharges: @unchecked Sendable {
  /// What was charged, and what was not.
  private(set) var summary = RatingRun.Summary()

  private let rater: Rater
  private let from: String?
  private let to: String?
  private let calls: Statement
  private var sequences: ChargeSequences
  private var looked = 0
  private var isAtEnd = false

  init(_ rater: Rater, in database: Database, from: String?, to: String?) throws(Problem) {
    self.rater = rater
    self.from = from
    self.to = to
    // What its carrier took back is charged no more. There is mostly nothing such.
    let notReversed =
      try database.integer("SELECT 1 FROM call_reversal LIMIT 1") == nil
      ? "" : " AND cdr.id NOT IN (SELECT call_reversal.call FROM call_reversal)"
    // Calls that nobody answered are passed over here already: `CallRule` would say so of each of them.
    calls = try database.prepare(
      """
      SELECT \(RatedCall.columns) FROM cdr
      WHERE cdr.account IS NOT NULL AND cdr.duration > 0
        AND ifnull(cdr.disposition, 'answered') = 'answered' AND cdr.id <= ?\(notReversed)
      ORDER BY cdr.id
      """)
    calls.bind([.integer(try database.integer("SELECT max(id) FROM cdr") ?? 0)])
    sequences = try ChargeSequences(database)
  }

  /// Fills the rows; false at the end.
  func next(_ rows: inout ChargeRows) throws(Problem) -> Bool {
    rows.cells.removeAll(keepingCapacity: true)
    while !isAtEnd, rows.count < ChargeRows.most {
      guard try calls.step() else {
        isAtEnd = true
        break
      }
      looked += 1
      let sequence = try sequences.last(of: calls.integer(0))
      if sequence % 2 == 1 { continue }
      let call = RatedCall(calls, rater.sources)
      if call.rule != nil { continue }
      let terms = try rater.accounts.terms(of: call.account)
      guard rater.began(call, of: terms, from: from, to: to) else { continue }
      switch try rater.rate(call, of: terms) {
      case .charged(let it):
        rows.cells.append(call.line)
        rows.cells.append(call.id)
        rows.cells.append(sequence + 1)
        rows.cells.append(call.account)
        rows.cells.append(it.deck)
        rows.cells.append(it.rate.id)
        rows.cells.append(Int64(it.kind.place))
        rows.cells.append(it.charge.billed)
        rows.cells.append(it.charge.amount)
        summary.charged.add(it.charge.billed, it.charge.amount, terms.currency)
      case .unrated(let reason): summary.note(reason, call)
      }
    }
    rows.looked = looked
    return rows.count > 0
  }
}
