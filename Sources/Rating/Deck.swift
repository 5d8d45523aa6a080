internal import Billing
internal import Diagnostics
internal import Store

/// A rate deck in memory: every rate by its prefix, with the days on which it holds.
final class Deck {
  /// A rate, as a call needs it.
  struct Rate: Sendable {
    var id: Int64
    var tariff: CallTariff
    var isBlocked: Bool
  }

  let id: Int64
  let name: String
  let purpose: String
  /// The currency of its source.
  let currency: String?
  private let rates: DeckRates

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
    let own = try DeckDefaults(of: id, in: database)
    var rates = DeckRates()
    if let base = row.optionalInteger(3) {
      try rates.read(
        base, named: name, DeckDefaults(of: base, in: database), markup: row.integer(4), over: own,
        decimals: decimals, from: database)
    }
    try rates.read(id, named: name, own, decimals: decimals, from: database)
    self.rates = rates
  }

  /// The rate of the longest prefix of a number that holds on a day; nil where none does.
  func rate(of number: Int64, inbound isInbound: Bool, on day: Int32) -> Rate? {
    rates.rate(of: number, inbound: isInbound, on: day)
  }
}
