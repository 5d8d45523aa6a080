internal import Billing
internal import Store

/// How the accounts' balances compare with those that their sources state: what a migration is judged
/// by.
package struct StatedBalances: Sendable {
  static let equation = "06-stated-balances"

  /// Accounts with a stated balance.
  package private(set) var accounts = 0
  package private(set) var exceptions: [Equation.Exception] = []
  /// Accounts whose difference is exactly one of their payments.
  package private(set) var byOnePayment = 0
  /// Whether every balance is the stated one with the other sign.
  package private(set) var isReversed = false
  /// By currency: amounts of different currencies are never added.
  package private(set) var differences: [(currency: String, amount: Int64)] = []

  init(_ equation: Equation?, in database: Database, asOf: String) throws {
    accounts = Int(
      try database.integer(
        """
        SELECT count(DISTINCT account) FROM stated
        WHERE invoice IS NULL AND measure <> 'invoice total' AND as_of <= ?
        """, [.text(asOf)]) ?? 0)
    guard let equation else { return }
    exceptions = equation.exceptions
    var sums: [String: Int64] = [:]
    for segment in equation.whole { sums[segment.currency ?? "", default: 0] += 0 }
    for exception in exceptions {
      sums[exception.currency ?? "", default: 0] += abs(exception.difference)
      let payment = try database.integer(
        """
        SELECT 1 FROM payment JOIN account ON account.id = payment.account
        WHERE account.external_id = ? AND payment.amount = ? LIMIT 1
        """, [.text(exception.account), .integer(abs(exception.difference))])
      if payment != nil { byOnePayment += 1 }
    }
    differences = sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    isReversed = !exceptions.isEmpty && exceptions.allSatisfy { $0.left == -$0.right }
  }

  /// `5 of 412 accounts differ, Σ|difference| 131.20; 4 of them by exactly one payment`.
  package var line: String {
    let sums = differences.map { currency, amount in
      let text = MoneyFormat(locale: "en").text(amount, digits: Currency.digits(currency) ?? 2)
      return differences.count > 1 ? "\(currency) \(text)" : text
    }
    let sum = "Σ|difference| " + (sums.isEmpty ? "0.00" : sums.joined(separator: ", "))
    if accounts == 0 { return "No source states balances of its accounts: nothing to compare" }
    if exceptions.isEmpty { return "\(accounts) of \(accounts) accounts agree, \(sum)" }
    let verb = exceptions.count == 1 ? "differs" : "differ"
    var text = "\(exceptions.count) of \(accounts) accounts \(verb), \(sum)"
    if byOnePayment > 0 { text += "; \(byOnePayment) of them by exactly one payment" }
    return text
  }

  /// What the differences have in common, and what to do about it; nil where nothing is seen.
  package var advice: String? {
    guard isReversed else { return nil }
    return "Every difference is exactly twice the balance: the sign of the stated balances is "
      + "reversed. Declare it: stated: { sign: \"credit\" } in the manifest, or the column "
      + "stated_sign of the source."
  }
}
