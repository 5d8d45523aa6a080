/// The day numbers of spreadsheets as ISO dates and times.
struct SerialDate {
  /// Whether day 0 is 1 January 1904 instead of the last day of 1899.
  var is1904 = false

  /// Nil where the number is no day: negative, too large, or the 29 February 1900 that never was.
  func text(_ number: CellNumber, _ format: NumberFormat) -> String? {
    guard let (days, milliseconds) = number.daysAndMilliseconds() else { return nil }
    switch format {
    case .number: return nil
    case .elapsed: return time(milliseconds, hours: days * 24)
    case .time where days == 0: return time(milliseconds)
    default: break
    }
    guard let date = date(days) else { return nil }
    return format == .date && milliseconds == 0 ? date : date + "T" + time(milliseconds)
  }

  private func date(_ serial: Int) -> String? {
    if is1904 { return Self.text(day: serial + Self.days1904) }
    // Excel counts a leap day in 1900, as Lotus 1-2-3 did: from March 1900 on all is one more.
    if serial == 60 || serial == 0 { return nil }
    return Self.text(day: serial + Self.days1899 + (serial < 60 ? 1 : 0))
  }

  /// 30 December 1899 and 1 January 1904 as days since 1970.
  private static let days1899 = -25569
  private static let days1904 = -24107

  private func time(_ milliseconds: Int, hours: Int = 0) -> String {
    let seconds = milliseconds / 1000
    let fraction = milliseconds % 1000
    var text = Self.padded(hours + seconds / 3600, 2) + ":"
    text += Self.padded(seconds / 60 % 60, 2) + ":" + Self.padded(seconds % 60, 2)
    return fraction == 0 ? text : text + "." + Self.padded(fraction, 3)
  }

  /// The day since 1 January 1970 in the Gregorian calendar.
  private static func text(day: Int) -> String {
    // Years that begin in March, in eras of 400 years: the leap day is the last of its year.
    let shifted = day + 719_468
    let era = shifted / 146_097
    let ofEra = shifted - era * 146_097
    let year = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * year + year / 4 - year / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let dayOfMonth = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let whole = era * 400 + year + (month <= 2 ? 1 : 0)
    return padded(whole, 4) + "-" + padded(month, 2) + "-" + padded(dayOfMonth, 2)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
