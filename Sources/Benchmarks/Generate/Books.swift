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

  /// Sums of a company's movements: of everything before a day, and from it to another.
  func movements(company: Int, from first: Int, to last: Int) -> [String: Int] {
    var sums: [String: Int] = [:]
    for entry in entries where entry.company == company && entry.day <= last {
      let isOpening = entry.day < first || entry.movement == "opening"
      sums[isOpening ? "opening" : entry.movement, default: 0] += entry.amount
      sums["closing", default: 0] += entry.amount
    }
    return sums
  }

  struct Aging {
    /// Current, 1-30, 31-60, 61-90, more.
    var buckets = [0, 0, 0, 0, 0]
    var unapplied = 0
    var uninvoiced = 0
    var hasOpenItem = false

    var due: Int { buckets.reduce(0, +) }
  }

  /// What each account owes on a day, by account.
  func aging(asOf day: Int) -> [Int: Aging] {
    var result: [Int: Aging] = [:]
    for item in items {
      let open = item.changes.filter { $0.day <= day }.map(\.amount).reduce(0, +)
      if open == 0 { continue }
      let late = day - item.due
      let bucket = late <= 0 ? 0 : late <= 30 ? 1 : late <= 60 ? 2 : late <= 90 ? 3 : 4
      result[item.account, default: Aging()].buckets[bucket] += open
      result[item.account]?.hasOpenItem = true
    }
    for credit in credits where credit.day <= day {
      result[credit.account, default: Aging()].unapplied += credit.amount
    }
    for entry in uninvoiced where entry.day <= day {
      result[entry.account, default: Aging()].uninvoiced += entry.amount
    }
    return result
  }

  /// The balance of every account that has one, by account.
  func balances(asOf day: Int) -> [(account: Int, balance: Int)] {
    var sums: [Int: Int] = [:]
    for entry in entries where entry.day <= day { sums[entry.account, default: 0] += entry.amount }
    return sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
