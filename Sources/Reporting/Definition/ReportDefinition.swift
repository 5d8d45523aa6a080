/// A report: a SQL query with a header that says what goes in and what comes out.
package struct ReportDefinition: Sendable {
  package var name: String
  package var title: String
  package var about: String
  package var parameters: [ReportParameter]
  /// What is shown, in order.
  package var columns: [ReportColumn]
  /// What filters may use besides.
  package var hidden: [ReportColumn]
  package var order: [(column: String, descending: Bool)]
  /// Columns that stay the same within a section of a document; their first one begins a new one.
  package var group: [String] = []
  package var chart: ReportChart?
  package var sql: String
  /// Where it was read, and the line on which its query begins, for messages.
  package var file = ""
  package var sqlLine = 1
  /// Its place among the month's reports, which closing the books keeps: `-- kind: pack 3`. It has a
  /// parameter `company`, and days as `from` and `to`, or `as_of`.
  package var packPlace: Int?
  package var isOfPack: Bool { packPlace != nil }
  /// What numbers of it are made of; the first is meant where none is named.
  package var explanations: [ReportExplanation] = []

  package var allColumns: [ReportColumn] { columns + hidden }

  /// The report as a table keeps what it said, in its order.
  package func kept(in table: String) -> ReportDefinition {
    var report = self
    report.sql = "SELECT * FROM temp.\(table) ORDER BY rowid"
    report.order = []
    return report
  }

  /// `ORDER BY` of its order; nothing where it has none.
  var ordering: String {
    if order.isEmpty { return "" }
    let terms = order.map { "\"\($0.column)\"" + ($0.descending ? " DESC" : "") }
    return "\nORDER BY " + terms.joined(separator: ", ")
  }
}

/// A chart of a section: a place for each row, and what stands there.
package struct ReportChart: Sendable, Equatable {
  package enum Kind: String, Sendable, CaseIterable {
    /// A bar for each series, side by side.
    case bar
    /// One bar, piled of the series.
    case stacked
    /// A line for each series.
    case line
  }

  package var kind: Kind
  /// What a place is called: one column, or the first and the last day of what it stands for.
  package var labels: [String]
  package var series: [String]
  /// A mark at every place.
  package var limit: String?

  package var columns: [String] { labels + series + (limit.map { [$0] } ?? []) }
}

package struct ReportParameter: Sendable {
  package enum Kind: String, Sendable, CaseIterable { case text, integer, date }

  package var name: String
  package var kind: Kind
  package var isRequired: Bool
  /// `last` is the last accounting date of the ledger.
  package var defaultValue: String?
  package var about: String
  /// The only values that it may have; empty: any.
  package var choices: [String] = []
  /// The line of the header that declares it.
  package var line = 1

  /// As an option of the command: `as_of` is `--as-of`.
  package var option: String { String(name.map { $0 == "_" ? "-" : $0 }) }
}

package struct ReportColumn: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case text
    /// A text that looks like a number and isn't one: an account id, a telephone number.
    case id
    case integer
    /// Minor units of the currency in the column `currency`.
    case money
    case rate
    case quantity
    case bytes
    case date
    case instant
    case flag

    package var isNumber: Bool {
      switch self {
      case .integer, .money, .rate, .quantity, .bytes: true
      default: false
      }
    }
  }

  package var name: String
  package var kind: Kind
  package var heading: String
  package var hasTotal = false
  /// Not on a terminal unless asked for: there would be no room for the others.
  package var isDetail = false
  package var width: Int?
  /// The line of the header that declares it.
  package var line = 1
}
