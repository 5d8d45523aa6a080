internal import Diagnostics
internal import Importing
internal import Reporting
internal import Store

/// What a target calls the accounts of the store.
struct AccountNames {
  private let target: Target
  private let arguments: [String: String]
  private let parameters: [String: String]

  init(_ target: Target, arguments: [String: String], parameters: [String: String]) {
    self.target = target
    self.arguments = arguments
    self.parameters = parameters
  }

  /// Calls `body` with each account's name there, its id in its source, and its next bill date.
  ///
  /// - Parameter database: a connection that only reads from now on.
  func forEach(
    in database: Database,
    _ body: (_ name: String, _ account: String, _ next: String?) throws -> Void
  ) throws {
    let rows = try RowSet.named("accounts", beside: target.name)
    let run = try ReportRun(rows.definition, database: database, arguments: arguments)
    var reader = try RowReader(
      columns: rows.columns, file: target.name, parameters: parameters)
    let value = try reader.bind(target.account)
    let old = rows.columns.firstIndex(of: "old_id") ?? 0
    let next = rows.columns.firstIndex(of: "next_bill_date") ?? 0
    while let row = try run.next() {
      let texts = row.canonical(rows.definition.columns)
      reader.take(texts)
      try body(try reader.text(value), texts[old] ?? "", texts[next])
    }
  }
}
