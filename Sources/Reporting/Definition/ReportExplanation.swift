/// What a number of a report is made of: another report, and what it is asked for.
///
///     -- explain charges: ledger-entries movement='charge'
///
/// Parameters that both reports have (days, company) are passed on as they are; besides these what is
/// named here: a text, or what the line has in a column.
package struct ReportExplanation: Sendable, Equatable {
  package struct Passed: Sendable, Equatable {
    package var parameter: String
    /// Nil where it is a text.
    package var columnName: String?
    package var text: String?
  }

  /// The column that is explained.
  package var column: String
  /// The report whose first total makes it up.
  package var report: String
  package var passed: [Passed] = []

  /// `parameter=column` and `parameter='text'`, parted by spaces; nil for what is neither.
  static func terms(_ text: String) -> [Passed?] {
    var terms: [Passed?] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 != " " }) {
      rest = rest[start...]
      guard let equals = rest.firstIndex(of: "="), equals > rest.startIndex else { return [nil] }
      let name = String(rest[..<equals])
      rest = rest[rest.index(after: equals)...]
      if rest.first == "'" {
        rest.removeFirst()
        guard let end = rest.firstIndex(of: "'") else { return [nil] }
        terms.append(Passed(parameter: name, text: String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        let end = rest.firstIndex(of: " ") ?? rest.endIndex
        guard end > rest.startIndex else { return [nil] }
        terms.append(Passed(parameter: name, columnName: String(rest[..<end])))
        rest = rest[end...]
      }
    }
    return terms
  }
}
