internal import Billing
internal import Diagnostics
internal import Store

/// A rate deck in memory: every rate by its prefix, with the days on which it holds.
final class Deck {
  /// A rate, as a call needs it.
  struct Rate: Sendable {
    var id: Int64
    /// Days since 1970, both included.
    var since: Int32
    var until: Int32
    var tariff: CallTariff
    var isBlocked: Bool
    /// The rate of the same prefix that began before this one; -1 for none.
    var earlier: Int32
  }

  let id: Int64
  let name: String
  let purpose: String
  /// The currency of its source.
  let currency: String?
  private(set) var rates: [Rate] = []
  private var outbound = PrefixTable()
  private var inbound = PrefixTable()

  /// Reads a deck; one with a base has the rates of that, marked up, and its own beside them.
  ///
  /// - Throws: `unknown-deck`, `bad-prefix`, `deck-chain`.
  init(_ id: Int64, in database: Database) throws(Problem) {
    let row = try database.prepare(
      """
      SELECT rate_deck.name, purpose, source.currency, base, ifnull(markup, 0), ifnull(decimals, 8),
        (SELECT base FROM rate_deck AS b WHERE b.id = rate_deck.base)
      FROM rate_deck JOIN source ON source.id = rate_deck.source WHERE rate_deck.id = ?
      """)
    row.bind([.integer(id)])
    guard try row.step() else { throw .noDeck("number \(id)", among: []) }
    self.id = id
    name = row.text(0) ?? ""
    purpose = row.text(1) ?? ""
    currency = row.text(2)
    let decimals = Int(row.integer(5))
    if !row.isNull(6) { throw .deckChain(name) }
    // Rates of its own stand in the way of those of its base with the same prefix and day.
    let own = try defaults(of: id, in: database)
    if let base = row.optionalInteger(3) {
      try readRates(
        of: base, defaults(of: base, in: database), markup: row.integer(4), over: own,
        decimals: decimals, from: database)
    }
    try readRates(of: id, own, decimals: decimals, from: database)
  }

  /// The rate of the longest prefix of a number that holds on a day; nil where none does.
  func rate(of number: Int64, inbound isInbound: Bool, on day: Int32) -> Rate? {
    // Prefixes are looked through from the longest on: mostly it holds.
    let found = isInbound ? inbound.prefixes(of: number) : outbound.prefixes(of: number)
    for place in (0..<found.count).reversed() {
      var index = found.values[place]
      while index >= 0 {
        let rate = rates[Int(index)]
        if rate.since <= day {
          if day <= rate.until { return rate }
          break
        }
        index = rate.earlier
      }
    }
    return nil
  }
}

// MARK: Reading

extension Deck {
  /// What a deck says for rates that state nothing.
  private struct Defaults {
    var unit: String?
    var first: Int64?
    var next: Int64?
    var fee: Int64?
    var minimum: Int64?
  }

  private func defaults(of deck: Int64, in database: Database) throws(Problem) -> Defaults {
    let row = try database.prepare(
      """
      SELECT unit, first_interval, next_interval, connection_fee, minimum FROM rate_deck
      WHERE id = ?
      """)
    row.bind([.integer(deck)])
    _ = try row.step()
    return Defaults(
      unit: row.text(0), first: row.optionalInteger(1), next: row.optionalInteger(2),
      fee: row.optionalInteger(3), minimum: row.optionalInteger(4))
  }

  /// - Parameters:
  ///   - markup: what is added to the prices, where they are those of a base.
  ///   - own: what the deck itself says then for rates that state nothing; it goes before what its base
  ///     says, and is not marked up.
  private func readRates(
    of deck: Int64, _ defaults: Defaults, markup: Int64 = 0, over own: Defaults? = nil,
    decimals: Int, from database: Database
  ) throws(Problem) {
    let row = try database.prepare(
      """
      SELECT id, prefix, prefix_to, direction, since, until, price, unit, first_interval,
        next_interval, connection_fee, minimum, blocked, line
      FROM rate WHERE deck = ? ORDER BY ifnull(since, ''), id
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
      let rate = Rate(
        id: row.integer(0), since: day(4, Int32.min), until: day(5, Int32.max),
        tariff: tariff,
        isBlocked: row.integer(12) != 0 || row.integer(6) < 0, earlier: -1)
      let prefixes = try Self.prefixes(
        row.text(1) ?? "", row.text(2), deck: name, line: row.integer(13))
      let isInbound = row.text(3) == "inbound"
      for prefix in prefixes { add(rate, prefix, isInbound: isInbound) }
    }
  }

  private func add(_ rate: Rate, _ prefix: String, isInbound: Bool) {
    if isInbound {
      Self.add(rate, prefix, to: &inbound, &rates)
    } else {
      Self.add(rate, prefix, to: &outbound, &rates)
    }
  }

  /// Rates come in the order of their days: each stands before the earlier ones of its prefix.
  private static func add(
    _ rate: Rate, _ prefix: String, to table: inout PrefixTable, _ rates: inout [Rate]
  ) {
    let index = Int32(rates.count)
    rates.append(rate)
    var later: Int32 = -1
    var place = table[prefix.utf8] ?? -1
    // One of the base's may have begun later: it stays before this one.
    while place >= 0, rates[Int(place)].since > rate.since {
      later = place
      place = rates[Int(place)].earlier
    }
    rates[Int(index)].earlier = place
    if later >= 0 {
      rates[Int(later)].earlier = index
    } else {
      table[prefix.utf8] = index
    }
  }

  /// The prefixes of a rate: one, or a range of them.
  static func prefixes(_ first: String, _ last: String?, deck: String, line: Int64)
    throws(Problem) -> [String]
  {
    let last = last ?? first
    guard !first.isEmpty, first.utf8.count == last.utf8.count, first <= last,
      (first + last).utf8.allSatisfy({ $0 &- 48 < 10 }), first.utf8.count <= 15,
      let low = Int64(first), let high = Int64(last), high - low < 100_000
    else { throw .badPrefix(first == last ? first : "\(first)-\(last)", deck: deck, line: line) }
    if low == high { return [first] }
    return (low...high).map { number in
      let text = String(number)
      return String(repeating: "0", count: first.utf8.count - text.utf8.count) + text
    }
  }
}
