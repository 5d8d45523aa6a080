internal import Billing

/// A format of dates and times, such as `dd/MM/yyyy HH:mm:ss`, compiled to a list of parts; read byte
/// by byte, never by a formatter.
struct TimeFormat: Sendable {
  fileprivate enum Part: Sendable {
    case literal(UInt8)
    /// What is counted, and the fewest and most digits.
    case number(Unit, ClosedRange<Int>)
    case monthName
    case halfDay
    case epochSeconds
    case epochMilliseconds
    case offset
  }

  fileprivate enum Unit: Sendable {
    case year, shortYear, month, day, hour, minute, second, fraction
    /// 1 to 12, with AM or PM.
    case halfDayHour
  }

  let text: String
  private let parts: [Part]

  struct Token: Sendable {
    let text: String
    let about: String
    fileprivate let part: Part
    /// Whether it can only be a whole format.
    var isWhole = false
  }

  /// Longer ones before those that they begin with.
  static let tokens: [Token] = [
    Token(text: "yyyy", about: "Year", part: .number(.year, 4...4)),
    Token(text: "yy", about: "Year of two digits", part: .number(.shortYear, 2...2)),
    Token(text: "MMM", about: "Jan to Dec, in any case", part: .monthName),
    Token(text: "MM", about: "Month, two digits", part: .number(.month, 2...2)),
    Token(text: "M", about: "Month, one or two digits", part: .number(.month, 1...2)),
    Token(text: "dd", about: "Day, two digits", part: .number(.day, 2...2)),
    Token(text: "d", about: "Day, one or two digits", part: .number(.day, 1...2)),
    Token(text: "HH", about: "Hour 00 to 23", part: .number(.hour, 2...2)),
    Token(text: "H", about: "Hour 0 to 23", part: .number(.hour, 1...2)),
    Token(text: "hh", about: "Hour 01 to 12, with a", part: .number(.halfDayHour, 2...2)),
    Token(text: "h", about: "Hour 1 to 12, with a", part: .number(.halfDayHour, 1...2)),
    Token(text: "mm", about: "Minute", part: .number(.minute, 2...2)),
    Token(text: "ss", about: "Second", part: .number(.second, 2...2)),
    Token(text: "SSS", about: "Milliseconds", part: .number(.fraction, 3...3)),
    Token(text: "a", about: "AM or PM", part: .halfDay),
    Token(text: "XXX", about: "Z, or the offset from UTC such as -05:00", part: .offset),
    Token(text: "T", about: "The letter T", part: .literal(UInt8(ascii: "T"))),
    Token(
      text: "epoch", about: "Alone: seconds since 1970", part: .epochSeconds, isWhole: true),
    Token(
      text: "epoch_ms", about: "Alone: milliseconds since 1970", part: .epochMilliseconds,
      isWhole: true),
  ]

