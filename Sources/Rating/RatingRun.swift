internal import Billing
internal import Bytes
internal import Diagnostics
package import Store

/// Charges the calls that belong to somebody and have no charge yet, as one batch. Calls that were
/// charged are looked at again only if that is asked for: a charge that would be another today is
/// reversed and made anew, never changed.
package struct RatingRun {
  package struct Summary: Sendable {
    package struct Line: Sendable {
      package var name: String
      package var calls = 0
      package var seconds: Int64 = 0
      /// 10⁻⁸; there are few currencies.
      fileprivate var sums: [(currency: String, amount: Int64)] = []
      /// 10⁻⁸, by currency.
      package var amounts: [String: Int64] {
        Dictionary(uniqueKeysWithValues: sums.map { ($0.currency, $0.amount) })
      }

      init(name: String) { self.name = name }
    }

    /// Nil where nothing was charged.
    package var batch: Int64?
    package var charged = Line(name: "rated")
    package var reversed = Line(name: "reversed")
    package var unrated: [UnratedReason: Line] = [:]
    /// Called numbers for which a deck has no rate: the first few.
    package var missing: [Int64] = []
    /// Calls with a charge that stays as it is, since its invoice is frozen or its books are closed.
    package var frozen = 0
  }

  private static let shown = 10

  private let database: Database
  private let version: String
  /// Whether calls that have a charge are rated again.
  package var ratesAgain = false
  /// Only calls that began on these days, of the company's calendar; nil for all.
  package var from: String?
  package var to: String?
  package var onProgress: ((_ calls: Int) -> Void)?

  package init(_ database: Database, version: String) {
    self.database = database
    self.version = version
  }

  package func run() throws -> Summary {
    var summary = Summary()
    try database.transaction {
      var charges = try Charges(database, version: version)
      let rater = try Rater(database)
      if ratesAgain { try rateAgain(rater, &charges, &summary) }
      try rateNew(rater, &charges, &summary)
      summary.batch = try charges.keep()
    }
    return summary
  }

  /// The days, as far as an instant can tell: a zone is never a day from UTC, the rest is looked at
  /// call by call.
  private func isWanted(_ call: RatedCall, _ rater: Rater, _ account: Accounts.Account) -> Bool {
    if from == nil, to == nil { return true }
    let day = CalendarDate(dayNumber: rater.day(of: call, account)).description
    return (from ?? day) <= day && day <= (to ?? day)
  }

  private func rateNew(_ rater: Rater, _ charges: inout Charges, _ summary: inout Summary) throws {
    // What its carrier took back is charged no more. There is mostly nothing such.
    let notReversed =
      try database.integer("SELECT 1 FROM call_reversal LIMIT 1") == nil
      ? "" : " AND cdr.id NOT IN (SELECT call_reversal.call FROM call_reversal)"
    let query = try database.prepare(
      """
      SELECT \(RatedCall.columns) FROM cdr
      WHERE cdr.account IS NOT NULL AND cdr.id <= ?\(notReversed)
      ORDER BY cdr.id
      """)
    query.bind([.integer(try database.integer("SELECT max(id) FROM cdr") ?? 0)])
    var sequences = try ChargeSequences(database)
    var count = 0
    while try query.step() {
      count += 1
      if count % 10_000 == 0 {
        try Interrupt.check()
        onProgress?(count)
      }
      let sequence = try sequences.last(of: query.integer(0))
      if sequence % 2 == 1 { continue }
      let call = RatedCall(query, rater.sources)
      if call.rule != nil { continue }
      let account = try rater.accounts.account(call.account)
      guard isWanted(call, rater, account) else { continue }
      switch try rater.rate(call, of: account) {
      case .charged(let charged):
        try charges.add(call, charged, sequence: sequence + 1)
        summary.charged.add(charged.charge.billed, charged.charge.amount, account.currency)
      case .unrated(let reason): summary.note(reason, call)
      }
    }
  }

  /// Charges that would be others now.
  private func rateAgain(
    _ rater: Rater, _ charges: inout Charges, _ summary: inout Summary
  ) throws {
    var changed: [(call: RatedCall, charge: Int64, currency: String)] = []
    try database.forEach(
      """
      SELECT \(RatedCall.columns), live.charge, live.account, live.rate, live.seconds, live.amount,
        live.class,
        (SELECT 1 FROM call_billing
          JOIN debit ON debit.id = call_billing.debit
          LEFT JOIN invoice ON invoice.id = debit.invoice
          LEFT JOIN closed_through ON closed_through.company = debit.company
          WHERE call_billing.call_charge = live.charge
            AND (invoice.frozen IS NOT NULL OR debit.date <= closed_through.last))
      FROM call_charged AS live JOIN cdr ON cdr.id = live.call
      ORDER BY cdr.id
      """
    ) { row in
      let call = RatedCall(row, rater.sources)
      let account = try rater.accounts.account(call.account)
      guard isWanted(call, rater, account) else { return }
      let first = RatedCall.columnCount
      let owner = row.integer(first + 1)
      if call.rule == nil, owner == call.account,
        case .charged(let charged) = try rater.rate(call, of: account),
        charged.rate.id == row.integer(first + 2),
        charged.charge.billed == row.integer(first + 3),
        charged.charge.amount == row.integer(first + 4),
        charged.kind.rawValue == row.text(first + 5)
      {
        return
      }
      if !row.isNull(first + 6) {
        summary.frozen += 1
        return
      }
      changed.append((call, row.integer(first), try rater.accounts.account(owner).currency))
    }
    for one in changed {
      let (seconds, amount) = try charges.reverse(one.charge)
      summary.reversed.add(seconds, amount, one.currency)
    }
  }
}

extension RatingRun.Summary {
  mutating func note(_ reason: UnratedReason, _ call: RatedCall) {
    unrated[reason, default: Line(name: reason.rawValue)].add(
      (call.milliseconds + 999) / 1000, 0, "")
    if reason == .noRate, let number = call.number, missing.count < 10,
      !missing.contains(number)
    {
      missing.append(number)
    }
  }
}

extension RatingRun.Summary.Line {
  mutating func add(_ seconds: Int64, _ amount: Int64, _ currency: String) {
    calls += 1
    self.seconds += seconds
    if currency.isEmpty { return }
    for index in sums.indices where sums[index].currency == currency {
      sums[index].amount += amount
      return
    }
    sums.append((currency, amount))
  }
}
