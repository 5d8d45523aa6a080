package import Diagnostics

/// A month of the calendar, as accountants name it: `2026-10`.
package struct Month: Sendable, Hashable {
  package let first: CalendarDate
  package let last: CalendarDate
  package var name: String { String(first.description.prefix(7)) }

  /// The first and the last day as the store has days.
  package var from: String { first.description }
  package var to: String { last.description }

  /// - Throws: `bad-period`.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count == 7, let first = CalendarDate(text + "-01") else {
      throw Problem(
        "bad-period", .usage, "A period is a month such as 2026-10, not '\(text)'.")
    }
    self.init(first: first)
  }

  private init(first: CalendarDate) {
    self.first = first
    last = first.adding(months: 1, anchor: 1) + -1
  }

  package var before: Month { Month(first: first.adding(months: -1, anchor: 1)) }
}
