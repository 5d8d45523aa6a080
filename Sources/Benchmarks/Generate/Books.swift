/// The generator's own ledger: what the product must come to. Plain sums of cents, no shared code.
struct GeneratedBooks {
  struct Entry {
    var account: Int
    var company: Int
    var day: Int
    var movement: String
    var amount: Int
  }

  /// An invoice or opening balance with what changed its remaining due.
  struct Item {
    var account: Int
    var company: Int
    var due: Int
    var changes: [(day: Int, amount: Int)]
  }

  private(set) var entries: [Entry] = []
  var items: [Item] = []
  /// Changes of available credits.
  private(set) var credits: [(account: Int, company: Int, day: Int, amount: Int)] = []
  private(set) var uninvoiced: [(account: Int, company: Int, day: Int, amount: Int)] = []

  mutating func enter(_ account: Int, _ company: Int, _ day: Int, _ movement: String, _ amount: Int)
  {
    entries.append(
      Entry(account: account, company: company, day: day, movement: movement, amount: amount))
  }

  mutating func credit(_ account: Int, _ company: Int, _ day: Int, _ amount: Int) {
    credits.append((account, company, day, amount))
  }

  mutating func leaveUninvoiced(_ account: Int, _ company: Int, _ day: Int, _ amount: Int) {
    uninvoiced.append((account, company, day, amount))
  }

  /// Sums of a company as of a day.
  func summary(company: Int, asOf day: Int) -> [(String, Int)] {
    var movements: [String: Int] = [:]
    for entry in entries where entry.company == company && entry.day <= day {
      movements[entry.movement, default: 0] += entry.amount
    }
    var buckets = [0, 0, 0, 0, 0]
    for item in items where item.company == company {
      let open = item.changes.filter { $0.day <= day }.map(\.amount).reduce(0, +)
      let late = day - item.due
      buckets[late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4] += open
    }
    let credit = credits.filter { $0.company == company && $0.day <= day }.map(\.amount)
    let waiting = uninvoiced.filter { $0.company == company && $0.day <= day }.map(\.amount)
    let balance = entries.filter { $0.company == company && $0.day <= day }.map(\.amount)
    var result = movements.sorted { $0.key < $1.key }.map { ("movement " + $0.key, $0.value) }
    for (name, value) in zip(["current", "1-30", "31-60", "61-90", "91+"], buckets) {
      result.append(("aging " + name, value))
    }
    result.append(("available credits", credit.reduce(0, +)))
    result.append(("uninvoiced", waiting.reduce(0, +)))
    result.append(("account balance", balance.reduce(0, +)))
    return result
  }

  /// The balance of every account that has one, by account.
  func balances(asOf day: Int) -> [(account: Int, balance: Int)] {
    var sums: [Int: Int] = [:]
    for entry in entries where entry.day <= day { sums[entry.account, default: 0] += entry.amount }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