  /// Tokens and signs that stand for themselves; nil when a letter is no token.
  init?(_ text: String) {
    self.text = text
    if let whole = Self.tokens.first(where: { $0.text == text && $0.isWhole }) {
      parts = [whole.part]
      return
    }
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if let token = Self.tokens.first(where: { !$0.isWhole && rest.hasPrefix($0.text) }) {
        parts.append(token.part)
        rest = rest.dropFirst(token.text.count)
      } else {
        guard let byte = first.asciiValue, !first.isLetter else { return nil }
        parts.append(.literal(byte))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
  }

  /// What keeps it from being the format of a day or a moment, as the end of a sentence; nil if
  /// nothing does.
  func lack(needsTime: Bool) -> String? {
    var units = Set<Unit>()
    var (hasEpoch, hasHalfDay, hasMonth) = (false, false, false)
    for part in parts {
      switch part {
      case .number(let unit, _): units.insert(unit)
      case .epochSeconds, .epochMilliseconds: hasEpoch = true
      case .halfDay: hasHalfDay = true
      case .monthName: hasMonth = true
      case .literal, .offset: continue
      }
    }
    if hasEpoch { return nil }
    if units.isDisjoint(with: [.year, .shortYear]) || !units.contains(.day)
      || !(hasMonth || units.contains(.month))
    {
      return "lacks the year, the month or the day"
    }
    if needsTime, units.isDisjoint(with: [.hour, .halfDayHour]) { return "lacks the hour" }
    if hasHalfDay != units.contains(.halfDayHour) {
      return "must have both hh and a (AM or PM), or HH"
    }
    return nil
  }

  /// A local date and time, or an instant where the text itself says its offset.
  struct Reading: Equatable {
    var local: Instant
    /// Minutes east of UTC, if the text says so.
    var offset: Int?
  }

  /// Reads a whole text; nil when it does not fit, or the calendar has no such day.
  func read(_ text: ArraySlice<UInt8>) -> Reading? {
    var position = text.startIndex
    var numbers: [Unit: Int] = [.month: 1, .day: 1]
    var isAfternoon: Bool?
    var offset: Int?
    for part in parts {
      switch part {
      case .literal(let byte):
        guard position < text.endIndex, text[position] == byte else { return nil }
        position += 1
      case .number(let unit, let digits):
        guard let number = Self.number(text, &position, digits) else { return nil }
        numbers[unit] = number
      case .monthName:
        guard let month = Self.month(text, &position) else { return nil }
        numbers[.month] = month
      case .halfDay:
        guard text.endIndex - position >= 2 else { return nil }
        let letter = text[position] & 0xDF
        guard letter == UInt8(ascii: "A") || letter == UInt8(ascii: "P") else { return nil }
        guard text[position + 1] & 0xDF == UInt8(ascii: "M") else { return nil }
        isAfternoon = letter == UInt8(ascii: "P")
        position += 2
      case .epochSeconds, .epochMilliseconds:
        guard let number = Self.number(text, &position, 1...15), position == text.endIndex else {
          return nil
        }
        var scale: Int64 = 1000
        if case .epochMilliseconds = part { scale = 1 }
        let milliseconds = Int64(number) * scale
        // The end of the year 9999, after which no calendar of ours goes.
        guard milliseconds < 253_402_300_800_000 else { return nil }
        return Reading(local: Instant(milliseconds: milliseconds), offset: 0)
      case .offset:
        guard let found = Self.offset(text, &position) else { return nil }
        offset = found
      }
    }
    guard position == text.endIndex else { return nil }
    return reading(numbers, isAfternoon: isAfternoon, offset: offset)
  }

  private func reading(_ numbers: [Unit: Int], isAfternoon: Bool?, offset: Int?) -> Reading? {
    // Two-digit years: 70 to 99 are the last century's.
    let short = numbers[.shortYear].map { $0 + ($0 < 70 ? 2000 : 1900) }
    var hour = numbers[.hour] ?? numbers[.halfDayHour] ?? 0
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    let (minute, second) = (numbers[.minute] ?? 0, numbers[.second] ?? 0)
    guard let year = numbers[.year] ?? short,
      let date = CalendarDate(year: year, month: numbers[.month] ?? 1, day: numbers[.day] ?? 1),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + (numbers[.fraction] ?? 0)
    return Reading(local: Instant(date, milliseconds: Int64(time)), offset: offset)
  }

  private static func number(
    _ text: ArraySlice<UInt8>, _ position: inout Int, _ digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var count = 0
    while position < text.endIndex, count < digits.upperBound, text[position] &- 48 < 10 {
      value = value * 10 + Int(text[position] - 48)
      count += 1
      position += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  private static let months: [[UInt8]] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  private static func month(_ text: ArraySlice<UInt8>, _ position: inout Int) -> Int? {
    let name = text[position...].prefix(3).map { $0 | 0x20 }
    guard let index = months.firstIndex(of: name) else { return nil }
    position += 3
    return index + 1
  }

  private static func offset(_ text: ArraySlice<UInt8>, _ position: inout Int) -> Int? {
    guard position < text.endIndex else { return nil }
    let sign = text[position]
    position += 1
    if sign == UInt8(ascii: "Z") { return 0 }
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-"),
      let hours = number(text, &position, 2...2)
    else { return nil }
    if position < text.endIndex, text[position] == UInt8(ascii: ":") { position += 1 }
    guard let minutes = number(text, &position, 2...2), minutes < 60 else { return nil }
    return (hours * 60 + minutes) * (sign == UInt8(ascii: "-") ? -1 : 1)
  }
}
