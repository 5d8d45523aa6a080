internal import Billing

/// A format of dates and times, such as `dd/MM/yyyy HH:mm:ss`, compiled to a list of parts; read byte
/// by byte, never by a formatter.
struct TimeFormat: Sendable {
  fileprivate enum Part: Sendable {
    case literal(UInt8)
    /// What is counted, and the fewest and most digits.
    case number(Unit, ClosedRange<Int>)
    case monthName, dayName
    case halfDay
    /// A count since 1970; so many make a millisecond, or is worth so many.
    case epoch(milliseconds: Int64, over: Int64)
    /// Days since 1899-12-30, with decimals for the time of day.
    case serial
    case offset
  }

  fileprivate enum Unit: Int, Sendable {
    case year, shortYear, month, day, hour, minute, second, fraction
    /// 1 to 12, with AM or PM.
    case halfDayHour
  }

  let text: String
  /// Two-digit years from this on are the last century's.
  private let pivot: Int
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
    Token(text: "EEE", about: "Mon to Sun, in any case; not looked at", part: .dayName),
    Token(text: "MM", about: "Month, two digits", part: .number(.month, 2...2)),
    Token(text: "M", about: "Month, one or two digits", part: .number(.month, 1...2)),
    Token(text: "dd", about: "Day, two digits", part: .number(.day, 2...2)),
    Token(text: "d", about: "Day, one or two digits", part: .number(.day, 1...2)),
    Token(text: "HH", about: "Hour 00 to 23", part: .number(.hour, 2...2)),
    Token(text: "H", about: "Hour 0 to 23", part: .number(.hour, 1...2)),
    Token(text: "hh", about: "Hour 01 to 12, with a", part: .number(.halfDayHour, 2...2)),
    Token(text: "h", about: "Hour 1 to 12, with a", part: .number(.halfDayHour, 1...2)),
    Token(text: "mm", about: "Minute", part: .number(.minute, 2...2)),
    Token(text: "m", about: "Minute, one or two digits", part: .number(.minute, 1...2)),
    Token(text: "ss", about: "Second", part: .number(.second, 2...2)),
    Token(text: "s", about: "Second, one or two digits", part: .number(.second, 1...2)),
    Token(
      text: "SSSSSS", about: "Microseconds; milliseconds are kept", part: .number(.fraction, 6...6)),
    Token(text: "SSS", about: "Milliseconds", part: .number(.fraction, 3...3)),
    Token(text: "SS", about: "Hundredths of a second", part: .number(.fraction, 2...2)),
    Token(text: "S", about: "Tenths of a second", part: .number(.fraction, 1...1)),
    Token(text: "a", about: "AM or PM, a.m. or p.m.", part: .halfDay),
    Token(text: "XXX", about: "Z, or the offset from UTC such as -05:00", part: .offset),
    Token(text: "T", about: "The letter T", part: .literal(UInt8(ascii: "T"))),
    Token(
      text: "epoch",
      about: "Alone: seconds since 1970, of the years 1980 to 2100; decimals allowed",
      part: .epoch(milliseconds: 1000, over: 1), isWhole: true),
    Token(
      text: "epoch_ms", about: "Alone: milliseconds since 1970",
      part: .epoch(milliseconds: 1, over: 1), isWhole: true),
    Token(
      text: "epoch_us", about: "Alone: microseconds since 1970",
      part: .epoch(milliseconds: 1, over: 1000), isWhole: true),
    Token(
      text: "epoch_ns", about: "Alone: nanoseconds since 1970",
      part: .epoch(milliseconds: 1, over: 1_000_000), isWhole: true),
    Token(
      text: "excel", about: "Alone: a spreadsheet's day number, local time in its decimals",
      part: .serial, isWhole: true),
  ]

  /// Tokens, signs that stand for themselves, and letters in quotes; nil when a letter is no token.
  init?(_ text: String, pivot: Int = 70) {
    self.text = text
    self.pivot = pivot
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
      } else if first == "'", let close = rest.dropFirst().firstIndex(of: "'") {
        parts += rest[..<close].dropFirst().utf8.map { .literal($0) }
        rest = rest[close...].dropFirst()
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
      case .epoch, .serial: hasEpoch = true
      case .halfDay: hasHalfDay = true
      case .monthName: hasMonth = true
      case .literal, .offset, .dayName: continue
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
    // One place for each unit, -1 while it is not read: no allocation for a cell.
    var numbers = SIMD16<Int32>(repeating: -1)
    var isAfternoon: Bool?
    var offset: Int?
    for part in parts {
      switch part {
      case .literal(let byte):
        guard position < text.endIndex, text[position] == byte else { return nil }
        position += 1
      case .number(let unit, let digits):
        guard let number = Self.number(text, &position, digits) else { return nil }
        numbers[unit.rawValue] = Int32(
          unit == .fraction ? Self.milliseconds(number, digits.upperBound) : number)
      case .monthName:
        guard let month = Self.month(text, &position) else { return nil }
        numbers[Unit.month.rawValue] = Int32(month)
      case .halfDay:
        guard let found = Self.halfDay(text, &position) else { return nil }
        isAfternoon = found
      case .dayName:
        guard text.endIndex - position >= 3 else { return nil }
        position += 3
      case .epoch(let milliseconds, let divisor):
        return Self.epoch(text[position...], milliseconds, divisor)
      case .serial: return Self.serial(text[position...])
      case .offset:
        guard let found = Self.offset(text, &position) else { return nil }
        offset = found
      }
    }
    guard position == text.endIndex else { return nil }
    return reading(numbers, isAfternoon: isAfternoon, offset: offset)
  }

  private func reading(
    _ numbers: SIMD16<Int32>, isAfternoon: Bool?, offset: Int?
  ) -> Reading? {
    func number(_ unit: Unit) -> Int? {
      let value = numbers[unit.rawValue]
      return value < 0 ? nil : Int(value)
    }
    let short = number(.shortYear).map { $0 + ($0 < pivot ? 2000 : 1900) }
    var hour = number(.hour) ?? number(.halfDayHour) ?? 0
    if let isAfternoon {
      guard (1...12).contains(hour) else { return nil }
      hour = hour % 12 + (isAfternoon ? 12 : 0)
    }
    let (minute, second) = (number(.minute) ?? 0, number(.second) ?? 0)
    guard let year = number(.year) ?? short,
      let date = CalendarDate(year: year, month: number(.month) ?? 1, day: number(.day) ?? 1),
      hour < 24, minute < 60, second < 60
    else { return nil }
    let time = ((hour * 60 + minute) * 60 + second) * 1000 + (number(.fraction) ?? 0)
    return Reading(local: Instant(date, milliseconds: Int64(time)), offset: offset)
  }

  /// From 1980 to 2100, in milliseconds: what is counted earlier or later is a day written in digits.
  private static let counted: Range<Int64> = 315_532_800_000..<4_102_444_800_000

  private static func epoch(
    _ text: ArraySlice<UInt8>, _ milliseconds: Int64, _ divisor: Int64
  ) -> Reading? {
    guard let first = text.first, first &- 48 < 10,
      let exact = Ratio(text)?.times(Ratio(milliseconds, scale: 0))?
        .divided(by: Ratio(divisor, scale: 0)), let found = exact.rounded(scale: 0),
      counted.contains(found)
    else { return nil }
    return Reading(local: Instant(milliseconds: found), offset: 0)
  }

  private static func serial(_ text: ArraySlice<UInt8>) -> Reading? {
    guard let first = text.first, first &- 48 < 10,
      let found = Ratio(text)?.times(Ratio(Instant.millisecondsPerDay, scale: 0))?
        .rounded(scale: 0), let epoch = CalendarDate(year: 1899, month: 12, day: 30)
    else { return nil }
    // Spreadsheets count a 29 February 1900 that never was: before it their days are off by one.
    guard found >= 61 * Instant.millisecondsPerDay else { return nil }
    let local = Instant(epoch).milliseconds + found
    return local < counted.upperBound ? Reading(local: Instant(milliseconds: local)) : nil
  }

  private static func halfDay(_ text: ArraySlice<UInt8>, _ position: inout Int) -> Bool? {
    let letters = text[position...].prefix(4).filter { $0 != UInt8(ascii: ".") }
    guard letters.count >= 2, let first = letters.first.map({ $0 & 0xDF }),
      letters.dropFirst().first.map({ $0 & 0xDF }) == UInt8(ascii: "M"),
      first == UInt8(ascii: "A") || first == UInt8(ascii: "P")
    else { return nil }
    var taken = 0
    while position < text.endIndex, taken < 2 {
      if text[position] != UInt8(ascii: ".") { taken += 1 }
      position += 1
    }
    if position < text.endIndex, text[position] == UInt8(ascii: ".") { position += 1 }
    return first == UInt8(ascii: "P")
  }

  private static func milliseconds(_ number: Int, _ digits: Int) -> Int {
    switch digits {
    case 1: number * 100
    case 2: number * 10
    case 3: number
    default: number / 1000
    }
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

  // MARK: Rivals

  /// Texts of one day, 2003-02-01 04:05:06, as this format writes it: with leading zeros, and without
  /// where it may do without them.
  private var samples: [[UInt8]] {
    [false, true].map { isShort in
      parts.flatMap { part -> [UInt8] in
        switch part {
        case .literal(let byte): [byte]
        case .number(let unit, let digits):
          Self.padded(Self.sample[unit] ?? 0, isShort ? digits.lowerBound : digits.upperBound)
        case .monthName: Array("Feb".utf8)
        case .dayName: Array("Sat".utf8)
        case .halfDay: Array("AM".utf8)
        case .epoch, .serial: Array("40000".utf8)
        case .offset: Array("+00:00".utf8)
        }
      }
    }
  }

  private static let sample: [Unit: Int] = [
    .year: 2003, .shortYear: 3, .month: 2, .day: 1, .hour: 4, .halfDayHour: 4, .minute: 5,
    .second: 6,
  ]

  private static func padded(_ number: Int, _ width: Int) -> [UInt8] {
    let digits = Array(String(number).utf8)
    return Array(repeating: 48, count: max(0, width - digits.count)) + digits
  }

  /// Whether the other one may read a text of this one as another day.
  func isRival(of other: TimeFormat) -> Bool {
    for (one, two) in [(self, other), (other, self)] {
      for text in one.samples {
        let (a, b) = (one.read(text[...]), two.read(text[...]))
        if a != nil, b != nil, a != b { return true }
      }
    }
    return false
  }

  /// The groups of formats whose members rival each other, as indexes; formats without a rival are
  /// in none.
  static func rivals(_ formats: [TimeFormat]) -> [[Int]] {
    var groups: [[Int]] = []
    for index in formats.indices {
      let joined = groups.indices.filter { group in
        groups[group].contains { formats[$0].isRival(of: formats[index]) }
      }
      var merged = [index]
      for group in joined.reversed() { merged = groups.remove(at: group) + merged }
      groups.append(merged)
    }
    return groups.filter { $0.count > 1 }.map { $0.sorted() }
  }
}
