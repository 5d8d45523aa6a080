internal import Billing
internal import Diagnostics

/// The SQL functions that views and reports may use besides the standard ones. All are deterministic,
/// and none reads the clock.
enum StoreFunctions {
  static func register(in database: Database) throws(Problem) {
    try registerVoice(in: database)
    // rolled_over(cap, used, life) OVER (PARTITION BY account ORDER BY start): what earlier periods left
    // over and this one may use; rollover_expired: what of it is lost when this one ends. Life is NULL
    // where nothing rolls over, 0 for good.
    try database.addRunningFunction("rolled_over", arity: 3, RolledOver.self)
    try database.addRunningFunction("rollover_expired", arity: 3, RolloverExpired.self)
    let zones = LastZone()
    // days_between('2026-10-01', '2026-10-31') is 30; NULL when either is no day.
    try database.addFunction("days_between", arity: 2) { arguments in
      guard let from = day(arguments, 0), let to = day(arguments, 1) else { return .null }
      return .integer(Int64(to - from))
    }
    // add_days('2026-10-31', 1) is '2026-11-01'.
    try database.addFunction("add_days", arity: 2) { arguments in
      guard let from = day(arguments, 0), case .integer(let days) = arguments[1] else {
        return .null
      }
      return .text((from + Int(days)).description)
    }
    // add_months('2026-08-31', 1, 31) is '2026-09-30': the anchor is kept.
    try database.addFunction("add_months", arity: 3) { arguments in
      guard let from = day(arguments, 0), case .integer(let months) = arguments[1],
        case .integer(let anchor) = arguments[2]
      else { return .null }
      return .text(from.adding(months: Int(months), anchor: Int(anchor)).description)
    }
    // cycle_start('2026-09-03', 31) is '2026-08-31': the newest billing day that is not later.
    try database.addFunction("cycle_start", arity: 2) { arguments in
      guard let date = day(arguments, 0), case .integer(let anchor) = arguments[1] else {
        return .null
      }
      let start = date.adding(months: 0, anchor: Int(anchor))
      return .text(
        (start > date ? date.adding(months: -1, anchor: Int(anchor)) : start).description)
    }
    // utc_date(1793503800000) is '2026-11-01'.
    try database.addFunction("utc_date", arity: 1) { arguments in
      guard case .integer(let milliseconds) = arguments[0] else { return .null }
      return .text(Instant(milliseconds: milliseconds).utcDay.description)
    }
    // local_date(1793503800000, 'America/Chicago') is '2026-10-31'.
    try database.addFunction("local_date", arity: 2) { arguments in
      guard let local = zones.local(arguments[0], arguments[1]) else { return .null }
      return .text(local.utcDay.description)
    }
    // local_time(1793503800000, 'America/Chicago') is '22:30:00'.
    try database.addFunction("local_time", arity: 2) { arguments in
      guard let local = zones.local(arguments[0], arguments[1]) else { return .null }
      return .text(TimeOfDay.text(local.millisecondOfDay))
    }
    // local_minute(instant, zone): minutes since local midnight.
    try database.addFunction("local_minute", arity: 2) { arguments in
      guard let local = zones.local(arguments[0], arguments[1]) else { return .null }
      return .integer(local.millisecondOfDay / 60_000)
    }
    // midnight_utc('2026-10-15') in milliseconds since 1970.
    try database.addFunction("midnight_utc", arity: 1) { arguments in
      guard let day = day(arguments, 0) else { return .null }
      return .integer(Instant(day).milliseconds)
    }
    // minute_of_day('06:30') is 390; NULL when it is no time.
    try database.addFunction("minute_of_day", arity: 1) { arguments in
      guard case .text(let text) = arguments[0], let minutes = TimeOfDay.minutes(text.utf8) else {
        return .null
      }
      return .integer(minutes)
    }
    // minor_units('CAD') is 100, of JPY 1.
    try database.addFunction("minor_units", arity: 1) { arguments in
      guard case .text(let code) = arguments[0], let digits = Currency.digits(code) else {
        return .null
      }
      return .integer((0..<digits).reduce(1) { product, _ in product * 10 })
    }
  }

