/// A moment, as milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Sendable, Comparable {
  package let milliseconds: Int64

  package static let millisecondsPerDay: Int64 = 86_400_000

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// Midnight UTC of a day, and so many milliseconds later.
  package init(_ date: CalendarDate, milliseconds: Int64 = 0) {
    self.milliseconds = Int64(date.dayNumber) * Self.millisecondsPerDay + milliseconds
  }

  /// The day of it in UTC.
  package var utcDay: CalendarDate {
    CalendarDate(dayNumber: Int32(floorDivide(milliseconds, Self.millisecondsPerDay)))
  }

  /// Milliseconds since midnight UTC.
  package var millisecondOfDay: Int64 {
    milliseconds - Int64(utcDay.dayNumber) * Self.millisecondsPerDay
  }

  /// `2026-08-01T00:00:00Z`, with up to nine decimals of a second (milliseconds are kept) and `Z` or
  /// an offset such as `-05:00`; nil for anything else. A blank in place of `T` will do.
  package init?(iso bytes: ArraySlice<UInt8>) {
    let text = Array(bytes)
    guard text.count >= 20, text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: " "),
      let date = CalendarDate(iso: text[..<10]),
      let time = TimeOfDay.parse(text[11..<19])
    else { return nil }
    var position = 19
    var fraction: Int64 = 0
    if text[position] == UInt8(ascii: ".") {
      var scale: Int64 = 100
      position += 1
      let first = position
      while position < text.count, (48...57).contains(text[position]) {
        fraction += Int64(text[position] - 48) * scale
        scale /= 10
        position += 1
      }
      guard position > first, position - first <= 9 else { return nil }
    }
    guard let offset = Self.offset(text[position...]) else { return nil }
    self.init(date, milliseconds: time + fraction - offset * 60_000)
  }

  /// Minutes east of UTC that `Z`, `+05:30` or `-0500` say.
  private static func offset(_ text: ArraySlice<UInt8>) -> Int64? {
    if text.count == 1, text.first == UInt8(ascii: "Z") { return 0 }
    guard let sign = text.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
      return nil
    }
    let digits = text.dropFirst().filter { $0 != UInt8(ascii: ":") }
    guard digits.count == 4, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let numbers = digits.map { Int64($0 - 48) }
    let minutes = numbers[2] * 10 + numbers[3]
    guard minutes < 60 else { return nil }
    let total = (numbers[0] * 10 + numbers[1]) * 60 + minutes
    return sign == UInt8(ascii: "-") ? -total : total
  }

  /// `2026-08-01T00:00:00.000Z`, the form of canonical files.
  package var isoBytes: [UInt8] {
    var text = utcDay.isoBytes
    let time = Int(millisecondOfDay)
    func two(_ number: Int) { text += [UInt8(48 + number / 10), UInt8(48 + number % 10)] }
    text.append(UInt8(ascii: "T"))
    two(time / 3_600_000)
    text.append(UInt8(ascii: ":"))
    two(time / 60_000 % 60)
    text.append(UInt8(ascii: ":"))
    two(time / 1000 % 60)
    text.append(UInt8(ascii: "."))
    text.append(UInt8(48 + time % 1000 / 100))
    two(time % 100)
    text.append(UInt8(ascii: "Z"))
    return text
  }

  package static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }
}

extension Instant: CustomStringConvertible {
  package var description: String { String(decoding: isoBytes, as: UTF8.self) }
}

/// Times of day in files.
package enum TimeOfDay {
  /// `HH:MM:SS` as milliseconds since midnight; nil for anything else. A leap second counts as the
  /// second before it.
  package static func parse(_ bytes: ArraySlice<UInt8>) -> Int64? {
    let text = Array(bytes)
    guard text.count == 8, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":") else {
      return nil
    }
    func two(_ index: Int) -> Int64? {
      let (a, b) = (Int64(text[index]) - 48, Int64(text[index + 1]) - 48)
      return (0...9).contains(a) && (0...9).contains(b) ? a * 10 + b : nil
    }
    guard let hour = two(0), let minute = two(3), let second = two(6), hour < 24, minute < 60,
      second <= 60
    else { return nil }
    return ((hour * 60 + minute) * 60 + min(second, 59)) * 1000
  }

  /// Milliseconds since midnight as `HH:MM:SS`.
  package static func text(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    var text = ""
    for (index, part) in [seconds / 3600, seconds / 60 % 60, seconds % 60].enumerated() {
      if index > 0 { text += ":" }
      text += part < 10 ? "0\(part)" : "\(part)"
    }
    return text
  }

  /// `6:30` or `06:30` as minutes since midnight, up to `24:00`; nil for anything else.
  package static func minutes(_ text: some Collection<UInt8>) -> Int64? {
    var digits = text.map { Int64($0) - 48 }
    if digits.count == 4 { digits.insert(0, at: 0) }
    let colon = Int64(UInt8(ascii: ":")) - 48
    guard digits.count == 5, digits.remove(at: 2) == colon,
      digits.allSatisfy({ (0...9).contains($0) }), digits[2] < 6
    else { return nil }
    let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
    return minutes <= 24 * 60 ? minutes : nil
  }
}

/// Division that rounds down, for instants before 1970.
func floorDivide(_ a: Int64, _ b: Int64) -> Int64 {
  let quotient = a / b
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient
}
