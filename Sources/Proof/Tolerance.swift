internal import Billing

/// By how much the balances of accounts may differ from those that the sources state, and a migration
/// still be accepted. Everything else must tie.
package struct Tolerance: Sendable, Equatable {
  package var accounts: Int
  /// The sum of the absolute differences, in units of the currency: `131.20`.
  package var amount: String

  package init(accounts: Int = 0, amount: String = "0.00") {
    self.accounts = accounts
    self.amount = amount
  }

  func allows(_ stated: StatedBalances) -> Bool {
    stated.exceptions.count <= accounts
      && stated.differences.allSatisfy { currency, sum in
        let digits = Currency.digits(currency) ?? 2
        guard let limit = try? ScaledDecimal.parse(Array(amount.utf8)[...], scale: digits) else {
          return false
        }
        return sum <= limit
      }
  }
}

extension Reconciliation {
  /// Whether nothing fails, but for balances that differ by no more than they may.
  package func isAccepted(within tolerance: Tolerance = Tolerance()) -> Bool {
    equations.allSatisfy { equation in
      equation.verdict != .fail
        || equation.name == StatedBalances.equation && tolerance.allows(stated)
    }
  }
}
