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
  /// The last day of its books that is closed; nil where none is.
  var closed: CalendarDate?
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
  /// Whether the books of any company are closed, as far as was asked.
  private var hasClosed: Bool?

  /// What was found of one kind.
  private struct Cache {
    var kind: String
    var lookup: Statement
    var slots = [Slot](repeating: Slot(), count: Parents.slots)
    /// The bytes of keys that don't fit a `Key`.
    var long: [Int: [UInt8]] = [:]
  }

  /// Key and find side by side: one miss of the processor's cache instead of two.
  private struct Slot {
    var key = Key()
    var parent = Parent(id: 0)
  }

  /// A key in two words, where its slot is read and compared without following a pointer: up to 15
  /// bytes as they are with their number on top, longer ones as a hash.
  private struct Key: Equatable {
    private static let longMark: UInt64 = 0xFF << 56

    var low: UInt64 = 0
    var high: UInt64 = 0
    var isLong: Bool { high >= Self.longMark }

    init() {}

    init(_ bytes: Span<UInt8>) {
      if bytes.count > 15 {
        // FNV-1a: the bytes are compared besides.
        low = 0xcbf2_9ce4_8422_2325
        for index in bytes.indices { low = (low ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
        high = Self.longMark | UInt64(truncatingIfNeeded: bytes.count) & 0xFFFF_FFFF
        return
      }
      for index in bytes.indices {
        if index < 8 {
          low = low << 8 | UInt64(bytes[index])
        } else {
          high = high << 8 | UInt64(bytes[index])
        }
      }
      high |= UInt64(bytes.count) << 56
    }

    var slot: Int {
      let mixed = (low ^ high &* 0xFF51_AFD7_ED55_8CCD) &* 0x9E37_79B9_7F4A_7C15
      return Int(truncatingIfNeeded: mixed >> 40) & (Parents.slots - 1)
    }
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
  mutating func find(_ place: Int, key bytes: Span<UInt8>) throws(Problem) -> Parent? {
    let key = Key(bytes)
    let slot = key.slot
    let known = caches[place].slots[slot]
    if known.parent.id != 0, known.key == key,
      !key.isLong || Self.equal(caches[place].long[slot], bytes)
    {
      return known.parent
    }
    guard let parent = try lookUp(place, key: bytes) else { return nil }
    caches[place].slots[slot] = Slot(key: key, parent: parent)
    if key.isLong {
      caches[place].long[slot] = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    }
    return parent
  }

  private static func equal(_ a: [UInt8]?, _ b: Span<UInt8>) -> Bool {
    guard let a, a.count == b.count else { return false }
    return a.indices.allSatisfy { a[$0] == b[$0] }
  }

  /// Forgets what was found: after a rollback some of it may not be there any more.
  mutating func forget() { caches.removeAll() }

  private mutating func lookUp(_ place: Int, key: Span<UInt8>) throws(Problem) -> Parent? {
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
      let key = Kinds.named(kind)?.keyColumns.first ?? "code"
      return "SELECT id, 0, 0, NULL, NULL, NULL FROM \(kind) WHERE \(key) = ?1 AND source = ?2"
    }
  }

  /// Whether the books of any company are closed.
  mutating func haveClosedBooks() throws(Problem) -> Bool {
    if let hasClosed { return hasClosed }
    let found = try ClosedPeriods(database).exist
    hasClosed = found
    return found
  }

  /// What ledger rows need to know of a company.
  mutating func company(_ id: Int64) throws(Problem) -> CompanyFacts {
    if let known = companies[id] { return known }
    let values: [SQLValue] = [.integer(id)]
    let currency = try database.text("SELECT currency FROM company WHERE id = ?", values) ?? ""
    let zone = try database.text("SELECT zone FROM company WHERE id = ?", values) ?? "UTC"
    let facts = CompanyFacts(
      currency: currency, zone: try ZoneDatabase.rules(for: zone),
      closed: try ClosedPeriods(database).last(of: id).flatMap { CalendarDate($0) })
    companies[id] = facts
    return facts
  }
}
