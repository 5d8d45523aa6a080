/// Writes `expected.json`: what reports on the data must say, row by row, by the generator's own sums.
struct ExpectedFile {
  private let generator: Generator
  private var books: GeneratedBooks { generator.books }
  private var lastDay: Int { generator.lastDay }
  private var lastClosed: Int { Days.number(month: generator.months - 2, day: 31) }

  init(_ generator: Generator) { self.generator = generator }

  func write() throws {
    var tables: [ExpectedTable] = []
    for month in 0..<generator.months {
      tables.append(
        money.rollForward(
          from: Days.number(month: month, day: 1),
          to: min(lastDay, Days.number(month: month, day: 31))))
    }
    for day in [lastClosed, lastDay] {
      tables += [money.aging(asOf: day), money.balances(asOf: day)]
    }
    tables += [calls(), usage()]
    try generator.write("expected.json", ExpectedTable.document(tables))
    try generator.write("expected-calls.json", ExpectedTable.document([charges(), invoiced()]))
  }

  private func company(of account: Int) -> String {
    Generator.companies[generator.accounts[account].company]
  }

  // MARK: Money

  private var money: ExpectedMoney {
    ExpectedMoney(
      books: books, companies: Generator.companies, currencies: Generator.currencies,
      accounts: generator.accounts.map { ($0.id, $0.company) }, day: Days.text)
  }

  // MARK: Calls

  private func calls() -> ExpectedTable {
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
    return ExpectedTable(
      report: "calls", arguments: [], keys: 3,
      columns: ["month", "account", "direction", "calls", "answered", "seconds", "cost"],
      rows: rows)
  }

  /// The calls of each account once they are charged: answered outbound ones to numbers that cost something.
  private func charges() -> ExpectedTable {
    struct Sum {
      var calls = 0
      var answered = 0
      var seconds = 0
      var billed = 0
      var charge = 0
      var isCharged = false
      var cost = 0
    }
    var sums: [String: Sum] = [:]
    for call in generator.calls {
      let account = call.holder.map { generator.accounts[$0].id } ?? "(nobody)"
      var sum = sums[account] ?? Sum()
      sum.calls += 1
      sum.answered += call.result == "answered" ? 1 : 0
      sum.seconds += call.seconds
      sum.cost += call.cost
      if let (billed, charge) = charge(of: call) {
        sum.billed += billed
        sum.charge += charge
        sum.isCharged = true
      }
      sums[account] = sum
    }
    let rows = sums.sorted { $0.key < $1.key }.map { account, sum in
      [account, "CAD", "\(sum.calls)", "\(sum.answered)", "\(sum.seconds)"]
        + (sum.isCharged ? ["\(sum.billed)", Self.sixtieths(sum.charge)] : ["", ""])
        + [Generator.charge(sum.cost)]
    }
    return ExpectedTable(
      report: "cdr-summary", arguments: [("by", "account")], keys: 2,
      columns: [
        "key", "currency", "calls", "answered", "seconds", "billed", "charge", "cost",
      ], rows: rows)
  }

  /// What a call is charged: seconds, and sixtieths of 10^-4 dollars. Nil where it costs nothing.
  private func charge(of call: Call) -> (billed: Int, charge: Int)? {
    let rate = Generator.rates.filter { call.other.hasPrefix($0.prefix) }
      .max { $0.prefix.count < $1.prefix.count }
    guard call.holder != nil, call.isOutbound, call.seconds > 0, !call.other.hasPrefix("1800"),
      let rate
    else { return nil }
    let more = max(0, call.seconds - rate.first)
    let billed = rate.first + (more + rate.next - 1) / rate.next * rate.next
    return (billed, billed * rate.price)
  }

  /// The lines of the invoices that the calls come to: one for an account, the month of the calls and
  /// whether they went abroad, rounded to cents once; the accounts' invoices numbered in their order.
  private func invoiced() -> ExpectedTable {
    var sums: [String: [String: Int]] = [:]
    for call in generator.calls {
      guard let holder = call.holder, let (_, charge) = charge(of: call) else { continue }
      let account = generator.accounts[holder].id
      let month = Days.text(PrairieClock.local(call.start) / 86_400).prefix(7)
      let kind = call.other.hasPrefix("1") ? "long-distance" : "international"
      sums[account, default: [:]]["calls-\(month)-\(kind)-\(account)", default: 0] += charge
    }
    var rows: [[String]] = []
    for (index, account) in sums.keys.sorted().enumerated() {
      let digits = String(index + 1)
      let number = "PFL-C" + String(repeating: "0", count: 6 - digits.count) + digits
      for (line, charge) in (sums[account] ?? [:]).sorted(by: { $0.key < $1.key }) {
        rows.append([account, line, number, "CAD", decimal((charge + 3_000) / 6_000)])
      }
    }
    return ExpectedTable(
      report: "revenue-lines",
      arguments: [("from", Days.text(lastDay + 1)), ("to", Days.text(lastDay + 20))], keys: 2,
      columns: ["account", "reference", "number", "currency", "amount"], rows: rows)
  }

  /// Sixtieths of 10^-4 as a decimal: intervals are of six seconds and more, so that a tenth is the least.
  private static func sixtieths(_ amount: Int) -> String {
    let tenths = String(amount / 6 % 100_000)
    return "\(amount / 600_000)." + String(repeating: "0", count: 5 - tenths.count) + tenths
  }

  // MARK: Usage

  private func usage() -> ExpectedTable {
    var rows: [[String]] = []
    for account in generator.accounts {
      guard let usage = generator.meters[account.number], let plan = account.usagePlan else {
        continue
      }
      rows += periods(of: account, usage, plan)
    }
    return ExpectedTable(
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
