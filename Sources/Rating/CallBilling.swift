package import Billing
internal import Bytes
package import Diagnostics
package import Store

/// Makes debits of rated calls: one for an account, the month of the calls, and their class. Allowances
/// are used up here, in the order of start and id. A call that came late, or was charged anew, goes to
/// the month that is billed now, on a debit that says which month it is from.
package struct CallBilling {
  package struct Summary: Sendable {
    package struct Line: Sendable {
      package var batch: Int64
      package var debits: Int
      package var calls: Int
      package var late: Int
      /// Minor units, by currency.
      package var amounts: [String: Int64]
    }

    package var period: String
    /// One for each source of accounts.
    package var lines: [Line] = []
  }

  private let database: Database
  private let version: String
  private let month: Month
  private var period: String { month.name }

  /// - Parameter period: a month, `2026-10`.
  /// - Throws: `bad-period`.
  package init(_ database: Database, period: String, version: String) throws(Problem) {
    month = try Month(period)
    self.database = database
    self.version = version
  }

  /// - Throws: `bad-date` where an invoice of that day can't have the debits of the month.
  package func check(invoices date: CalendarDate) throws(Problem) {
    if date < month.last { throw .invoiceBeforeDebits(date, month) }
  }

  package func run() throws -> Summary {
    var summary = Summary(period: period)
    try database.transaction {
      let accounts = try Accounts(database)
      let used = try usedAllowances()
      let sources = try database.rows("SELECT DISTINCT source FROM account ORDER BY source") {
        $0.integer(0)
      }
      for source in sources {
        if let line = try bill(source, accounts, used) { summary.lines.append(line) }
      }
    }
    if summary.lines.isEmpty { throw Problem.nothingToBill(period) }
    return summary
  }

  // MARK: Allowances

  private struct Pool: Hashable {
    var account: Int64
    var kind: CallClass
    var month: String
  }

  /// Free seconds that earlier debits gave.
  private func usedAllowances() throws -> [Pool: Int64] {
    var used: [Pool: Int64] = [:]
    try database.forEach(
      """
      SELECT call_charge.account, call_charge.class,
        substr(local_date(cdr.start, company.zone), 1, 7), sum(call_billing.free_seconds)
      FROM call_billing JOIN call_charge ON call_charge.id = call_billing.call_charge
      JOIN cdr ON cdr.id = call_charge.call
      JOIN account ON account.id = call_charge.account
      JOIN company ON company.id = account.company
      WHERE call_billing.free_seconds <> 0 GROUP BY 1, 2, 3
      """
    ) { row in
      guard let kind = CallClass(rawValue: row.text(1) ?? "") else { return }
      used[Pool(account: row.integer(0), kind: kind, month: row.text(2) ?? "")] = row.integer(3)
    }
    return used
  }

  // MARK: Billing

  private struct Owner {
    var id: Int64
    var number: String
    var terms: Accounts.Terms
  }

  private struct DebitKey: Hashable {
    var month: String
    var kind: CallClass
  }

  private struct Debit {
    var id: Int64
    var plan: Accounts.Plan?
    var calls = 0
    var seconds: Int64 = 0
    var free: Int64 = 0
    var amount: Int64 = 0
    var isCorrection = false
  }

  /// Charges that wait for a debit: those that hold, and reversals of charges that have one.
  private static let waiting = """
    SELECT \(RatedCall.columns), c.id, c.sequence, c.account, c.class, c.seconds, c.amount,
      undone.free_seconds, undone.amount
    FROM call_charge AS c JOIN cdr ON cdr.id = c.call
    JOIN account ON account.id = c.account
    LEFT JOIN call_charge AS before ON before.call = c.call AND before.sequence = c.sequence - 1
    LEFT JOIN call_billing AS undone ON undone.call_charge = before.id AND c.sequence % 2 = 0
    WHERE account.source = ?
      AND NOT EXISTS (SELECT 1 FROM call_billing WHERE call_billing.call_charge = c.id)
      AND CASE c.sequence % 2 WHEN 0 THEN undone.call_charge IS NOT NULL
        ELSE NOT EXISTS (SELECT 1 FROM call_charge AS r
          WHERE r.call = c.call AND r.sequence = c.sequence + 1) END
    ORDER BY c.account, cdr.start, cdr.id, c.sequence
    """

  private func bill(
    _ source: Int64, _ accounts: Accounts, _ earlier: [Pool: Int64]
  ) throws -> Summary.Line? {
    var batch = try MadeBatch(
      database, verb: "bill", source: source, about: "calls of \(period)", version: version)
    var line = Summary.Line(batch: batch.id, debits: 0, calls: 0, late: 0, amounts: [:])
    let firstBilling = (try database.integer("SELECT max(id) FROM call_billing") ?? 0) + 1
    let firstDebit = (try database.integer("SELECT max(id) FROM debit") ?? 0) + 1
    var nextDebit = firstDebit
    var billings: Int64 = 0
    let insert = try database.prepare(
      """
      INSERT INTO call_billing (line, call_charge, debit, free_seconds, amount) VALUES (?, ?, ?, ?, ?)
      """)
    var used = earlier
    var owner: Owner?
    var debits: [DebitKey: Debit] = [:]
    var taxes = try CallTaxes(database)

    func close() throws {
      guard let account = owner else { return }
      var written: [CallTaxes.Debit] = []
      for (key, debit) in debits.sorted(by: { $0.value.id < $1.value.id }) {
        let one = try write(debit, key, account, source: source)
        batch.note(debit.id, account.id, one.amount)
        line.amounts[account.terms.currency, default: 0] += one.amount
        line.debits += 1
        written.append(one)
      }
      try taxes.add(written, account: account.id, source: source)
      debits = [:]
    }

    let rows = try database.prepare(Self.waiting)
    rows.bind([.integer(source)])
    let first = RatedCall.columnCount
    let sources = try CallSources(database)
    while try rows.step() {
      let call = RatedCall(rows, sources)
      let account = rows.integer(first + 2)
      if owner?.id != account {
        try Interrupt.check()
        try close()
        owner = Owner(
          id: account,
          number: try database.text(
            "SELECT external_id FROM account WHERE id = ?", [.integer(account)]) ?? "",
          terms: try accounts.terms(of: account))
      }
      guard let owner, let kind = CallClass(rawValue: rows.text(first + 3) ?? "") else { continue }
      let day = owner.terms.zone.localDay(of: Instant(milliseconds: call.start))
      if day > self.month.last { continue }
      let month = String(day.description.prefix(7))
      let plan = owner.terms.plan(on: day.dayNumber)
      let key = DebitKey(month: month, kind: kind)
      let isReversal = rows.integer(first + 1) % 2 == 0
      let seconds = rows.integer(first + 4)
      let pool = Pool(account: account, kind: kind, month: month)
      var free: Int64 = 0
      var amount = rows.integer(first + 5)
      if isReversal {
        (free, amount) = (-rows.integer(first + 6), -rows.integer(first + 7))
      } else if let allowance = plan?.allowances[kind] {
        free = allowance.map { max(0, min(seconds, $0 - used[pool, default: 0])) } ?? seconds
        amount = CallTariff.remainder(of: amount, seconds: seconds, free: free)
      }
      used[pool, default: 0] += free
      var debit = debits[key] ?? Debit(id: nextDebit, plan: plan)
      if debits[key] == nil { nextDebit += 1 }
      debit.calls += isReversal ? -1 : 1
      debit.seconds += seconds
      debit.free += free
      debit.amount += amount
      if isReversal { debit.isCorrection = true }
      debits[key] = debit
      insert.bind([
        .integer(call.line), .integer(rows.integer(first)), .integer(debit.id), .integer(free),
        .integer(amount),
      ])
      _ = try insert.step()
      batch.note(rows.integer(first), free, amount)
      billings += 1
      if !isReversal { line.calls += 1 }
      if month < period { line.late += 1 }
    }
    try close()
    if billings == 0 { return nil }
    try batch.keep(
      spans: [
        ("call_billing", firstBilling, firstBilling + billings - 1),
        ("debit", firstDebit, nextDebit - 1), taxes.span,
      ])
    return line
  }

  private func write(
    _ debit: Debit, _ key: DebitKey, _ account: Owner, source: Int64
  ) throws -> CallTaxes.Debit {
    let digits = Currency.digits(account.terms.currency) ?? 2
    let unit = Int128(ScaledDecimal.power(8 - digits))
    let amount = Int64(Rounding.halfAwayFromZero(Int128(debit.amount), dividedBy: unit))
    let stem = "calls-\(key.month)-\(key.kind.rawValue)-\(account.number)"
    var number = 1
    func externalID() -> String { number == 1 ? stem : "\(stem)-\(number)" }
    while try database.integer(
      "SELECT 1 FROM debit WHERE source = ? AND external_id = ?",
      [.integer(source), .text(externalID())]) != nil
    {
      number += 1
    }
    // Nothing is dated into closed books: it goes to the first open day.
    let open = try database.text(
      """
      SELECT open_from FROM account JOIN closed_through ON closed_through.company = account.company
      WHERE account.id = ?
      """, [.integer(account.id)])
    let date = max(month.last, open.flatMap { CalendarDate($0) } ?? month.last)
    let paid = try Month(key.month)
    try database.run(
      """
      INSERT INTO debit (id, source, line, external_id, account, company, account_type, at, date,
        type, service, description, quantity, amount, pays_from, pays_to, gl_code)
      SELECT ?1, ?2, 0, ?3, account.id, account.company, account.type, ?4, ?5, 'voice', ?6, ?7, ?8,
        ?9, ?10, ?11, (SELECT gl_code FROM service WHERE service.id = ?6)
      FROM account WHERE account.id = ?12
      """,
      [
        .integer(debit.id), .integer(source), .text(externalID()),
        .integer(account.terms.zone.startOfDay(date).milliseconds), .text(date.description),
        .optional(debit.plan?.service), .text(description(of: debit, key)),
        .integer(Int64(debit.calls) * 1_000_000), .integer(amount), .text(paid.from),
        .text(paid.to), .integer(account.id),
      ])
    return CallTaxes.Debit(
      id: debit.id, externalID: externalID(), amount: amount,
      isTaxable: debit.plan?.isTaxed ?? true)
  }

  private func description(of debit: Debit, _ key: DebitKey) -> String {
    func clock(_ seconds: Int64) -> String {
      func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let whole = seconds.magnitude
      return (seconds < 0 ? "-" : "") + "\(whole / 3600):" + two(Int64(whole / 60 % 60)) + ":"
        + two(Int64(whole % 60))
    }
    var text = "Calls \(key.month), \(key.kind.rawValue): \(debit.calls), \(clock(debit.seconds))"
    if debit.free != 0 { text += ", included \(clock(debit.free))" }
    if key.month < period { text += ", late from \(key.month)" }
    if debit.isCorrection { text += ", corrected" }
    return text
  }
}
