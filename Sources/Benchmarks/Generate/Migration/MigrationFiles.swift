internal import Foundation

/// Writes what the scenario exports: the reports of WHMCS, the counter's cash book, the bookkeeper's
/// balances, each with its share of what is wrong; the script that mends them; the truth.
struct MigrationFiles {
  private let scenario: MigrationScenario
  private var days: DayCount { MigrationScenario.days }

  init(_ scenario: MigrationScenario) { self.scenario = scenario }

  func write() throws {
    let truth = MigrationTruth(scenario)
    var files = [
      MigrationFile("clients.csv", clients()), MigrationFile("invoices.csv", invoices()),
      MigrationFile("transactions.csv", transactions()),
      MigrationFile("cash-book.csv", cashBook()),
      MigrationFile("closing-balances.csv", closingBalances(truth)),
    ]
    MigrationFaults.spoil(&files, scenario)
    for file in files { try write(file.name, file.text) }
    try write("repair", MigrationFaults.repairs(of: files))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: "\(scenario.folder)/repair")
    try write("expected.json", ExpectedTable.document(truth.tables))
    try MigrationDelta(scenario, truth).files.forEach { try write("delta/\($0.name)", $0.text) }
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(scenario.folder)/\(name)"))
  }

  // MARK: WHMCS

  private func clients() -> [String] {
    [
      "ID,First Name,Last Name,Company Name,Email,Address 1,Address 2,City,State,Postcode,Country,"
        + "Phone Number,Currency ID,Client Group ID,Credit,Creation Date,Notes,Status"
    ]
      + scenario.clients.map { client in
        let number = client.number
        let town = ["Flin Flon", "The Pas", "Thompson"][number % 3]
        let created =
          days.number(month: client.joined, day: 1) - (client.joined == 0 ? number % 25 : 0)
        return MigrationFile.record([
          client.id, client.first, client.last, client.firm, "client\(client.id)@example.com",
          client.hasAddress ? "\(number + 1) Lake Street" : "",
          number % 9 == 4 ? "Unit \(number)" : "",
          client.hasAddress ? town : "", client.hasAddress ? "MB" : "",
          client.hasAddress ? ["R8A 1N9", "R9A 1K4", "R8N 1M2"][number % 3] : "", "CA",
          "204-555-\(DayCount.two(number / 100 + 20))\(DayCount.two(number % 100))", "1", "0",
          decimal(scenario.overpaid[number] ?? 0), days.text(created),
          number % 40 == 7 ? "Prefers \"paper\" bills" : "",
          client.left == nil ? "Active" : "Closed",
        ])
      }
  }

  static let invoiceHeader =
    "ID,User ID,Invoice Number,Creation Date,Due Date,Date Paid,Subtotal,Credit,Tax,Tax2,Total,"
    + "Tax Rate,Tax Rate 2,Status,Payment Method,Notes"

  static func record(_ bill: MigrationScenario.Bill, _ client: MigrationScenario.Client) -> String {
    let days = MigrationScenario.days
    return MigrationFile.record([
      String(bill.id), client.id, "", days.text(bill.day), days.text(bill.due),
      bill.paid.map { days.text($0) + " 12:00:00" } ?? "0000-00-00 00:00:00",
      decimal(bill.subtotal), decimal(bill.credit), decimal(bill.gst), decimal(bill.pst),
      decimal(bill.total - bill.credit), "5.00", "6.00", bill.status, "stripe", "",
    ])
  }

  private func invoices() -> [String] {
    [Self.invoiceHeader]
      + scenario.bills.sorted { $0.id < $1.id }.map { Self.record($0, scenario.clients[$0.client]) }
  }

  static let transactionHeader =
    "ID,User ID,Client Name,Currency,Payment Method,Date,Description,Invoice ID,Transaction ID,"
    + "Amount In,Fees,Amount Out,Exchange Rate,Refund ID"

  static func record(
    _ receipt: MigrationScenario.Receipt, _ client: MigrationScenario.Client
  ) -> String {
    let isCard = receipt.method == "Stripe" && !receipt.isOut
    let time = " 0\(Int(receipt.id).map { $0 % 10 } ?? 0):15:00"
    let number = 82_000_000_000_000 + (Int(receipt.id) ?? 0) * 7_919
    return MigrationFile.record([
      receipt.id, client.id, "\(client.first) \(client.last)", "CAD", receipt.method,
      MigrationScenario.days.text(receipt.day) + time,
      receipt.isOut ? "Refund of \(receipt.refunded ?? "")" : "Invoice Payment",
      receipt.bill.map(String.init) ?? "0", String(number),
      receipt.isOut ? "0.00" : decimal(receipt.amount),
      decimal(isCard ? (receipt.amount * 29 + 500) / 1_000 + 30 : 0),
      receipt.isOut ? decimal(receipt.amount) : "0.00", "1.00000", receipt.refunded ?? "0",
    ])
  }

  private func transactions() -> [String] {
    let moved = scenario.receipts.filter { !$0.isCash }
      .sorted { ($0.day, Int($0.id) ?? 0) < ($1.day, Int($1.id) ?? 0) }
    return [Self.transactionHeader] + moved.map { Self.record($0, scenario.clients[$0.client]) }
  }

  // MARK: By hand

  private func cashBook() -> [String] {
    let cash = scenario.receipts.filter(\.isCash).sorted { ($0.day, $0.id) < ($1.day, $1.id) }
    return ["Receipt,Date,Client ID,Client,Amount,Taken by"]
      + cash.map { receipt in
        let client = scenario.clients[receipt.client]
        let date = days.parts(receipt.day).reversed().joined(separator: "/")
        return MigrationFile.record([
          receipt.id, date, client.id, client.name, decimal(receipt.amount),
          ["Joëlle", "Sam"][receipt.day % 2],
        ])
      }
  }

  private func closingBalances(_ truth: MigrationTruth) -> [String] {
    let date = days.text(scenario.cutOver)
    let rows = truth.closing.map { client, balance in
      MigrationFile.record([client.id, client.name, date, decimal(balance)])
    }
    let total = truth.closing.map(\.balance).reduce(0, +)
    return ["Client ID,Client,As of,Balance"] + rows
      + [MigrationFile.record(["TOTAL", "\(rows.count) clients", date, decimal(total)])]
  }
}

/// A file as lines, with what was done to them.
struct MigrationFile {
  let name: String
  var lines: [String]
  /// Edits of `sed` that undo what is wrong, from the end to the beginning.
  var repairs: [String] = []
  /// Whether its last line lacks its end.
  var isCutOff = false

  init(_ name: String, _ lines: [String]) {
    self.name = name
    self.lines = lines
  }

  var text: String { lines.joined(separator: "\n") + (isCutOff ? "" : "\n") }

  static func record(_ cells: [String]) -> String {
    cells.map { text in
      let isPlain = !text.contains { $0 == "," || $0 == "\"" }
      return isPlain ? text : "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
