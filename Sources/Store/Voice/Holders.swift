internal import Diagnostics

/// Who held which telephone number when, and whose trunks, account codes and addresses are; in memory,
/// since a file of calls asks for one of them at every row.
struct Holders: Sendable {
  /// What says whose a call is; the names are those of the field `cdr.matched_by`.
  enum Party: String, CaseIterable, Sendable {
    case from, to
    case accountCode = "account-code"
    case trunk, ip

    /// Its place among all of them.
    var place: Int {
      switch self {
      case .from: 0
      case .to: 1
      case .accountCode: 2
      case .trunk: 3
      case .ip: 4
      }
    }

    /// The parties that a source may name as fallbacks.
    static let fallbacks: [Party] = [.accountCode, .trunk, .ip]
  }

  /// One call, as far as it matters here. Texts are asked for only where numbers don't help.
  struct Call {
    var start: Int64
    var direction: Direction
    var from: Int64?
    var to: Int64?

    enum Direction { case none, outbound, inbound, `internal` }
  }

  private struct Held {
    var number: Int64
    var since: Int64
    var until: Int64
    var account: Int64
  }

  private struct HeldKey {
    var since: Int64
    var until: Int64
    var account: Int64
  }

  /// Sorted by number and begin.
  private var held: [Held] = []
  private var places = NumberPlaces([])
  private var keys: [Party: [String: [HeldKey]]] = [:]
  /// In the order in which they are tried; only those for which the store has keys.
  private(set) var fallbacks: [Party] = []

  /// - Throws: `bad-fallback`.
  init(_ database: Database, source: Int64) throws(Problem) {
    let statement = try database.prepare(
      """
      SELECT number, ifnull(since, -9223372036854775807), ifnull(until, 9223372036854775807), account
      FROM did_assignment ORDER BY 1, 2
      """)
    while try statement.step() {
      held.append(
        Held(
          number: statement.integer(0), since: statement.integer(1), until: statement.integer(2),
          account: statement.integer(3)))
    }
    places = NumberPlaces(held.map(\.number))
    let keyed = try database.prepare(
      """
      SELECT type, value, ifnull(since, -9223372036854775807), ifnull(until, 9223372036854775807),
        account
      FROM call_key ORDER BY id
      """)
    while try keyed.step() {
      guard let party = Party(rawValue: keyed.text(0) ?? "") else { continue }
      keys[party, default: [:]][keyed.text(1) ?? "", default: []].append(
        HeldKey(since: keyed.integer(2), until: keyed.integer(3), account: keyed.integer(4)))
    }
    fallbacks = try Self.order(in: database, source: source).filter { keys[$0] != nil }
  }

  private static func order(in database: Database, source: Int64) throws(Problem) -> [Party] {
    let text = try database.text("SELECT fallback FROM source WHERE id = ?", [.integer(source)])
    guard let text else { return Party.fallbacks }
    var order: [Party] = []
    for word in text.split(separator: ",") {
      let name = String(word.filter { $0 != " " })
      guard let party = Party.fallbacks.first(where: { $0.rawValue == name }) else {
        throw .badFallback(name, among: Party.fallbacks.map(\.rawValue))
      }
      order.append(party)
    }
    return order
  }

  /// Whether nobody holds anything, so that no call is anybody's.
  var isEmpty: Bool { held.isEmpty && fallbacks.isEmpty }

  /// The account that a call belongs to, and what says so; nil where nobody is known.
  ///
  /// - Parameter text: the account code, trunk or address of the call.
  func holder(of call: Call, text: (Party) -> String?) -> (account: Int64, party: Party)? {
    if call.direction != .inbound, let from = call.from,
      let account = holder(of: from, at: call.start)
    {
      return (account, .from)
    }
    if call.direction != .outbound, let to = call.to, let account = holder(of: to, at: call.start) {
      return (account, .to)
    }
    for party in fallbacks {
      guard let value = text(party), let known = keys[party]?[value] else { continue }
      if let key = known.first(where: { $0.since <= call.start && call.start < $0.until }) {
        return (key.account, party)
      }
    }
    return nil
  }

  private func holder(of number: Int64, at start: Int64) -> Int64? {
    guard var place = places[number] else { return nil }
    // The last assignment of the number that has begun.
    while place >= 0, held[place].number == number {
      if held[place].since <= start {
        return start < held[place].until ? held[place].account : nil
      }
      place -= 1
    }
    return nil
  }
}

// MARK: Calls on their way in

