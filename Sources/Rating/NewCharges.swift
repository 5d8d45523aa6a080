internal import Billing
internal import Diagnostics
internal import Store

/// Charges on their way from where calls are rated to where they are stored.
struct ChargeRows: Sendable {
  struct Row: Sendable {
    /// Of the call.
    var line: Int64
    var call: Int64
    var sequence: Int64
    var account: Int64
    var deck: Int64
    var rate: Int64
    var kind: CallClass
    var seconds: Int64
    var amount: Int64
  }

  /// How many rows go at once.
  static let most = 4096

  fileprivate(set) var rows: [Row] = []
  /// How many calls were looked at so far.
  fileprivate(set) var looked = 0
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
    // Calls that nobody answered last no time, and are passed over here already.
    calls = try database.prepare(
      """
      SELECT \(RatedCall.columns) FROM cdr
      WHERE cdr.duration > 0 AND cdr.account IS NOT NULL\(notReversed)
      ORDER BY cdr.id
      """)
    sequences = try ChargeSequences(database)
  }

  /// Fills the rows; false at the end.
  func next(_ rows: inout ChargeRows) throws(Problem) -> Bool {
    rows.rows.removeAll(keepingCapacity: true)
    while !isAtEnd, rows.rows.count < ChargeRows.most {
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
        rows.rows.append(
          ChargeRows.Row(
            line: call.line, call: call.id, sequence: sequence + 1, account: call.account,
            deck: it.deck, rate: it.rate.id, kind: it.kind, seconds: it.charge.billed,
            amount: it.charge.amount))
        summary.charged.add(it.charge.billed, it.charge.amount, terms.currency)
      case .unrated(let reason): summary.note(reason, call)
      }
    }
    rows.looked = looked
    return !rows.rows.isEmpty
  }
}
