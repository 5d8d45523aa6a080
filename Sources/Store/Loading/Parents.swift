internal import Billing
internal import Diagnostics

/// A row that others refer to, with what they copy from it.
struct Parent {
  var id: Int64
  /// The account that the row belongs to (itself, for an account); 0 where it has none.
  var account: Int64 = 0
  /// 0 where it has none.
  var company: Int64 = 0
  /// Index into `Parents.types`; 0 is "none".
  var type = 0
  /// For an invoice: its instant and its accounting date.
  var at: Int64 = RowBatch.null
  var day: Int64 = RowBatch.null
}

/// A company, as far as its ledger rows need it.
struct CompanyFacts {
  var currency: String
  var zone: TimeZoneRules
}

/// Finds the rows that references name, by key, within one source. The newest finds are kept in a
/// table of fixed size, so that memory does not grow with the store.
struct Parents {
  private static let slots = 1 << 15

  private let database: Database
  private let source: Int64
  private var caches: [Cache] = []
  private(set) var types: [String] = [""]
  private var companies: [Int64: CompanyFacts] = [:]

  /// What was found of one kind.
  private struct Cache {
    var kind: String
    var lookup: Statement
    var keys = [[UInt8]](repeating: [], count: Parents.slots)
    var found = [Parent](repeating: Parent(id: 0), count: Parents.slots)
  }

  init(database: Database, source: Int64) {
    self.database = database
    self.source = source
  }

  /// Where rows of that kind are kept; asked for once a column, not once a row.
  mutating func place(of kind: String) throws(Problem) -> Int {
    if let known = caches.firstIndex(where: { $0.kind == kind }) { return known }
    caches.append(Cache(kind: kind, lookup: try database.prepare(Self.query(for: kind))))
    return caches.count - 1
  }

  /// The row with that key, of the kind that is kept at `place`; nil when there is none.
  mutating func find(_ place: Int, key: ArraySlice<UInt8>) throws(Problem) -> Parent? {
    let slot = Int(truncatingIfNeeded: Self.hash(key) & UInt64(Self.slots - 1))
    if caches[place].found[slot].id != 0, Self.equal(caches[place].keys[slot], key) {
      return caches[place].found[slot]
    }
    guard let parent = try lookUp(place, key: key) else { return nil }
    caches[place].keys[slot] = Array(key)
    caches[place].found[slot] = parent
    return parent
  }

  private static func equal(_ a: [UInt8], _ b: ArraySlice<UInt8>) -> Bool {
    guard a.count == b.count else { return false }
    let start = b.startIndex
    for index in a.indices where a[index] != b[start + index] { return false }
    return true
  }

  /// Forgets what was found: after a rollback some of it may not be there any more.
  mutating func forget() { caches.removeAll() }

  private mutating func lookUp(_ place: Int, key: ArraySlice<UInt8>) throws(Problem) -> Parent? {
    let statement = caches[place].lookup
    if statement.parameterCount > 1 { statement.bind(source, at: 2) }
    statement.bind(text: key, at: 1)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    var parent = Parent(id: statement.integer(0))
    parent.account = statement.integer(1)
    parent.company = statement.integer(2)
    if let type = statement.text(3) {
      parent.type = types.firstIndex(of: type) ?? types.count
      if parent.type == types.count { types.append(type) }
    }
    if !statement.isNull(4) { parent.at = statement.integer(4) }
    if let date = statement.text(5), let day = CalendarDate(date) {
      parent.day = Int64(day.dayNumber)
    }
    return parent
  }

  /// id, account, company, account type, at, date of the row with key ?1 in source ?2.
  private static func query(for kind: String) -> String {
    switch kind {
    case "company", "source":
      let key = kind == "company" ? "code" : "name"
      return "SELECT id, 0, id, NULL, NULL, NULL FROM \(kind) WHERE \(key) = ?1"
    case "account":
      return """
        SELECT id, id, company, type, NULL, NULL FROM account
        WHERE external_id = ?1 AND source = ?2
        """
    case "opening_balance":
      return """
        SELECT opening_balance.id, account.id, account.company, account.type, NULL, NULL
        FROM account JOIN opening_balance ON opening_balance.account = account.id
        WHERE external_id = ?1 AND account.source = ?2
        """
    case "invoice":
      return """
        SELECT id, account, company, account_type, at, date FROM invoice
        WHERE number = ?1 AND source = ?2
        """
    case "debit", "discount", "payment":
      return """
        SELECT id, account, company, account_type, NULL, NULL FROM \(kind)
        WHERE external_id = ?1 AND source = ?2
        """
    default:
      return "SELECT id, 0, 0, NULL, NULL, NULL FROM \(kind) WHERE code = ?1 AND source = ?2"
    }
  }

  /// Currency and zone of a company.
  mutating func company(_ id: Int64) throws(Problem) -> CompanyFacts {
    if let known = companies[id] { return known }
    let values: [SQLValue] = [.integer(id)]
    let currency = try database.text("SELECT currency FROM company WHERE id = ?", values) ?? ""
    let zone = try database.text("SELECT zone FROM company WHERE id = ?", values) ?? "UTC"
    let facts = CompanyFacts(currency: currency, zone: try ZoneDatabase.rules(for: zone))
    companies[id] = facts
    return facts
  }

  /// FNV-1a: short keys, no need for more.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 29
  }
}
