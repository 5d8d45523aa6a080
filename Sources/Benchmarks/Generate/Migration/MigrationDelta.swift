/// What comes in between the cut-over and the sign-off: the invoices of the next month and the
/// payments of its first days, with two that had been delivered already.
struct MigrationDelta {
  private(set) var files: [MigrationFile] = []

  init(_ scenario: MigrationScenario, _ truth: MigrationTruth) {
    var invoices = [MigrationFiles.invoiceHeader]
    var transactions = [MigrationFiles.transactionHeader]
    let delivered = scenario.receipts.filter { !$0.isCash && !$0.isOut }.sorted { $0.day < $1.day }
      .suffix(2)
    transactions += delivered.map { MigrationFiles.record($0, scenario.clients[$0.client]) }
    var bill = scenario.nextBill
    var receipt = scenario.nextReceipt
    let first = scenario.cutOver + 1
    for client in scenario.clients where client.left == nil && client.billDay == 1 {
      let subtotal = client.price
      let next = MigrationScenario.Bill(
        id: bill, client: client.number, day: first, due: first + 14, subtotal: subtotal,
        gst: (subtotal * 5 + 50) / 100, pst: (subtotal * 6 + 50) / 100, credit: 0)
      invoices.append(MigrationFiles.record(next, client))
      bill += 1
    }
    for (client, balance) in truth.closing where balance > 0 && client.number % 7 == 1 {
      let late = MigrationScenario.Receipt(
        id: String(receipt), client: client.number, day: first + client.number % 5,
        amount: balance, method: "Stripe")
      transactions.append(MigrationFiles.record(late, client))
      receipt += 1
    }
    files = [
      MigrationFile("invoices.csv", invoices), MigrationFile("transactions.csv", transactions),
    ]
  }
}
