internal import Diagnostics
internal import Store

/// Entries added up by whom and what they belong to, while they go by: SQLite would sort all of them
/// first, which takes longer than to make them. There is room for so many sums; what has come when it is
/// used up is put into the table as parts of sums.
struct EntrySums {
  private struct Key: Hashable, Comparable {
    var account: Int64
    var item: Int64
    var group: Int32

    static func < (a: Key, b: Key) -> Bool {
      (a.account, a.item, a.group) < (b.account, b.item, b.group)
    }
  }

  /// What few entries differ in.
  private struct Group: Hashable {
    var company: Int64
    var type: [UInt8]?
    var word: [UInt8]
  }

  private static let room = 1_500_000

  private let insert: Statement
  private let keepsZeros: Bool
  private var sums: [Key: Int64] = [:]
  private var groups: [Group: Int32] = [:]
  private var names: [Group] = []
  /// The group of the entry before: those that follow each other mostly share it.
  private var last: (group: Group, index: Int32)?
  private(set) var hasParts = false

  /// - Parameters:
  ///   - query: with columns account, company, account_type, word, item (an integer), amount; what is the
  ///     same in the first five is added up.
  ///   - insert: takes the same as `?1` to `?6`.
  ///   - keepsZeros: whether sums of zero are kept; else one of each account and group is, without its
  ///     item.
  init(
    of query: String, _ values: [(name: String, value: SQLValue)] = [], into insert: String,
    keepsZeros: Bool, in database: Database
  ) throws(Problem) {
    self.insert = try database.prepare(insert)
    self.keepsZeros = keepsZeros
    let rows = try database.prepare(query)
    for (name, value) in values {
      if let index = rows.parameter(":" + name) { rows.bind(value, at: index) }
    }
    while try rows.step() {
      let key = Key(account: rows.integer(0), item: rows.integer(4), group: group(rows))
      sums[key, default: 0] &+= rows.integer(5)
      if sums.count == Self.room {
        try write()
        hasParts = true
      }
    }
    try write()
  }

  private mutating func group(_ rows: Statement) -> Int32 {
    let company = rows.integer(1)
    if let last, last.group.company == company, rows.equals(2, last.group.type),
      rows.equals(3, last.group.word)
    {
      return last.index
    }
    var (type, word): ([UInt8], [UInt8]) = ([], [])
    let hasType = rows.appendText(2, to: &type)
    _ = rows.appendText(3, to: &word)
    let group = Group(company: company, type: hasType ? type : nil, word: word)
    let index = groups[group] ?? Int32(names.count)
    if index == names.count {
      groups[group] = index
      names.append(group)
    }
    last = (group, index)
    return index
  }

  /// In order, so that the table is the same each time.
  private mutating func write() throws(Problem) {
    var keys: [Key] = []
    if keepsZeros { keys.reserveCapacity(sums.count) }
    var zeros: Set<Key> = []
    for (key, sum) in sums {
      if sum != 0 || keepsZeros {
        keys.append(key)
      } else {
        zeros.insert(Key(account: key.account, item: 0, group: key.group))
      }
    }
    for key in keys.sorted() { try put(key, .integer(key.item), sums[key] ?? 0) }
    for key in zeros.sorted() { try put(key, .null, 0) }
    sums.removeAll()
  }

  private func put(_ key: Key, _ item: SQLValue, _ sum: Int64) throws(Problem) {
    let group = names[Int(key.group)]
    insert.bind(key.account, at: 1)
    insert.bind(group.company, at: 2)
    if let type = group.type { insert.bind(text: type[...], at: 3) } else { insert.bindNull(at: 3) }
    insert.bind(text: group.word[...], at: 4)
    insert.bind(item, at: 5)
    insert.bind(sum, at: 6)
    while try insert.step() {}
  }
}
