package import Billing
internal import Bytes
package import Diagnostics
package import Store

/// Puts the debits of calls that no invoice has yet on invoices: one for an account, numbered in a series
/// of our own. A child's invoice is the child's, and names its parent's of the same day (rules, 3). What
/// comes to nothing, or to a credit, waits for the next invoice.
package struct CallInvoices {
  package struct Summary: Sendable {
    package struct Line: Sendable {
      package var batch: Int64
      package var first: String
      package var last: String
      package var invoices = 0
      package var debits = 0
      /// Minor units, taxes included, by currency.
      package var amounts: [String: Int64] = [:]
    }

    package var date: String
    /// One for each source of accounts.
    package var lines: [Line] = []
    /// Accounts whose debits come to nothing, or to a credit.
    package var waiting = 0
  }

  /// What an account's debits come to.
  private struct Invoice {
    var source: Int64
    var account: Int64
    var company: Int64
    var companyCode: String
    var currency: String
    var zone: String
    var dueDays: Int64?
    var debits: [Int64] = []
    var amount: Int64 = 0
    var from: String
    var to: String
    var number = ""
  }

  private let database: Database
  private let version: String
  package let date: CalendarDate
  private let due: CalendarDate?
  private let series: String

  /// - Parameters:
  ///   - due: nil for as many days after the date as the account has.
  ///   - series: what the numbers begin with; `{company}` stands for the company's code.
  /// - Throws: `bad-date`, `bad-series`.
  package init(
    _ database: Database, date: CalendarDate, due: CalendarDate?, series: String?, version: String
  ) throws(Problem) {
    if let due, due < date { throw .dueBefore(due, date) }
    let series = series ?? "{company}-C"
    let last = series.utf8.last ?? 48
    if series.isEmpty || last &- 48 < 10 || series.utf8.count > 40
      || series.utf8.contains(where: { $0 <= 32 || $0 == 127 })
    {
      throw .badSeries(series)
    }
    self.database = database
    self.date = date
    self.due = due
    self.series = series
    self.version = version
  }

  package func run() throws -> Summary {
    var summary = Summary(date: date.description)
    try database.transaction {
      let all = try waiting()
      var invoices = all.filter { $0.amount > 0 }
      summary.waiting = all.count - invoices.count
      try number(&invoices)
      for source in Set(invoices.map(\.source)).sorted() {
        summary.lines.append(
          try write(invoices.filter { $0.source == source }, among: invoices, source))
      }
    }
    if summary.lines.isEmpty { throw Problem.nothingToInvoice(date, waiting: summary.waiting) }
    return summary
  }

  /// The debits of calls up to the day that have no invoice and were not taken back, account by account.
  private func waiting() throws -> [Invoice] {
    var invoices: [Invoice] = []
    try database.forEach(
      """
      SELECT debit.source, debit.account, company.id, company.code, company.currency, company.zone,
        account.due_days, debit.id,
        debit.amount + ifnull((SELECT sum(amount) FROM tax_line WHERE tax_line.debit = debit.id), 0),
        ifnull(debit.pays_from, debit.date), ifnull(debit.pays_to, debit.date)
      FROM debit
      JOIN account ON account.id = debit.account
      JOIN company ON company.id = debit.company
      WHERE debit.invoice IS NULL AND debit.date <= ?
        AND EXISTS (SELECT 1 FROM call_billing WHERE call_billing.debit = debit.id)
        AND NOT EXISTS (SELECT 1 FROM discount WHERE discount.debit = debit.id)
      ORDER BY company.code, account.external_id, debit.source, company.id, debit.id
      """, [.text(date.description)]
    ) { row in
      let (account, company) = (row.integer(1), row.integer(2))
      let (from, to) = (row.text(9) ?? "", row.text(10) ?? "")
      if invoices.last?.account != account || invoices.last?.company != company {
        invoices.append(
          Invoice(
            source: row.integer(0), account: account, company: company,
            companyCode: row.text(3) ?? "", currency: row.text(4) ?? "", zone: row.text(5) ?? "UTC",
            dueDays: row.optionalInteger(6), from: from, to: to))
      }
      let last = invoices.count - 1
      invoices[last].debits.append(row.integer(7))
      invoices[last].amount += row.integer(8)
      invoices[last].from = min(invoices[last].from, from)
      invoices[last].to = max(invoices[last].to, to)
    }
    return invoices
  }

  // MARK: Numbers

  /// Gives each its number: one more than the last of its series.
  ///
  /// - Throws: `closed-period`; `bad-series` where two companies would share it; `series-taken` where the
  ///   accounts' own system has numbers in it.
  private func number(_ invoices: inout [Invoice]) throws {
    let companies = Dictionary(invoices.map { ($0.company, $0.companyCode) }) { first, _ in first }
    if companies.count > 1, !series.contains("{company}") { throw Problem.sharedSeries(series) }
    for (company, code) in companies.sorted(by: { $0.value < $1.value }) {
      if let last = try database.text(
        "SELECT last FROM closed_through WHERE company = ?", [.integer(company)]),
        date.description <= last
      {
        throw Problem.invoiceInClosedBooks(date, company: code, last: last)
      }
      let prefix = series.replacing("{company}", with: code)
      var next = try last(of: prefix) + 1
      for index in invoices.indices where invoices[index].company == company {
        let digits = String(next)
        invoices[index].number =
          prefix + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
        next += 1
      }
    }
  }

  private func last(of prefix: String) throws -> Int64 {
    let length = Int64(prefix.unicodeScalars.count)
    var last: Int64 = 0
    try database.forEach(
      """
      SELECT invoice.number, CAST(substr(invoice.number, ?1 + 1) AS INTEGER), EXISTS (
        SELECT 1 FROM batch_span JOIN batch ON batch.id = batch_span.batch
        WHERE batch_span.kind = 'invoice' AND batch.verb = 'invoice'
          AND invoice.id BETWEEN batch_span.first_id AND batch_span.last_id)
      FROM invoice
      WHERE invoice.number >= ?2 AND substr(invoice.number, 1, ?1) = ?2
        AND length(invoice.number) > ?1 AND substr(invoice.number, ?1 + 1) NOT GLOB '*[^0-9]*'
      ORDER BY invoice.number
      """, [.integer(length), .text(prefix)]
    ) { row in
      if row.integer(2) == 0 { throw Problem.seriesTaken(prefix, by: row.text(0) ?? "") }
      last = max(last, row.integer(1))
    }
    return last
  }

  // MARK: Writing

  private func write(_ own: [Invoice], among all: [Invoice], _ source: Int64) throws -> Summary.Line
  {
    let numbers = Dictionary(all.map { ($0.account, ($0.number, $0.company)) }) { first, _ in first
    }
    var batch = try MadeBatch(
      database, verb: "invoice", source: source, about: "invoices of calls, \(date)",
      version: version)
    var line = Summary.Line(
      batch: batch.id, first: own.first?.number ?? "", last: own.last?.number ?? "")
    let first = (try database.integer("SELECT max(id) FROM invoice") ?? 0) + 1
    let insert = try database.prepare(
      """
      INSERT INTO invoice (id, source, line, number, account, company, account_type, at, date, due,
        coverage_from, coverage_to, recurring, total, parent_invoice)
      SELECT ?1, ?2, 0, ?3, id, ?4, type, ?5, ?6, ?7, ?8, ?9, 1, ?10, ?11 FROM account WHERE id = ?12
      """)
    let place = try database.prepare("UPDATE debit SET invoice = ? WHERE id = ?")
    let parent = try database.prepare(
      """
      SELECT parent FROM account_link
      WHERE account = ?1 AND ifnull(since, '') <= ?2 AND ifnull(until, '9999-12-31') >= ?2
      """)
    var id = first
    var owners: Int64 = 0
    for invoice in own {
      try Interrupt.check()
      parent.bind([.integer(invoice.account), .text(date.description)])
      defer { parent.reset() }
      var shownOn: String?
      if try parent.step(), let (number, company) = numbers[parent.integer(0)],
        company == invoice.company
      {
        shownOn = number
      }
      let zone = try ZoneDatabase.rules(for: invoice.zone)
      let due = due ?? invoice.dueDays.map { date + Int($0) }
      insert.bind([
        .integer(id), .integer(source), .text(invoice.number), .integer(invoice.company),
        .integer(zone.startOfDay(date).milliseconds), .text(date.description),
        .optional(due?.description), .text(invoice.from), .text(invoice.to),
        .integer(invoice.amount), .optional(shownOn), .integer(invoice.account),
      ])
      _ = try insert.step()
      for debit in invoice.debits {
        try batch.keepImage(of: debit, "debit")
        place.bind([.integer(id), .integer(debit)])
        _ = try place.step()
        batch.note(id, debit)
        owners += id
      }
      batch.note(id, invoice.account, invoice.amount)
      line.invoices += 1
      line.debits += invoice.debits.count
      line.amounts[invoice.currency, default: 0] += invoice.amount
      id += 1
    }
    // What batches say of debits stays what the table holds: these have an invoice now.
    try batch.keep(
      spans: [("invoice", first, id - 1)], updated: [("debit", line.debits)],
      counts: [BatchCount(name: "total: debit.invoice", counted: owners)])
    return line
  }
}