/// Whose the calls of a batch are.
struct FoundHolders: Sendable {
  /// The account of each row, or `RowBatch.null`.
  var accounts: [Int64]
  /// What says so: the place of the party, or -1.
  var parties: [Int8]
}

/// The cells of calls that say whose they are. Texts lie in `arena`.
struct CallColumns {
  var arena: [UInt8]
  var count: Int
  /// The cells of a column; nil where there is none.
  var cells: (String) -> [Int64]?

  init(_ rows: BoundRows) {
    (arena, count) = (rows.texts, rows.count)
    cells = { rows.column($0)?.cells }
  }

  init(_ batch: RowBatch) {
    (arena, count) = (batch.arena, batch.count)
    cells = { name in
      batch.fields.firstIndex { batch.kind.column(of: batch.kind.fields[$0]) == name }
        .map { batch.columns[$0] }
    }
  }

  func text(_ cell: Int64) -> ArraySlice<UInt8> {
    let start = Int(cell >> 32)
    return arena[start..<start + Int(cell & 0xFFFF_FFFF)]
  }
}

extension Holders {
  /// Finds out whose calls are.
  func find(_ calls: CallColumns) -> FoundHolders {
    var found = FoundHolders(
      accounts: Array(repeating: RowBatch.null, count: calls.count),
      parties: Array(repeating: -1, count: calls.count))
    guard !isEmpty, let start = calls.cells("start") else { return found }
    let from = calls.cells("from_number")
    let to = calls.cells("to_number")
    let direction = calls.cells("direction")
    let texts: [Party: [Int64]] = Dictionary(
      uniqueKeysWithValues: fallbacks.compactMap { party in
        calls.cells(Self.column(of: party)).map { (party, $0) }
      })
    for row in start.indices {
      let call = Call(
        start: start[row],
        direction: direction.map { Self.direction($0[row], calls.text) } ?? .none,
        from: from.flatMap { Self.number($0[row]) }, to: to.flatMap { Self.number($0[row]) })
      let holder = holder(of: call) { party in
        guard let cell = texts[party]?[row], !RowBatch.isEmpty(cell) else { return nil }
        return String(decoding: calls.text(cell), as: UTF8.self)
      }
      guard let holder else { continue }
      found.accounts[row] = holder.account
      found.parties[row] = Int8(holder.party.place)
    }
    return found
  }

  /// Fills in whose the calls are that don't say so themselves.
  func fill(_ rows: inout BoundRows, _ found: FoundHolders?) {
    if isEmpty { return }
    let found = found ?? find(CallColumns(rows))
    var account = rows.takeColumn("account")
    var party = rows.takeColumn("matched_by")
    let words = Party.allCases.map { rows.add(text: $0.rawValue.utf8) }
    for row in account.indices where RowBatch.isEmpty(account[row]) && found.parties[row] >= 0 {
      account[row] = found.accounts[row]
      party[row] = words[Int(found.parties[row])]
    }
    rows.columns.append(.init(name: "account", isText: false, cells: account))
    rows.columns.append(.init(name: "matched_by", isText: true, cells: party))
  }

  static func column(of party: Party) -> String {
    switch party {
    case .from: "from_number"
    case .to: "to_number"
    case .accountCode: "account_code"
    case .trunk: "trunk"
    case .ip: "ip"
    }
  }

  private static func number(_ cell: Int64) -> Int64? { RowBatch.isEmpty(cell) ? nil : cell }

  /// What says whose a call is, where that is a number.
  static func party(_ cell: Int64, _ text: (Int64) -> ArraySlice<UInt8>) -> Party? {
    if RowBatch.isEmpty(cell) { return nil }
    let word = text(cell)
    if word.first == UInt8(ascii: "f") { return .from }
    return word.count == 2 && word.first == UInt8(ascii: "t") ? .to : nil
  }

  static func direction(_ cell: Int64, _ text: (Int64) -> ArraySlice<UInt8>) -> Call.Direction {
    if RowBatch.isEmpty(cell) { return .none }
    // The three words begin with different letters twice over: o, in-b, in-t.
    let word = text(cell)
    if word.first == UInt8(ascii: "o") { return .outbound }
    return word.dropFirst(2).first == UInt8(ascii: "b") ? .inbound : .internal
  }
}

extension BoundRows {
  /// Takes a column out, or makes an empty one.
  fileprivate mutating func takeColumn(_ name: String) -> [Int64] {
    guard let position = columns.firstIndex(where: { $0.name == name }) else {
      return Array(repeating: RowBatch.null, count: count)
    }
    return columns.remove(at: position).cells
  }
}