  private static func registerVoice(in database: Database) throws(Problem) {
    // call_rule(role of the source, direction, disposition, milliseconds, called text, called number,
    // country of the source): the rule by which a call is not charged; NULL when it is.
    try database.addFunction("call_rule", arity: 7) { arguments in
      let rule = CallRule(
        sourceRole: text(arguments[0]), direction: text(arguments[1]),
        disposition: text(arguments[2]), milliseconds: number(arguments[3]) ?? 0,
        calledText: text(arguments[4]), calledNumber: number(arguments[5]),
        country: text(arguments[6]))
      return rule.map { .text($0.rawValue) } ?? .null
    }
    // tariff_seconds(first, next, milliseconds): the seconds that a call is billed.
    try database.addFunction("tariff_seconds", arity: 3) { arguments in
      guard let milliseconds = number(arguments[2]) else { return .null }
      let tariff = CallTariff(
        price: 0, first: number(arguments[0]) ?? 1, next: number(arguments[1]) ?? 1)
      return .integer(tariff.charge(milliseconds: milliseconds).billed)
    }
    // tariff_charge(price, unit, first, next, connection fee, minimum, decimals, milliseconds) in 10⁻⁸.
    try database.addFunction("tariff_charge", arity: 8) { arguments in
      guard let price = number(arguments[0]), let milliseconds = number(arguments[7]) else {
        return .null
      }
      let tariff = CallTariff(
        price: price, unit: text(arguments[1]).flatMap { CallTariff.Unit(rawValue: $0) } ?? .minute,
        first: number(arguments[2]) ?? 1, next: number(arguments[3]) ?? 1,
        connectionFee: number(arguments[4]) ?? 0, minimum: number(arguments[5]) ?? 0,
        decimals: Int(number(arguments[6]) ?? 8))
      return .integer(tariff.charge(milliseconds: milliseconds).amount)
    }
  }

  fileprivate static func share(_ rollover: inout Rollover, _ arguments: borrowing SQLArguments)
    -> Rollover.Share
  {
    rollover.next(
      cap: number(arguments[0]), used: number(arguments[1]) ?? 0, life: number(arguments[2]))
  }

  private static func text(_ value: SQLValue) -> String? {
    if case .text(let text) = value { text } else { nil }
  }

  private static func number(_ value: SQLValue) -> Int64? {
    if case .integer(let number) = value { number } else { nil }
  }

  private static func day(_ arguments: borrowing SQLArguments, _ index: Int) -> CalendarDate? {
    unsafe arguments.withText(index) { CalendarDate(iso: $0) }
  }
}

/// Rows that follow each other have the same zone: its rules are looked up when the name changes.
private final class LastZone {
  private var name = ""
  private var rules: TimeZoneRules?

  /// The local clock at an instant; nil when either is not what it should be.
  func local(_ instant: SQLValue, _ zone: SQLValue) -> Instant? {
    guard case .integer(let milliseconds) = instant, case .text(let name) = zone else { return nil }
    if name != self.name {
      self.name = name
      rules = try? ZoneDatabase.rules(for: name)
    }
    return rules?.local(Instant(milliseconds: milliseconds))
  }
}

private struct RolledOver: RunningFunction {
  private var rollover = Rollover()

  mutating func next(_ arguments: borrowing SQLArguments) -> SQLValue {
    .integer(StoreFunctions.share(&rollover, arguments).available)
  }
}

private struct RolloverExpired: RunningFunction {
  private var rollover = Rollover()

  mutating func next(_ arguments: borrowing SQLArguments) -> SQLValue {
    .integer(StoreFunctions.share(&rollover, arguments).expired)
  }
}
