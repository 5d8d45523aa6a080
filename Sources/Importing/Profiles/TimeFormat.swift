internal import Billing

/// A format of dates and times, such as `dd/MM/yyyy HH:mm:ss`, compiled to a list of parts; read byte
/// by byte, never by a formatter.
struct TimeFormat: Sendable {
  private enum Part: Sendable {
    case literal(UInt8)
    /// What is counted, and the fewest and most digits.
    case number(Unit, ClosedRange<Int>)
    case monthName
    case halfDay
    case epochSeconds
    case epochMilliseconds
    case offset
  }

  private enum Unit: Sendable { case year, shortYear, month, day, hour, minute, second, fraction }

  let text: String
  private let parts: [Part]

  /// Tokens: yyyy yy MMM MM M dd d HH H hh mm ss SSS a XXX, `epoch`, `epoch_ms`; everything else
  /// stands for itself. Nil when a letter is no token.
  init?(_ text: String) {
    self.text = text
    if text == "epoch" {
      parts = [.epochSeconds]
      return
    }
    if text == "epoch_ms" {
      parts = [.epochMilliseconds]
      return
    }
    let tokens: [(String, Part)] = [
      ("yyyy", .number(.year, 4...4)), ("yy", .number(.shortYear, 2...2)), ("MMM", .monthName),
      ("MM", .number(.month, 2...2)), ("M", .number(.month, 1...2)),
      ("dd", .number(.day, 2...2)), ("d", .number(.day, 1...2)),
      ("HH", .number(.hour, 2...2)), ("H", .number(.hour, 1...2)),
      ("hh", .number(.hour, 2...2)), ("mm", .number(.minute, 2...2)),
      ("ss", .number(.second, 2...2)), ("SSS", .number(.fraction, 3...3)), ("a", .halfDay),
      ("XXX", .offset), ("T", .literal(UInt8(ascii: "T"))),
    ]
    var parts: [Part] = []
    var rest = text[...]
    while let first = rest.first {
      if let token = tokens.first(where: { rest.hasPrefix($0.0) }) {
        parts.append(token.1)
        rest = rest.dropFirst(token.0.count)
      } else {
        guard let byte = first.asciiValue, !first.isLetter else { return nil }
        parts.append(.literal(byte))
        rest = rest.dropFirst()
      }
    }
    self.parts = parts
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
    var hour = numbers[.hour] ?? 0
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
