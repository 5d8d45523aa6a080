internal import Billing
internal import Diagnostics
internal import Store

/// The rates of a deck by their prefixes. A deck has hundreds of thousands, and each call asks for another
/// one: they are kept small, so that many of them are near.
struct DeckRates: Sendable {
  private struct Entry {
    var id: Int64
    /// Days since 1970, both included.
    var since: Int32
    var until: Int32
    /// The place of its tariff.
    var tariff: Int32
    /// The rate of the same prefix that began before this one; -1 for none.
    var earlier: Int32
  }

  private struct Tariff: Hashable {
    var tariff: CallTariff
    var isBlocked: Bool
  }

  private var entries: [Entry] = []
  /// Many rates have the same one.
  private var tariffs: [Tariff] = []
  private var places: [Tariff: Int32] = [:]
  private var outbound = PrefixTable()
  private var inbound = PrefixTable()

  /// The rate of the longest prefix of a number that holds on a day; nil where none does.
  func rate(of number: Int64, inbound isInbound: Bool, on day: Int32) -> Deck.Rate? {
    // Prefixes are looked through from the longest on: mostly it holds.
    let found = isInbound ? inbound.prefixes(of: number) : outbound.prefixes(of: number)
    for place in (0..<found.count).reversed() {
      var index = found.values[place]
      while index >= 0 {
        let entry = entries[Int(index)]
        if entry.since <= day {
          guard day <= entry.until else { break }
          let tariff = tariffs[Int(entry.tariff)]
          return Deck.Rate(id: entry.id, tariff: tariff.tariff, isBlocked: tariff.isBlocked)
        }
        index = entry.earlier
      }
    }
    return nil
  }
}

// MARK: Reading

/// What a deck says for rates that state nothing.
struct DeckDefaults {
  var unit: String?
  var first: Int64?
  var next: Int64?
  var fee: Int64?
  var minimum: Int64?

  init(of deck: Int64, in database: Database) throws(Problem) {
    let row = try database.prepare(
      """
      SELECT unit, first_interval, next_interval, connection_fee, minimum FROM rate_deck
      WHERE id = ?
      """)
    row.bind([.integer(deck)])
    _ = try row.step()
    unit = row.text(0)
    first = row.optionalInteger(1)
    next = row.optionalInteger(2)
    fee = row.optionalInteger(3)
    minimum = row.optionalInteger(4)
  }
}

extension DeckRates {
  /// Adds the rates of a deck: what begins on the same day as one that is there stands before it.
  ///
  /// - Parameters:
  ///   - name: of the deck that is read, for messages.
  ///   - markup: what is added to the prices, where they are those of a base.
  ///   - own: what the deck itself says then for rates that state nothing; it goes before what its base
  ///     says, and is not marked up.
  /// - Throws: `bad-prefix`.
  mutating func read(
    _ deck: Int64, named name: String, _ defaults: DeckDefaults, markup: Int64 = 0,
    over own: DeckDefaults? = nil, decimals: Int, from database: Database
  ) throws(Problem) {
    let row = try database.prepare(
      """
      SELECT id, prefix, prefix_to, direction, since, until, price, unit, first_interval,
        next_interval, connection_fee, minimum, blocked, line
      FROM rate WHERE deck = ? ORDER BY id
      """)
    row.bind([.integer(deck)])
    var days: [String: Int32] = [:]
    func day(_ column: Int, _ otherwise: Int32) -> Int32 {
      guard let text = row.text(column) else { return otherwise }
      if let known = days[text] { return known }
      let number = CalendarDate(text)?.dayNumber ?? otherwise
      days[text] = number
      return number
    }
    var prefix: [UInt8] = []
    while try row.step() {
      var tariff = CallTariff(
        price: row.integer(6),
        unit: CallTariff.Unit(rawValue: row.text(7) ?? defaults.unit ?? "") ?? .minute,
        first: row.optionalInteger(8) ?? own?.first ?? defaults.first ?? 1,
        next: row.optionalInteger(9) ?? own?.next ?? defaults.next ?? 1,
        connectionFee: row.optionalInteger(10) ?? defaults.fee ?? 0,
        minimum: row.optionalInteger(11) ?? defaults.minimum ?? 0, decimals: decimals)
      if markup != 0 { tariff = tariff.marked(up: markup) }
      if let fee = own?.fee, row.isNull(10) { tariff.connectionFee = fee }
      if let minimum = own?.minimum, row.isNull(11) { tariff.minimum = minimum }
      let entry = Entry(
        id: row.integer(0), since: day(4, Int32.min), until: day(5, Int32.max),
        tariff: place(
          of: Tariff(
            tariff: tariff, isBlocked: row.integer(12) != 0 || row.integer(6) < 0)),
        earlier: -1)
      let isInbound = row.holds("inbound", 3)
      prefix.removeAll(keepingCapacity: true)
      _ = row.appendText(1, to: &prefix)
      if row.isNull(2), Self.isPrefix(prefix) {
        add(entry, prefix, isInbound: isInbound)
        continue
      }
      let range = try Self.prefixes(
        row.text(1) ?? "", row.text(2), deck: name, line: row.integer(13))
      for prefix in range { add(entry, Array(prefix.utf8), isInbound: isInbound) }
    }
    places = [:]
  }

  private mutating func place(of tariff: Tariff) -> Int32 {
    if let last = tariffs.last, last == tariff { return Int32(tariffs.count - 1) }
    if let known = places[tariff] { return known }
    let place = Int32(tariffs.count)
    places[tariff] = place
    tariffs.append(tariff)
    return place
  }

  private mutating func add(_ entry: Entry, _ prefix: [UInt8], isInbound: Bool) {
    if isInbound {
      Self.add(entry, prefix, to: &inbound, &entries)
    } else {
      Self.add(entry, prefix, to: &outbound, &entries)
    }
  }

  /// Each stands before the earlier ones of its prefix.
  private static func add(
    _ entry: Entry, _ prefix: [UInt8], to table: inout PrefixTable, _ entries: inout [Entry]
  ) {
    let index = Int32(entries.count)
    entries.append(entry)
    var later: Int32 = -1
    var place = table[prefix] ?? -1
    while place >= 0, entries[Int(place)].since > entry.since {
      later = place
      place = entries[Int(place)].earlier
    }
    entries[Int(index)].earlier = place
    if later >= 0 {
      entries[Int(later)].earlier = index
    } else {
      table[prefix] = index
    }
  }

  private static func isPrefix(_ text: [UInt8]) -> Bool {
    (1...15).contains(text.count) && text.allSatisfy { $0 &- 48 < 10 }
  }

  /// The prefixes of a rate: one, or a range of them.
  static func prefixes(_ first: String, _ last: String?, deck: String, line: Int64)
    throws(Problem) -> [String]
  {
    let last = last ?? first
    guard first.utf8.count == last.utf8.count, first <= last, isPrefix(Array(first.utf8)),
      isPrefix(Array(last.utf8)), let low = Int64(first), let high = Int64(last),
      high - low < 100_000
    else { throw .badPrefix(first == last ? first : "\(first)-\(last)", deck: deck, line: line) }
    if low == high { return [first] }
    return (low...high).map { number in
      let text = String(number)
      return String(repeating: "0", count: first.utf8.count - text.utf8.count) + text
    }
  }
}
