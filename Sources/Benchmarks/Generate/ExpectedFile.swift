/// Writes `expected.json`: what reports on the data must say, row by row, by the generator's own sums.
struct ExpectedFile {
  private struct Table {
    var report: String
    var arguments: [(String, String)]
    /// How many of the first columns identify a row.
    var keys: Int
    var columns: [String]
    var rows: [[String]]
  }

  private let generator: Generator
  private var books: GeneratedBooks { generator.books }
  private var lastDay: Int { generator.lastDay }
  private var lastClosed: Int { Days.number(month: generator.months - 2, day: 31) }

  init(_ generator: Generator) { self.generator = generator }

  func write() throws {
    var tables: [Table] = []
    for month in 0..<generator.months {
      tables.append(
        rollForward(
          from: Days.number(month: month, day: 1),
          to: min(lastDay, Days.number(month: month, day: 31))))
    }
    for day in [lastClosed, lastDay] { tables += [aging(asOf: day), balances(asOf: day)] }
    tables += [calls(), usage()]
    let texts = tables.map { table in
      let arguments = table.arguments.map { "\"\($0.0)\": \"\($0.1)\"" }.joined(separator: ", ")
      let rows = table.rows.map { "      [" + $0.map(quoted).joined(separator: ", ") + "]" }
      return "    {\n      \"report\": \"\(table.report)\",\n      \"arguments\": {\(arguments)},\n"
        + "      \"keys\": \(table.keys),\n"
        + "      \"columns\": [\(table.columns.map(quoted).joined(separator: ", "))],\n"
        + "      \"rows\": [\n\(rows.joined(separator: ",\n"))\n      ]\n    }"
    }
    try generator.write(
      "expected.json", "{\n  \"expected\": [\n\(texts.joined(separator: ",\n"))\n  ]\n}\n")
  }

  private func quoted(_ text: String) -> String { "\"" + text + "\"" }

  private func company(of account: Int) -> String {
    Generator.companies[generator.accounts[account].company]
  }

  // MARK: Money

  private static let movements = [
    ("opening", "opening"), ("charges", "charge"), ("taxes", "tax"), ("discounts", "discount"),
    ("adjustments", "adjustment"), ("credit_notes", "credit note"), ("write_offs", "write-off"),
    ("payments", "payment"), ("payment_reversals", "payment reversal"), ("refunds", "refund"),
    ("between_accounts", "between accounts"), ("closing", "closing"),
  ]

  private func rollForward(from first: Int, to last: Int) -> Table {
    let rows = Generator.companies.indices.map { company in
      let sums = books.movements(company: company, from: first, to: last)
      return [Generator.companies[company], Generator.currencies[company]]
        + Self.movements.map { decimal(sums[$0.1] ?? 0) }
    }
    return Table(
      report: "roll-forward", arguments: [("from", Days.text(first)), ("to", Days.text(last))],
      keys: 1, columns: ["company", "currency"] + Self.movements.map(\.0), rows: rows)
  }

  private func aging(asOf day: Int) -> Table {
    let rows = books.aging(asOf: day).sorted { $0.key < $1.key }
      .filter { $0.value.hasOpenItem || $0.value.unapplied != 0 }
      .map { account, aging in
        [company(of: account), generator.accounts[account].id] + aging.buckets.map(decimal)
          + [decimal(-aging.unapplied), decimal(aging.due - aging.unapplied)]
      }
    return Table(
      report: "ar-aging", arguments: [("as_of", Days.text(day))], keys: 2,
      columns: [
        "company", "account", "current", "days_1_30", "days_31_60", "days_61_90", "days_91",
        "unapplied", "net",
      ], rows: rows)
  }

