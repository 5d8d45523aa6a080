/// What a report must say, row by row.
struct ExpectedTable {
  var report: String
  var arguments: [(String, String)]
  /// How many of the first columns identify a row.
  var keys: Int
  var columns: [String]
  var rows: [[String]]

  /// A file for `reconcile --expected`.
  static func document(_ tables: [ExpectedTable]) -> String {
    func quoted(_ text: String) -> String { "\"" + text + "\"" }
    let texts = tables.map { table in
      let arguments = table.arguments.map { "\"\($0.0)\": \"\($0.1)\"" }.joined(separator: ", ")
      let rows = table.rows.map { "      [" + $0.map(quoted).joined(separator: ", ") + "]" }
      return "    {\n      \"report\": \"\(table.report)\",\n      \"arguments\": {\(arguments)},\n"
        + "      \"keys\": \(table.keys),\n"
        + "      \"columns\": [\(table.columns.map(quoted).joined(separator: ", "))],\n"
        + "      \"rows\": [\n\(rows.joined(separator: ",\n"))\n      ]\n    }"
    }
    return "{\n  \"expected\": [\n\(texts.joined(separator: ",\n"))\n  ]\n}\n"
  }
}

/// What the reports on money must say of the generator's books.
struct ExpectedMoney {
  let books: GeneratedBooks
  let companies: [String]
  let currencies: [String]
  /// By number: the id, and the index of the company.
  let accounts: [(id: String, company: Int)]
  /// How a day is written.
  let day: (Int) -> String

  private static let movements = [
    ("opening", "opening"), ("charges", "charge"), ("taxes", "tax"), ("discounts", "discount"),
    ("adjustments", "adjustment"), ("credit_notes", "credit note"), ("write_offs", "write-off"),
    ("payments", "payment"), ("payment_reversals", "payment reversal"), ("refunds", "refund"),
    ("between_accounts", "between accounts"), ("closing", "closing"),
  ]

  func rollForward(from first: Int, to last: Int) -> ExpectedTable {
    let rows = companies.indices.map { company in
      let sums = books.movements(company: company, from: first, to: last)
      return [companies[company], currencies[company]]
        + Self.movements.map { decimal(sums[$0.1] ?? 0) }
    }
    return ExpectedTable(
      report: "roll-forward", arguments: [("from", day(first)), ("to", day(last))],
      keys: 1, columns: ["company", "currency"] + Self.movements.map(\.0), rows: rows)
  }

  func aging(asOf date: Int) -> ExpectedTable {
    let rows = books.aging(asOf: date).sorted { $0.key < $1.key }
      .filter { $0.value.hasOpenItem || $0.value.unapplied != 0 }
      .map { account, aging in
        [company(of: account), accounts[account].id] + aging.buckets.map(decimal)
          + [decimal(-aging.unapplied), decimal(aging.due - aging.unapplied)]
      }
    return ExpectedTable(
      report: "ar-aging", arguments: [("as_of", day(date))], keys: 2,
      columns: [
        "company", "account", "current", "bucket_1", "bucket_2", "bucket_3", "bucket_4",
        "unapplied", "net",
      ], rows: rows)
  }

  func balances(asOf date: Int) -> ExpectedTable {
    let aging = books.aging(asOf: date)
    let rows = books.balances(asOf: date).map { account, balance in
      let own = aging[account] ?? .init()
      return [
        company(of: account), accounts[account].id, decimal(own.due), decimal(own.unapplied),
        decimal(own.due + own.uninvoiced), decimal(balance),
      ]
    }
    return ExpectedTable(
      report: "balances", arguments: [("as_of", day(date))], keys: 2,
      columns: [
        "company", "account", "balance_due", "available_credits", "total_balance",
        "account_balance",
      ], rows: rows)
  }

  private func company(of account: Int) -> String { companies[accounts[account].company] }
}
