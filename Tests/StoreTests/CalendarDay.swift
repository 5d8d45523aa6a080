import Foundation

/// Days by Foundation's calendar, so that the tests do not lean on what they test.
enum CalendarDay {
  static func number(of text: String) -> Int {
    let parts = text.split(separator: "-").compactMap { Int($0) }
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let components = DateComponents(year: parts[0], month: parts[1], day: parts[2])
    let date = calendar.date(from: components) ?? .distantPast
    return Int(date.timeIntervalSince1970) / 86_400
  }
}
