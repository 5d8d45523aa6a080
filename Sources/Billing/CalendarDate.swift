/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
package struct CalendarDate: Hashable, Sendable, Comparable {
  package let dayNumber: Int32

  package init(dayNumber: Int32) { self.dayNumber = dayNumber }

  /// The day of that year, month (1–12) and day; nil when the calendar has none such.
  package init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= Self.daysIn(month: month, of: year)
    else { return nil }
    self.init(dayNumber: Int32(Self.days(year, month, day)))
  }

  /// `2026-08-31`, exactly ten bytes; nil for anything else.
  package init?(iso bytes: ArraySlice<UInt8>) {
    guard let date = unsafe bytes.withUnsafeBytes({ CalendarDate(iso: $0) }) else {
      return nil
    }
    self = date
  }

  /// The same from a string, without a copy: views ask for it row by row.
  package init?(_ text: String) {
    var text = text
    guard
      let date = text.withUTF8({ CalendarDate(iso: UnsafeRawBufferPointer($0)) })
    else { return nil }
    self = date
  }

  /// The same of bytes where they lie.
  @safe package init?(iso bytes: UnsafeRawBufferPointer) {
    let dash = UInt8(ascii: "-")
    guard bytes.count == 10, unsafe bytes[4] == dash, unsafe bytes[7] == dash else { return nil }
    var digits: UInt8 = 0
    func number(_ places: Range<Int>) -> Int {
      var value = 0
      for place in places {
        let digit = unsafe bytes[place] &- 48
        digits = max(digits, digit)
        value = value * 10 + Int(digit)
      }
      return value
    }
    let (year, month, day) = (number(0..<4), number(5..<7), number(8..<10))
    guard digits < 10 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Howard Hinnant's days_from_civil: March begins the year, so that the leap day is its last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  package var components: (year: Int, month: Int, day: Int) {
    let z = Int(dayNumber) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let dayOfEra = z - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shifted + 2) / 5 + 1
    let month = shifted + (shifted < 10 ? 3 : -9)
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
  }

  package static func daysIn(month: Int, of year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// 1 for Monday to 7 for Sunday (ISO 8601).
  package var weekday: Int { (Int(dayNumber) % 7 + 7 + 3) % 7 + 1 }

  /// `2026-08-31` as bytes.
  package var isoBytes: [UInt8] {
    let (year, month, day) = components
    func digit(_ number: Int) -> UInt8 { UInt8(48 + number % 10) }
    return [
      digit(year / 1000), digit(year / 100), digit(year / 10), digit(year), UInt8(ascii: "-"),
      digit(month / 10), digit(month), UInt8(ascii: "-"), digit(day / 10), digit(day),
    ]
  }

  package static func < (a: CalendarDate, b: CalendarDate) -> Bool { a.dayNumber < b.dayNumber }
  package static func + (date: CalendarDate, days: Int) -> CalendarDate {
    CalendarDate(dayNumber: date.dayNumber + Int32(days))
  }
  package static func - (a: CalendarDate, b: CalendarDate) -> Int {
    Int(a.dayNumber) - Int(b.dayNumber)
  }

  /// The day `months` later, on `anchor` or, where the month is shorter, on its last day.
  package func adding(months: Int, anchor: Int) -> CalendarDate {
    let (year, month, _) = components
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (index / 12, index % 12 + 1)
    let day = min(anchor, Self.daysIn(month: newMonth, of: newYear))
    return CalendarDate(dayNumber: Int32(Self.days(newYear, newMonth, day)))
  }
}

extension CalendarDate: CustomStringConvertible {
  /// Ten bytes, which a string holds in place: no array and no allocation.
  package var description: String {
    let (year, month, day) = components
    var text = ""
    func put(_ number: Int) { text.unicodeScalars.append(Unicode.Scalar(UInt8(48 + number % 10))) }
    put(year / 1000)
    put(year / 100)
    put(year / 10)
    put(year)
    text += "-"
    put(month / 10)
    put(month)
    text += "-"
    put(day / 10)
    put(day)
    return text
  }
}
