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
      private(set) var sums: [(currency: String, amount: Int64)] = []
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
  /// Whether calls may be read and rated by a thread and a connection of their own while charges are
  /// stored: where nothing of the store waits for its commit.
  package var readsBeside = false
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

  private func rateNew(_ rater: Rater, _ charges: inout Charges, _ summary: inout Summary) throws {
    // What was just reversed is not committed, and only this connection sees it.
    let isBeside = readsBeside && !ratesAgain
    let reading = isBeside ? try StoreFile.openForReading(at: database.path) : database
    let new = try NewCharges(
      isBeside ? try Rater(reading) : rater, in: reading, from: from, to: to)
    func store(_ rows: ChargeRows) throws(Problem) {
      try Interrupt.check()
      try charges.add(rows)
      onProgress?(rows.looked)
    }
    if isBeside {
      try BatchPipeline.run(
        batches: 3, make: { ChargeRows() },
        produce: { (rows: inout ChargeRows) throws(Problem) -> Bool in try new.next(&rows) },
        consume: { (rows: inout ChargeRows) throws(Problem) in try store(rows) })
    } else {
      var rows = ChargeRows()
      while try new.next(&rows) { try store(rows) }
    }
    summary.charged = new.summary.charged
    summary.unrated = new.summary.unrated
    summary.missing = new.summary.missing
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
      let terms = try rater.accounts.terms(of: call.account)
      guard rater.began(call, of: terms, from: from, to: to) else { return }
      let first = RatedCall.columnCount
      let owner = row.integer(first + 1)
      if call.rule == nil, owner == call.account,
        case .charged(let charged) = try rater.rate(call, of: terms),
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
      changed.append((call, row.integer(first), try rater.accounts.terms(of: owner).currency))
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
