/// Days counted from the first of a month, by the generator's own calendar: it must not lean on the
/// product's.
struct DayCount {
  /// The year and month that day 0 begins.
  let year: Int
  let month: Int

  func length(ofMonth index: Int) -> Int {
    let months = year * 12 + month - 1 + index
    let (year, month) = (months / 12, months % 12 + 1)
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The day number of a day of month `index`, 0 being the first month; too large days are the last.
  func number(month index: Int, day: Int) -> Int {
    let before =
      index < 0 ? -(index..<0).map(length).reduce(0, +) : (0..<index).map(length).reduce(0, +)
    return before + min(day, length(ofMonth: index)) - 1
  }

  /// Year, month and day, such as `["2026", "08", "31"]`.
  func parts(_ number: Int) -> [String] {
    var (rest, index) = (number, 0)
    while rest < 0 {
      index -= 1
      rest += length(ofMonth: index)
    }
    while rest >= length(ofMonth: index) {
      rest -= length(ofMonth: index)
      index += 1
    }
    let months = year * 12 + month - 1 + index
    return [String(months / 12), Self.two(months % 12 + 1), Self.two(rest + 1)]
  }

  func text(_ number: Int) -> String { parts(number).joined(separator: "-") }

  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// Days counted from 1 August 2026.
enum Days {
  private static let count = DayCount(year: 2026, month: 8)

  static func number(month index: Int, day: Int) -> Int { count.number(month: index, day: day) }
  static func text(_ number: Int) -> String { count.text(number) }
}
