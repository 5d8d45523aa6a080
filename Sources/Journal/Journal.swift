package import Billing
internal import Diagnostics
internal import Reporting
package import Store

/// What a company's month (or each of its days) posts to its general ledger, with the accounts of its
/// accounting software: the report `journal`, mapped.
package struct Journal: Sendable {
  package struct Line: Sendable, Equatable {
    package var movement: String
    package var account: String
    /// Whether it is the side that faces the customers.
    package var isReceivable: Bool
    /// What is posted, in words without commas.
    package var text: String
    /// One of them is 0.
    package var debit: Int64
    package var credit: Int64
  }

  package struct Entry: Sendable {
    /// Fixed for company and period: `PN-2026-10`, or `PN-2026-10-05` of a day.
    package var number: String
    package var date: CalendarDate
    package var lines: [Line] = []
    package var debits: Int64 { lines.reduce(0) { $0 + $1.debit } }
    package var credits: Int64 { lines.reduce(0) { $0 + $1.credit } }
  }

  package let company: JournalCompany
  package let month: Month
  package private(set) var entries: [Entry] = []
  /// What could not be mapped: nothing may be written while there is any.
  package private(set) var gaps: [JournalGap] = []
  /// Whether something went to the account for what nobody mapped.
  package private(set) var usesUnmapped = false

  package var debits: Int64 { entries.reduce(0) { $0 + $1.debits } }
  package var credits: Int64 { entries.reduce(0) { $0 + $1.credits } }
  package var lineCount: Int { entries.reduce(0) { $0 + $1.lines.count } }
  /// What the receivables go up by.
  package var receivables: Int64 {
    entries.flatMap(\.lines).filter(\.isReceivable).reduce(0) { $0 + $1.debit - $1.credit }
  }

  /// - Parameters:
  ///   - receivables: the account that faces the customers; nil for the mapping's own.
  ///   - open: a connection for the report.
  package init(
    of company: JournalCompany, _ month: Month, byDay: Bool, mapping: JournalMapping,
    receivables: String? = nil, includesLegacy: Bool = false, open: () throws -> Database
  ) throws {
    self.company = company
    self.month = month
    let report = try ReportCatalogue().report("journal")
    let run = try ReportRun(
      report, database: try open(),
      arguments: [
        "from": month.from, "to": month.to, "company": company.code,
        "by": byDay ? "day" : "period", "include_legacy": includesLegacy ? "1" : "0",
      ])
    let names = report.columns.map(\.name)
    while let row = try run.next() {
      func text(_ name: String) -> String? {
        guard let index = names.firstIndex(of: name), case .text(let text) = row.cells[index]
        else { return nil }
        return text
      }
      func amount(_ name: String) -> Int64 {
        guard let index = names.firstIndex(of: name), case .integer(let number) = row.cells[index]
        else { return 0 }
        return number
      }
      let posting = JournalMapping.Posting(
        movement: text("movement") ?? "", purpose: text("purpose") ?? "", code: text("code"),
        type: text("type"), jurisdiction: text("jurisdiction"), method: text("method"))
      let place = try account(of: posting, mapping, receivables, amount("debit") + amount("credit"))
      guard let date = text("date").flatMap({ CalendarDate($0) }) else { continue }
      let number = "\(company.code)-" + (byDay ? date.description : month.name)
      if entries.last?.number != number { entries.append(Entry(number: number, date: date)) }
      entries[entries.count - 1].add(
        Line(
          movement: posting.movement, account: place,
          isReceivable: posting.purpose == "receivables", text: posting.text,
          debit: amount("debit"), credit: amount("credit")))
    }
  }

  private mutating func account(
    of posting: JournalMapping.Posting, _ mapping: JournalMapping, _ receivables: String?,
    _ amount: Int64
  ) throws(Problem) -> String {
    if posting.purpose == "receivables" { return receivables ?? mapping.receivables }
    switch mapping.account(of: posting) {
    case .account(let account): return account
    case .gap(let gap):
      if posting.purpose == "revenue", let unmapped = mapping.unmapped {
        usesUnmapped = true
        return unmapped
      }
      if let index = gaps.firstIndex(where: { $0.reason == gap }) {
        gaps[index].amount += amount
      } else {
        gaps.append(JournalGap(reason: gap, amount: amount))
      }
      return ""
    }
  }
}

extension Journal.Entry {
  /// Adds a line to one of the same movement, account and side, if there is one.
  mutating func add(_ line: Journal.Line) {
    let same = lines.firstIndex {
      $0.movement == line.movement && $0.account == line.account
        && $0.isReceivable == line.isReceivable && ($0.debit > 0) == (line.debit > 0)
        && $0.text == line.text
    }
    if let same {
      lines[same].debit += line.debit
      lines[same].credit += line.credit
    } else {
      lines.append(line)
    }
  }
}

/// What has no account in the mapping.
package struct JournalGap: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// Lines of that type without a general-ledger code.
    case noCode(type: String?, movement: String)
    /// A code that the mapping's `accounts` don't have.
    case code(String)
    case tax(String?)
    case bank(String?)
    case badDebt
  }

  package var reason: Reason
  package var amount: Int64
}

/// Whose journal it is.
package struct JournalCompany: Sendable {
  package var id: Int64
  package var code: String
  package var name: String
  package var currency: String
  package var country: String?
  package var digits: Int { Currency.digits(currency) ?? 2 }

  /// - Parameter code: nil where there is only one company.
  /// - Throws: `unknown-company`, `which-company`.
  package init(_ code: String?, in database: Database) throws {
    let all = try database.rows(
      "SELECT id, code, name, currency, country FROM company ORDER BY code"
    ) {
      (
        $0.integer(0), $0.text(1) ?? "", $0.text(2) ?? "", $0.text(3) ?? "", $0.text(4)
      )
    }
    guard let code else {
      guard all.count == 1, let one = all.first else {
        throw Problem.whichCompany(all.map(\.1))
      }
      (id, self.code, name, currency, country) = one
      return
    }
    guard let one = all.first(where: { $0.1 == code }) else {
      throw Problem.unknown("company", code, among: all.map(\.1))
    }
    (id, self.code, name, currency, country) = one
  }
}
