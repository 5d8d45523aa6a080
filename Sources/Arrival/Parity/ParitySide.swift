internal import Billing

/// What one side says: accounts by the names that the target has for them.
struct ParitySide {
  /// A service of an account: how often it is there, how many, and at which prices.
  struct Holding: Equatable {
    var rows = 0
    /// In millionths.
    var quantity: Int64 = 0
    var prices: [Int64?] = []
  }

  /// A thing of an account.
  struct Thing: Hashable {
    var account: String
    var item: String
  }

  /// With the id that people know: on our side that of the source.
  var accounts: [String: String] = [:]
  var balances: [String: Int64] = [:]
  var services: [Thing: Holding] = [:]
  /// Remaining due by account and number; where the target keeps no numbers, by account and place in the
  /// order of amounts.
  var invoices: [Thing: Int64] = [:]
  var nextBillDates: [String: String] = [:]
  /// Of our accounts.
  var currencies: [String: String] = [:]
  /// What the files say something about.
  var aspects: Set<ParityAspect> = []
  var hasPrices = true
  var hasQuantities = true
  /// Things that the other system has twice.
  var doubled: [(aspect: ParityAspect, account: String, item: String, text: String)] = []

  /// Numbers the open invoices of an account by their amounts, where nothing else names them.
  mutating func numberInvoices(_ amounts: [String: [Int64]]) {
    for (account, open) in amounts {
      for (index, amount) in open.sorted().enumerated() {
        invoices[Thing(account: account, item: "open invoice \(index + 1)")] = amount
      }
    }
  }
}
