internal import Billing
internal import Diagnostics

/// Sums of amounts by currency: those of different currencies are never added.
struct Totals: Sendable {
  private var amounts: [(currency: String, amount: Int64)] = []

  mutating func add(_ amount: Int64, _ currency: String) {
    if let index = amounts.firstIndex(where: { $0.currency == currency }) {
      amounts[index].amount += amount
    } else {
      amounts.append((currency, amount))
      amounts.sort { $0.currency < $1.currency }
    }
  }

  /// `1234.56 CAD, 7.00 EUR`; nil where there is nothing.
  var text: String? {
    if amounts.isEmpty { return nil }
    return amounts.map { currency, amount in
      ScaledDecimal.print(amount, scale: Currency.digits(currency) ?? 2) + " " + currency
    }.joined(separator: ", ")
  }
}
