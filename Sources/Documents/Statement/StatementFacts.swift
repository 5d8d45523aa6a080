internal import Billing
internal import Diagnostics
package import Store

/// What an account owed when a period began, what happened, what it owes at its end. The closing is the
/// ledger's own.
package struct StatementFacts: Sendable {
  package let account: AccountFacts
  /// nil: from the beginning.
  package let from: String?
  package let to: String
  package let ledger: AccountLedger
  let open: [OpenInvoice]
  let numbers: FourNumbers

  package init(account: AccountFacts, from: String?, to: String, in store: Queries) throws {
    self.account = account
    self.from = from
    self.to = to
    ledger = try AccountLedger(account: account.row, from: from, to: to, in: store)
    open = try OpenInvoice.all(of: account.row, asOf: to, in: store)
    numbers = try FourNumbers(account: account.row, asOf: to, in: store)
    // Two routes to one number: a document that contradicts itself must not be printed.
    guard numbers.accountBalance == ledger.closing else {
      throw Problem(
        "statement-differs", .system,
        "The closing of the statement is not the account's balance: the store is damaged. "
          + "'carryover reconcile' shows where.", detail: account.id)
    }
  }

  /// The period of a bill: from the day after the bill before it.
  init(bill: InvoiceFacts, in store: Queries) throws {
    let last = try store.text(
      "SELECT add_days(max(date), 1) FROM invoice WHERE account = ? AND date < ?",
      [.integer(bill.account.row), .text(bill.date)])
    try self.init(account: bill.account, from: last, to: bill.asOf, in: store)
  }

  /// What is open, by days past due: not due, 1–30, 31–60, 61–90, over 90.
  var aging: [Int64] {
    var sums = [Int64](repeating: 0, count: 5)
    guard let end = CalendarDate(to) else { return sums }
    for invoice in open {
      let due = CalendarDate(invoice.due ?? invoice.date) ?? end
      let days = end - due
      sums[days <= 0 ? 0 : min(4, (days - 1) / 30 + 1)] += invoice.amount
    }
    return sums
  }
}
