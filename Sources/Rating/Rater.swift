internal import Billing
internal import Diagnostics
internal import Store

/// A stored call, as far as its price depends on it.
struct RatedCall {
  var id: Int64
  var line: Int64
  var account: Int64
  var start: Int64
  var milliseconds: Int64
  /// Inbound calls are charged only where who is called pays.
  var isInbound: Bool
  /// The called number; nil where it is no E.164 number.
  var number: Int64?
  /// The rule by which it is not charged.
  var rule: CallRule?
}

/// What rating comes to for a call that no rule exempts.
enum RatingOutcome {
  case charged(Charged)
  case unrated(UnratedReason)

  struct Charged {
    var deck: Int64
    var rate: Deck.Rate
    var kind: CallClass
    var charge: CallTariff.Charge
  }
}

/// Why a call that should be charged has no price.
package enum UnratedReason: String, Sendable, CaseIterable {
  case noDeck = "no deck for the account"
  case noNumber = "the called number is no telephone number"
  case noRate = "no rate for the prefix"
  case blocked = "the rate is blocked"
  case otherCurrency = "the deck is in another currency"
}

/// Finds the price of calls: the plan of the account, its deck, the longest prefix that holds on the
/// day, the intervals.
final class Rater {
  private let database: Database
  let accounts: Accounts
  let sources: CallSources
  private var decks: [Int64: Deck] = [:]
  private var lastDeck: Deck?
  /// For accounts without a plan: the only deck that charges; nil where there are several or none.
  private let defaultDeck: Int64?
  /// The quarter of an hour that was looked up last, and its day: days and offsets turn with quarters.
  private var quarter: (number: Int64?, terms: Accounts.Terms?, day: Int32) = (nil, nil, 0)

  init(_ database: Database) throws(Problem) {
    self.database = database
    accounts = try Accounts(database)
    sources = try CallSources(database)
    let count = try database.integer("SELECT count(*) FROM rate_deck WHERE purpose = 'charge'")
    defaultDeck =
      count == 1
      ? try database.integer("SELECT id FROM rate_deck WHERE purpose = 'charge'") : nil
  }

  func deck(_ id: Int64) throws(Problem) -> Deck {
    if let lastDeck, lastDeck.id == id { return lastDeck }
    let deck: Deck
    if let known = decks[id] {
      deck = known
    } else {
      deck = try Deck(id, in: database)
      decks[id] = deck
    }
    lastDeck = deck
    return deck
  }

  /// The accounting day of a call: its start, in the company's calendar.
  func day(of call: RatedCall, _ terms: Accounts.Terms) -> Int32 {
    let number = TimeZoneRules.quarter(of: Instant(milliseconds: call.start))
    if number != nil, quarter.number == number, quarter.terms === terms {
      return quarter.day
    }
    let day = terms.zone.localDay(of: Instant(milliseconds: call.start)).dayNumber
    quarter = (number, terms, day)
    return day
  }

  /// Whether a call began on one of these days, of the company's calendar.
  func began(
    _ call: RatedCall, of terms: Accounts.Terms, from: String?, to: String?
  ) -> Bool {
    if from == nil, to == nil { return true }
    let day = CalendarDate(dayNumber: day(of: call, terms)).description
    return (from ?? day) <= day && day <= (to ?? day)
  }

  func rate(_ call: RatedCall) throws(Problem) -> RatingOutcome {
    try rate(call, of: accounts.terms(of: call.account))
  }

  func rate(_ call: RatedCall, of terms: Accounts.Terms) throws(Problem) -> RatingOutcome {
    let day = day(of: call, terms)
    let plan = terms.plan(on: day)
    guard let deckID = plan?.deck ?? defaultDeck else { return .unrated(.noDeck) }
    guard let number = call.number else { return .unrated(.noNumber) }
    let deck = try deck(deckID)
    if let currency = deck.currency, currency != terms.currency {
      return .unrated(.otherCurrency)
    }
    guard let rate = deck.rate(of: number, inbound: call.isInbound, on: day) else {
      return .unrated(.noRate)
    }
    if rate.isBlocked { return .unrated(.blocked) }
    return .charged(
      .init(
        deck: deckID, rate: rate, kind: Self.kind(of: number, call, terms, plan),
        charge: rate.tariff.charge(milliseconds: call.milliseconds)))
  }

  static func kind(
    of number: Int64, _ call: RatedCall, _ terms: Accounts.Terms, _ plan: Accounts.Plan?
  ) -> CallClass {
    if call.isInbound { return .tollFree }
    if let plan, plan.localPrefixes.containsPrefix(of: number) { return .local }
    guard let code = terms.countryCode else { return .international }
    return PhoneNumber.begins(number, with: code) ? .longDistance : .international
  }
}

extension RatedCall {
  /// The columns of a call, of `cdr` alone: `init(_:_:)` reads them. As they are stored: what SQL would
  /// make of them costs more than the rating.
  static let columns = """
    cdr.id, cdr.line, cdr.account, cdr.start, cdr.duration, cdr.direction, cdr.matched_by, cdr.to_number,
    cdr.to_text, cdr.disposition, cdr.source
    """
  /// How many these are.
  static let columnCount = 11

  init(_ row: Statement, _ sources: CallSources) {
    id = row.integer(0)
    line = row.integer(1)
    account = row.integer(2)
    start = row.integer(3)
    milliseconds = row.integer(4)
    let direction = Self.direction(row)
    isInbound = direction == "inbound"
    number = row.optionalInteger(7)
    let source = sources[row.integer(10)]
    rule = CallRule(
      sourceRole: source.role, direction: direction,
      disposition: row.isNull(9) || row.holds("answered", 9) ? nil : "failed",
      milliseconds: milliseconds, calledText: number == nil ? row.text(8) : nil,
      calledNumber: number, country: source.country)
  }

  /// The carrier's, or as it follows from whose number it is.
  private static func direction(_ row: Statement) -> String {
    if row.holds("outbound", 5) { return "outbound" }
    if row.isNull(5) { return row.holds("to", 6) ? "inbound" : "outbound" }
    return row.holds("inbound", 5) ? "inbound" : row.holds("internal", 5) ? "internal" : "outbound"
  }
}

/// What rating must know of the sources of calls; there are few.
struct CallSources {
  struct Source {
    /// Nil for sources whose calls are billed.
    var role: String?
    var country: String?
  }

  private var sources: [(id: Int64, source: Source)] = []

  subscript(id: Int64) -> Source {
    for known in sources where known.id == id { return known.source }
    return Source()
  }

  init(_ database: Database) throws(Problem) {
    let row = try database.prepare("SELECT id, role, country FROM source")
    while try row.step() {
      let role = row.text(1)
      let source = Source(
        role: role == "cost" || role == "reference" ? role : nil, country: row.text(2))
      sources.append((row.integer(0), source))
    }
  }
}
