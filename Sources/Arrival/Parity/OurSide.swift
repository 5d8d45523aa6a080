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

  mutating func read() throws -> ParitySide {
    var side = ParitySide(aspects: Set(ParityAspect.allCases))
    /// The target's names by the ids of the source.
    var names: [String: String] = [:]
    try AccountNames(target, arguments: arguments, parameters: parameters).forEach(in: open()) {
      name, account, next in
      side.accounts[name] = account
      names[account] = name
      if let next { side.nextBillDates[name] = next }
    }
    try forEach("balances", value: nil) { row, texts, _, _ in
      guard let name = names[texts["old_id"] ?? ""] else { return }
      side.balances[name] = row["balance"] ?? 0
      side.currencies[name] = texts["currency"]
    }
    try readServices(into: &side, names)
    try readInvoices(into: &side, names)
    return side
  }

  private mutating func readServices(into side: inout ParitySide, _ names: [String: String]) throws
  {
    guard let service = target.service else {
      side.aspects.remove(.services)
      return
    }
    var maps = self.maps
    try forEach("services", value: service) { row, texts, text, _ in
      guard let name = names[texts["old_id"] ?? ""] else { return }
      var code = text
      if let list = target.serviceList {
        code = maps.counterpart(of: text, in: list) ?? maps.standIn(list) ?? text
      }
      var holding = side.services[.init(account: name, item: code)] ?? .init()
      holding.rows += 1
      holding.quantity += row["quantity"] ?? 1_000_000
      holding.prices.append(row["price"])
      side.services[.init(account: name, item: code)] = holding
    }
    self.maps = maps
  }

  private func readInvoices(into side: inout ParitySide, _ names: [String: String]) throws {
    var amounts: [String: [Int64]] = [:]
    try forEach("open-invoices", value: target.invoice) { row, texts, number, _ in
      guard let name = names[texts["old_id"] ?? ""], let due = row["remaining"] else { return }
      if target.invoice == nil {
        amounts[name, default: []].append(due)
      } else {
        side.invoices[.init(account: name, item: number)] = due
      }
    }
    side.numberInvoices(amounts)
  }

  /// Calls `body` with the numbers and the texts of each row, and with what a value makes of it.
  private func forEach(
    _ name: String, value: RowValue?,
    _ body: ([String: Int64], [String: String], String, Int) throws -> Void
  ) throws {
    let rows = try RowSet.named(name, beside: target.name)
    let run = try ReportRun(rows.definition, database: open(), arguments: arguments)
    var reader = try RowReader(columns: rows.columns, file: target.name, parameters: parameters)
    let bound = try value.map { value throws(Problem) in try reader.bind(value) }
    while let row = try run.next() {
      let texts = row.canonical(rows.definition.columns)
      reader.take(texts)
      var numbers: [String: Int64] = [:]
      var named: [String: String] = [:]
      for (index, column) in rows.columns.enumerated() {
        if case .integer(let number) = row.cells[index] { numbers[column] = number }
        if let text = texts[index] { named[column] = text }
      }
      let text = try bound.map { bound throws(CellFailure) in try reader.text(bound) } ?? ""
      try body(numbers, named, text, row.digits)
    }
  }
}
