/// The rule at the end of a TZif file, for the years that its table does not reach: a POSIX TZ string
/// such as `CST6CDT,M3.2.0,M11.1.0` (IEEE Std 1003.1, 8.3; RFC 8536 §3.3.1).
struct PosixZone: Sendable {
  private struct Change: Sendable {
    enum Day: Sendable {
      /// Month, week (5: the last), weekday (0: Sunday).
      case weekday(month: Int, week: Int, day: Int)
      /// Day of the year from 1, never 29 February.
      case julian(Int)
      /// Day of the year from 0.
      case ordinal(Int)
    }
    var day: Day
    /// Seconds after local midnight.
    var time: Int64 = 7200
  }

  private let standard: Int32
  private let summer: (offset: Int32, begin: Change, end: Change)?

  init?(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    guard scanner.name(), let offset = scanner.time() else { return nil }
    standard = Int32(-offset)
    if scanner.isAtEnd {
      summer = nil
      return
    }
    guard scanner.name() else { return nil }
    var summerOffset = standard + 3600
    if scanner.peek != UInt8(ascii: ",") {
      guard let stated = scanner.time() else { return nil }
      summerOffset = Int32(-stated)
    }
    guard let begin = scanner.change(), let end = scanner.change(), scanner.isAtEnd else {
      return nil
    }
    summer = (summerOffset, begin, end)
  }

  /// Seconds east of UTC at a moment, seconds since 1970.
  func offset(at seconds: Int64) -> Int32 {
    guard let summer else { return standard }
    let day = CalendarDate(dayNumber: Int32(floorDivide(seconds + Int64(standard), 86_400)))
    let year = day.components.year
    let begin = Self.moment(summer.begin, year) - Int64(standard)
    let end = Self.moment(summer.end, year) - Int64(summer.offset)
    let isSummer =
      begin < end ? seconds >= begin && seconds < end : !(seconds >= end && seconds < begin)
    return isSummer ? summer.offset : standard
  }

  /// Local seconds since 1970 of a change in a year.
  private static func moment(_ change: Change, _ year: Int) -> Int64 {
    let newYear = CalendarDate(year: year, month: 1, day: 1)?.dayNumber ?? 0
    let day: Int
    switch change.day {
    case .ordinal(let number): day = Int(newYear) + number
    case .julian(let number):
      let isLeap = CalendarDate.daysIn(month: 2, of: year) == 29
      day = Int(newYear) + number - 1 + (isLeap && number >= 60 ? 1 : 0)
    case .weekday(let month, let week, let weekday):
      let first = CalendarDate(year: year, month: month, day: 1) ?? CalendarDate(dayNumber: newYear)
      var date = 1 + (weekday - first.weekday % 7 + 7) % 7 + (week - 1) * 7
      if date > CalendarDate.daysIn(month: month, of: year) { date -= 7 }
      day = Int(first.dayNumber) + date - 1
    }
    return Int64(day) * 86_400 + change.time
  }

  private struct Scanner {
    let bytes: [UInt8]
    var position = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { position == bytes.count }
    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ character: Character) -> Bool {
      guard peek == character.asciiValue else { return false }
      position += 1
      return true
    }

    /// `CST` or `<+0330>`: only its extent matters.
    mutating func name() -> Bool {
      let start = position
      if take("<") {
        while let byte = peek, byte != UInt8(ascii: ">") { position += 1 }
        return take(">")
      }
      while let byte = peek, (65...90).contains(byte & 0xDF) { position += 1 }
      return position - start >= 3
    }

    mutating func number() -> Int? {
      let start = position
      var value = 0
      while let byte = peek, (48...57).contains(byte), position - start < 4 {
        value = value * 10 + Int(byte - 48)
        position += 1
      }
      return position > start ? value : nil
    }

    /// `[+-]hh[:mm[:ss]]` in seconds.
    mutating func time() -> Int64? {
      let isNegative = take("-")
      if !isNegative { _ = take("+") }
      guard let hours = number() else { return nil }
      var seconds = hours * 3600
      for unit in [60, 1] where take(":") {
        guard let value = number() else { return nil }
        seconds += value * unit
      }
      return Int64(isNegative ? -seconds : seconds)
    }

    mutating func change() -> Change? {
      guard take(",") else { return nil }
      var change: Change
      if take("M") {
        guard let month = number(), take("."), let week = number(), take("."), let day = number(),
          (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
        else { return nil }
        change = Change(day: .weekday(month: month, week: week, day: day))
      } else if take("J") {
        guard let day = number() else { return nil }
        change = Change(day: .julian(day))
      } else {
        guard let day = number() else { return nil }
        change = Change(day: .ordinal(day))
      }
      if take("/") {
        guard let time = time() else { return nil }
        change.time = time
      }
      return change
    }
  }
}
