internal import Billing
package import Diagnostics

/// A month of the calendar, as accountants name it: `2026-10`.
package struct Month: Sendable, Equatable {
  package let first: String
  package let last: String
  package var name: String { String(first.prefix(7)) }

  /// - Throws: `bad-period`.
  package init(_ text: String) throws(Problem) {
    guard text.utf8.count == 7, let first = CalendarDate(text + "-01") else {
      throw .badPeriod(text)
    }
    self.first = first.description
    last = (first.adding(months: 1, anchor: 1) + -1).description
  }
}
