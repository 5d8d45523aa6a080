internal import Billing
internal import Diagnostics
internal import Importing
internal import Reporting
internal import Store

/// What the store says of the accounts that went to a target, by the target's own names.
struct OurSide {
  private let target: Target
  private let arguments: [String: String]
  private let parameters: [String: String]
  private let open: () throws -> Database
  private var maps: CodeMaps

  init(
    _ target: Target, arguments: [String: String], parameters: [String: String], maps: CodeMaps,
    reading open: @escaping () throws -> Database
  ) {
    self.target = target
    self.arguments = arguments
    self.parameters = parameters
    self.maps = maps
    self.open = open
  }

  /// The aspects that the target has names for.
  var aspects: Set<ParityAspect> {
    target.service == nil
      ? Set(ParityAspect.allCases).subtracting([.services]) : Set(ParityAspect.allCases)
  }

  mutating func read(into facts: ParityFacts) throws {
    /// The target's names by the ids of the source.
    var names: [String: String] = [:]
    try forEach("accounts", value: target.account) { _, texts, name in
      let account = texts["old_id"] ?? ""
      names[account] = name
      try facts.add(
        account: account, as: name, newID: texts["new_id"], currency: texts["currency"])
      try facts.add(.accounts, .ours, name, "account")
      if let next = texts["next_bill_date"] {
        try facts.add(.nextBillDates, .ours, name, "next bill date", text: next)
      }
    }
    try forEach("balances", value: nil) { numbers, texts, _ in
      guard let name = names[texts["old_id"] ?? ""] else { return }
      try facts.add(.balances, .ours, name, "balance", amount: numbers["balance"] ?? 0)
    }
    try readServices(into: facts, names)
    try forEach("open-invoices", value: target.invoice) { numbers, texts, number in
      guard let name = names[texts["old_id"] ?? ""], let due = numbers["remaining"] else { return }
      try facts.add(.openInvoices, .ours, name, number, amount: due)
    }
  }

  private mutating func readServices(into facts: ParityFacts, _ names: [String: String]) throws {
    guard let service = target.service else { return }
    // Only those that go there as services: packages may have a file of their own.
    let file = target.files.first { $0.aspect == .services && $0.rows.name == "services" }
    var maps = self.maps
    try forEach("services", value: service, when: file?.when) { numbers, texts, text in
      guard let name = names[texts["old_id"] ?? ""] else { return }
      var code = text
      if let list = target.serviceList {
        code = maps.counterpart(of: text, in: list) ?? maps.standIn(list) ?? text
      }
      try facts.add(
        .services, .ours, name, code, quantity: numbers["quantity"] ?? 1_000_000,
        price: numbers["price"])
      if let next = texts["next_bill_date"] {
        try facts.add(.nextBillDates, .ours, name, ParityReport.nextBill(of: code), text: next)
      }
    }
    self.maps = maps
  }

  /// Calls `body` with the numbers and the texts of each row, and with what a value makes of it.
  private func forEach(
    _ name: String, value: RowValue?, when condition: RowCondition? = nil,
    _ body: ([String: Int64], [String: String], String) throws -> Void
  ) throws {
    let rows = try RowSet.named(name, beside: target.name)
    let run = try ReportRun(rows.definition, database: open(), arguments: arguments)
    var reader = try RowReader(columns: rows.columns, file: target.name, parameters: parameters)
    let bound = try value.map { value throws(Problem) in try reader.bind(value) }
    let when = try condition.map { value throws(Problem) in try reader.bind(value) }
    while let row = try run.next() {
      let texts = row.canonical(rows.definition.columns)
      reader.take(texts)
      if let when, !reader.isTrue(when) { continue }
      var numbers: [String: Int64] = [:]
      var named: [String: String] = [:]
      for (index, column) in rows.columns.enumerated() {
        if case .integer(let number) = row.cells[index] { numbers[column] = number }
        if let text = texts[index] { named[column] = text }
      }
      let text = try bound.map { bound throws(CellFailure) in try reader.text(bound) } ?? ""
      try body(numbers, named, text)
    }
  }
}