  private func balances(asOf day: Int) -> Table {
    let aging = books.aging(asOf: day)
    let rows = books.balances(asOf: day).map { account, balance in
      let own = aging[account] ?? .init()
      return [
        company(of: account), generator.accounts[account].id, decimal(own.due),
        decimal(own.unapplied), decimal(own.due + own.uninvoiced), decimal(balance),
      ]
    }
    return Table(
      report: "balances", arguments: [("as_of", Days.text(day))], keys: 2,
      columns: [
        "company", "account", "balance_due", "available_credits", "total_balance",
        "account_balance",
      ], rows: rows)
  }

  // MARK: Calls

  private func calls() -> Table {
    struct Key: Hashable, Comparable {
      var month: String
      var account: String
      var direction: String
      static func < (a: Self, b: Self) -> Bool {
        (a.month, a.account, a.direction) < (b.month, b.account, b.direction)
      }
    }
    var sums: [Key: [Int]] = [:]
    for call in generator.calls {
      let day = PrairieClock.local(call.start) / 86_400
      let key = Key(
        month: String(Days.text(day).prefix(7)),
        account: call.holder.map { generator.accounts[$0].id } ?? "",
        direction: call.isOutbound ? "outbound" : "inbound")
      let sum = sums[key] ?? [0, 0, 0, 0]
      sums[key] = [
        sum[0] + 1, sum[1] + (call.result == "answered" ? 1 : 0), sum[2] + call.seconds,
        sum[3] + call.cost,
      ]
    }
    let rows = sums.sorted { $0.key < $1.key }.map { key, sum in
      [key.month, key.account, key.direction] + sum.prefix(3).map { String($0) }
        + [Generator.charge(sum[3])]
    }
    return Table(
      report: "calls", arguments: [], keys: 3,
      columns: ["month", "account", "direction", "calls", "answered", "seconds", "cost"],
      rows: rows)
  }

  // MARK: Usage

  private func usage() -> Table {
    var rows: [[String]] = []
    for account in generator.accounts {
      guard let usage = generator.meters[account.number], let plan = account.usagePlan else {
        continue
      }
      rows += periods(of: account, usage, plan)
    }
    return Table(
      report: "usage-history", arguments: [], keys: 2,
      columns: [
        "account", "start", "end", "billable_in", "billable_out", "free", "adjustment", "used",
        "total", "cap", "rollover", "top_off", "allowance", "overage", "units", "charge",
      ], rows: rows)
  }

  private func periods(of account: Generator.Account, _ usage: MeteredUsage, _ plan: UsagePlan)
    -> [[String]]
  {
    let gigabyte = 1_000_000_000
    let cap = plan.capInGigabytes.map { $0 * gigabyte }
    var rows: [[String]] = []
    var unused = 0
    for month in -1..<generator.months {
      let first = Days.number(month: month, day: account.billDay)
      let next = Days.number(month: month + 1, day: account.billDay)
      if first > lastDay || next <= 0 { continue }
      var sum = MeteredUsage.Amount(day: first)
      for amount in usage.amounts where amount.day >= first && amount.day < next {
        sum.billableIn += amount.billableIn
        sum.billableOut += amount.billableOut
        sum.freeIn += amount.freeIn
        sum.freeOut += amount.freeOut
        sum.adjustment += amount.adjustment
        sum.topOff += amount.topOff
      }
      let free = sum.freeIn + sum.freeOut
      let used = sum.billableIn + sum.billableOut + sum.adjustment
      let allowance = cap.map { $0 + unused + sum.topOff }
      let overage = allowance.map { max(0, used - $0) } ?? 0
      let unit = UsagePlan.unitInGigabytes * gigabyte
      let units = (overage + unit - 1) / unit
      rows.append(
        [account.id, Days.text(first), Days.text(next - 1)]
          + [
            sum.billableIn, sum.billableOut, free, sum.adjustment, used, used + free,
          ].map { String($0) }
          + [cap.map { String($0) } ?? "", String(unused), String(sum.topOff)]
          + [allowance.map { String($0) } ?? "", String(overage), String(units)]
          + [decimal(units * UsagePlan.unitPrice)])
      unused = plan.rollsOver ? max(0, (cap ?? 0) - used) : 0
    }
    return rows
  }
}
