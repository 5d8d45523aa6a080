internal import Billing
internal import Diagnostics
internal import Store

/// The SQL functions that reports may use besides the standard ones. All are deterministic, and none
/// reads the clock.
enum ReportFunctions {
  static func register(in database: Database) throws(Problem) {
    // days_between('2026-10-01', '2026-10-31') is 30; NULL when either is no day.
    try database.addFunction("days_between", arity: 2) { arguments in
      guard let from = day(arguments[0]), let to = day(arguments[1]) else { return .null }
      return .integer(Int64(to - from))
    }
    // add_days('2026-10-31', 1) is '2026-11-01'.
    try database.addFunction("add_days", arity: 2) { arguments in
      guard let from = day(arguments[0]), case .integer(let days) = arguments[1] else {
        return .null
      }
      return .text((from + Int(days)).description)
    }
    // add_months('2026-08-31', 1, 31) is '2026-09-30': the anchor is kept.
    try database.addFunction("add_months", arity: 3) { arguments in
      guard let from = day(arguments[0]), case .integer(let months) = arguments[1],
        case .integer(let anchor) = arguments[2]
      else { return .null }
      return .text(from.adding(months: Int(months), anchor: Int(anchor)).description)
    }
    // local_date(1793503800000, 'America/Chicago') is '2026-10-31'.
    try database.addFunction("local_date", arity: 2) { arguments in
      guard let local = local(arguments[0], arguments[1]) else { return .null }
      return .text(local.utcDay.description)
    }
    // local_minute(instant, zone): minutes since local midnight.
    try database.addFunction("local_minute", arity: 2) { arguments in
      guard let local = local(arguments[0], arguments[1]) else { return .null }
      return .integer(local.millisecondOfDay / 60_000)
    }
    // midnight_utc('2026-10-15') in milliseconds since 1970.
    try database.addFunction("midnight_utc", arity: 1) { arguments in
      guard let day = day(arguments[0]) else { return .null }
      return .integer(Instant(day).milliseconds)
    }
    // minor_units('CAD') is 100, of JPY 1.
    try database.addFunction("minor_units", arity: 1) { arguments in
      guard case .text(let code) = arguments[0], let digits = Currency.digits(code) else {
        return .null
      }
      return .integer((0..<digits).reduce(1) { product, _ in product * 10 })
    }
  }

  private static func day(_ value: SQLValue) -> CalendarDate? {
    guard case .text(let text) = value else { return nil }
    return CalendarDate(text)
  }

  private static func local(_ instant: SQLValue, _ zone: SQLValue) -> Instant? {
    guard case .integer(let milliseconds) = instant, case .text(let name) = zone,
      let rules = try? ZoneDatabase.rules(for: name)
    else { return nil }
    return rules.local(Instant(milliseconds: milliseconds))
  }
}
