internal import Billing
internal import Diagnostics
internal import Store

/// A filter as a condition of SQL: values are bound, never spliced; names are checked before.
struct FilterSQL {
  private(set) var condition = ""
  private(set) var values: [SQLValue] = []
  private let columns: [ReportColumn]
  private let zone: TimeZoneRules
  private let user: String?

  /// - Parameters:
  ///   - zone: by whose clock a day is meant where an instant is compared with it; nil: UTC.
  ///   - user: who `is me` means.
  init(
    _ filter: Filter, columns: [ReportColumn], zone: TimeZoneRules? = nil, user: String? = nil
  ) throws(Problem) {
    self.columns = columns
    self.zone = zone ?? .utc
    self.user = user
    condition = try sql(filter)
  }

  private func column(_ name: String) -> (sql: String, kind: ReportColumn.Kind) {
    let kind = columns.first { $0.name == name }?.kind ?? .text
    return ("\"\(name)\"", kind)
  }

  private mutating func bound(_ value: SQLValue) -> String {
    values.append(value)
    return "?\(values.count + Self.firstParameter - 1)"
  }

  /// Named parameters of the report come before.
  static let firstParameter = 101

  private mutating func sql(_ filter: Filter) throws(Problem) -> String {
    switch filter {
    case .all(let parts): return try joined(parts, by: " AND ")
    case .any(let parts): return try joined(parts, by: " OR ")
    case .not(let inner): return "NOT ifnull(\(try sql(inner)), 0)"
    case .isSet(let name): return "\(column(name).sql) IS NOT NULL"
    case .isMe(let name):
      guard let user else {
        throw Problem(
          "bad-filter", .usage,
          "The filter says 'me': tell who that is with --me NAME or $CARRYOVER_USER.")
      }
      return try compare(name, "=", user)
    case .matches(let name, let pattern):
      return "\(column(name).sql) LIKE \(bound(.text(Self.like(pattern)))) ESCAPE '\\'"
    case .isIn(let name, let list):
      var parts: [String] = []
      for value in list { parts.append(try compare(name, "=", value)) }
      return "(\(parts.joined(separator: " OR ")))"
    case .isBetween(let name, let low, let high):
      let kind = column(name).kind
      // A day, as the upper bound of instants, is meant to its end.
      if kind == .instant, let day = CalendarDate(high) {
        let end = SQLValue.integer(midnight(day + 1))
        return "(\(try compare(name, ">=", low)) AND \(column(name).sql) < \(bound(end)))"
      }
      return "(\(try compare(name, ">=", low)) AND \(try compare(name, "<=", high)))"
    case .compare(let name, let symbol, let value):
      let comparison = try compare(name, symbol == "!=" ? "=" : symbol, value)
      // What is not set differs from every value.
      return symbol == "!=" ? "NOT ifnull(\(comparison), 0)" : comparison
    }
  }

  private func midnight(_ day: CalendarDate) -> Int64 { zone.startOfDay(day).milliseconds }

  private mutating func joined(_ parts: [Filter], by word: String) throws(Problem) -> String {
    var list: [String] = []
    for part in parts { list.append(try sql(part)) }
    return "(" + list.joined(separator: word) + ")"
  }

  private mutating func compare(_ name: String, _ symbol: String, _ value: String) throws(Problem)
    -> String
  {
    let (sql, kind) = column(name)
    switch kind {
    case .text, .id: return "\(sql) \(symbol) \(bound(.text(value)))"
    case .date:
      guard CalendarDate(value) != nil else { throw Self.wrong(value, name, "a day: 2026-10-31") }
      return "\(sql) \(symbol) \(bound(.text(value)))"
    case .instant:
      if let day = CalendarDate(value) {
        if symbol == "=" {
          let (low, high) = (midnight(day), midnight(day + 1))
          return
            "(\(sql) >= \(bound(.integer(low))) AND \(sql) < \(bound(.integer(high))))"
        }
        // After a day is after its end; up to a day includes it.
        let edge = symbol == ">" || symbol == "<=" ? day + 1 : day
        let operation = symbol == ">" ? ">=" : symbol == "<=" ? "<" : symbol
        return "\(sql) \(operation) \(bound(.integer(midnight(edge))))"
      }
      guard let instant = Instant(iso: Array(value.utf8)[...]) else {
        throw Self.wrong(value, name, "a day, or an instant: 2026-10-31T14:00:00Z")
      }
      return "\(sql) \(symbol) \(bound(.integer(instant.milliseconds)))"
    case .money:
      guard let number = try? ScaledDecimal.parse(Array(value.utf8)[...], scale: 4) else {
        throw Self.wrong(value, name, "an amount in currency units: 100 or 99.95")
      }
      return "\(sql) * 10000 \(symbol) \(bound(.integer(number))) * minor_units(\"currency\")"
    case .integer, .bytes: return try decimal(sql, symbol, value, name, scale: 0)
    case .quantity: return try decimal(sql, symbol, value, name, scale: 6)
    case .rate: return try decimal(sql, symbol, value, name, scale: 8)
    case .flag:
      guard value == "true" || value == "false" else {
        throw Self.wrong(value, name, "true or false")
      }
      return "ifnull(\(sql), 0) \(symbol) \(bound(.integer(value == "true" ? 1 : 0)))"
    }
  }

  private mutating func decimal(
    _ sql: String, _ symbol: String, _ value: String, _ name: String, scale: Int
  ) throws(Problem) -> String {
    guard let number = try? ScaledDecimal.parse(Array(value.utf8)[...], scale: scale) else {
      throw Self.wrong(value, name, "a number")
    }
    return "\(sql) \(symbol) \(bound(.integer(number)))"
  }

  private static func wrong(_ value: String, _ name: String, _ wanted: String) -> Problem {
    Problem(
      "bad-filter", .usage, "The filter compares '\(name)' with '\(value)', but it wants \(wanted)."
    )
  }

  private static func like(_ pattern: String) -> String {
    var like = ""
    for character in pattern {
      switch character {
      case "*": like += "%"
      case "%", "_", "\\": like += "\\\(character)"
      default: like.append(character)
      }
    }
    return like
  }
}
