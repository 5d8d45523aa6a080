/// The books of a migration as they must be once payments are applied: to the invoice that they name,
/// what is left to the oldest due of the account. Plain sums of cents.
struct MigrationTruth {
  private(set) var books = GeneratedBooks()
  private let scenario: MigrationScenario

  init(_ scenario: MigrationScenario) {
    self.scenario = scenario
    for client in scenario.clients { enter(client.number) }
  }

  var tables: [ExpectedTable] {
    let days = MigrationScenario.days
    let money = ExpectedMoney(
      books: books, companies: [MigrationScenario.company], currencies: ["CAD"],
      accounts: scenario.clients.map { ($0.id, 0) }, day: days.text)
    let months = (0..<scenario.months).map {
      money.rollForward(
        from: days.number(month: $0, day: 1), to: days.number(month: $0, day: 31))
    }
    return months + [money.aging(asOf: scenario.cutOver), money.balances(asOf: scenario.cutOver)]
  }

  /// What each client owes at the cut-over, by id; none is left out.
  var closing: [(client: MigrationScenario.Client, balance: Int)] {
    let balances = Dictionary(
      uniqueKeysWithValues: books.balances(asOf: scenario.cutOver).map { ($0.account, $0.balance) })
    return scenario.clients.map { ($0, balances[$0.number] ?? 0) }
  }

  private mutating func enter(_ client: Int) {
    let bills = scenario.bills.filter {
      $0.client == client && $0.status != "Cancelled" && $0.status != "Draft"
    }
    var open: [(bill: MigrationScenario.Bill, item: Int, rest: Int)] = []
    for bill in bills {
      books.enter(client, 0, bill.day, "charge", bill.subtotal)
      books.enter(client, 0, bill.day, "tax", bill.gst + bill.pst)
      books.items.append(
        .init(account: client, company: 0, due: bill.due, changes: [(bill.day, bill.total)]))
      open.append((bill, books.items.count - 1, bill.total))
    }
    let receipts = scenario.receipts.filter { $0.client == client }
    var rests: [(receipt: MigrationScenario.Receipt, rest: Int)] = []
    for receipt in receipts where !receipt.isOut {
      books.enter(client, 0, receipt.day, "payment", -receipt.amount)
      books.credit(client, 0, receipt.day, receipt.amount)
      let out = receipts.filter { $0.refunded == receipt.id }.map(\.amount).reduce(0, +)
      var rest = receipt.amount - out
      if let place = open.firstIndex(where: { $0.bill.id == receipt.bill }) {
        rest -= apply(receipt, rest, to: &open[place], client)
      }
      rests.append((receipt, rest))
    }
    for receipt in receipts where receipt.isOut {
      books.enter(client, 0, receipt.day, "refund", receipt.amount)
      books.credit(client, 0, receipt.day, -receipt.amount)
    }
    let order = open.indices.sorted { open[$0].bill.due < open[$1].bill.due }
    for (receipt, rest) in rests.sorted(by: { $0.receipt.day < $1.receipt.day }) {
      var rest = rest
      for place in order where rest > 0 {
        rest -= apply(receipt, rest, to: &open[place], client)
      }
    }
  }

  /// Puts as much of a receipt as fits onto an invoice; how much that was.
  private mutating func apply(
    _ receipt: MigrationScenario.Receipt, _ rest: Int,
    to open: inout (bill: MigrationScenario.Bill, item: Int, rest: Int), _ client: Int
  ) -> Int {
    let amount = min(rest, open.rest)
    if amount <= 0 { return 0 }
    open.rest -= amount
    let day = max(receipt.day, open.bill.day)
    books.items[open.item].changes.append((day, -amount))
    books.credit(client, 0, day, -amount)
    return amount
  }
}
