/// An equation as its file writes it: a header of `-- word: text` lines, then the two sides, each a
/// query with the columns of `by` and `amount`.
///
///     -- invariant: 8
///     -- title: Receivables are open invoices, uninvoiced debits, less available credits
///     -- by: company, account
///     -- unit: money
///     -- with: raw_ledger
///     -- left: sum of the movements, from the tables
///     SELECT company, account, amount FROM raw_ledger WHERE date <= :as_of
///     -- right: open invoices + uninvoiced - available credits
///     SELECT …
///
/// `company` and `account` are rows of those tables. `detail` names columns that are compared but are
/// no segments of their own. A line `-- and` within a side begins another query of it, so that each can
/// be asked where its tables are. Where the right side lists some of what the left one does, the left one
/// has no query: that of the right side has `part` besides `amount`, the right one's share of a row.
///
/// `with` names routes (files in `Routes/`; one that begins with `-- inline` is no table of its own: each
/// use asks for its rows only), `report` reports that the sides may read from. `needs` counts what must be
/// there, `lacking` what the source does not state; `why` says why there is no data. A file without sides
/// only says why.
struct EquationDefinition {
  let name: String
  let invariant: Int
  let title: String
  let dimensions: [String]
  let details: [String]
  let unit: Equation.Unit
  let routes: [String]
  let reports: [String]
  let needs: String?
  let lacking: String?
  let reason: String?
  private(set) var leftName = "left"
  private(set) var rightName = "right"
  /// The queries of each side; what they list is taken together.
  private(set) var left: [String] = []
  private(set) var right: [String] = []

  /// Whether one query lists both sides, `amount` and `part`.
  var hasParts: Bool { left == [""] }
  var hasSides: Bool { !left.isEmpty && !right.isEmpty }
  var columns: [String] { dimensions + details }

  /// Whether a query of a side reads one of the reports.
  func readsReport(_ query: String) -> Bool {
    reports.contains { report in
      ["FROM ", "JOIN "].contains { word in
        [" ", "\n"].contains { query.contains(word + Self.table(of: report) + $0) }
      }
    }
  }

  /// What a report is called in the sides of an equation.
  static func table(of report: String) -> String { String(report.map { $0 == "-" ? "_" : $0 }) }

  init(name: String, text: String) {
    self.name = name
    var words: [String: String] = [:]
    var side = 0
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("-- left: ") {
        (side, leftName) = (1, String(line.dropFirst(9)))
        left.append("")
      } else if line.hasPrefix("-- right: ") {
        (side, rightName) = (2, String(line.dropFirst(10)))
        right.append("")
      } else if side == 1 {
        if line == "-- and" { left.append("") } else { left[left.count - 1] += line + "\n" }
      } else if side == 2 {
        if line == "-- and" { right.append("") } else { right[right.count - 1] += line + "\n" }
      } else if line.hasPrefix("-- "), let colon = line.firstIndex(of: ":") {
        // A word may come again: its text goes on.
        let word = String(line[line.index(line.startIndex, offsetBy: 3)..<colon])
        let text = line[line.index(after: colon)...].drop { $0 == " " }
        words[word] = (words[word].map { $0 + " " } ?? "") + text
      }
    }
    func list(_ word: String) -> [String] {
      (words[word] ?? "").split(separator: ",").map { String($0.drop { $0 == " " }) }
    }
    invariant = words["invariant"].flatMap { Int($0) } ?? 0
    title = words["title"] ?? name
    dimensions = list("by")
    details = list("detail")
    unit = words["unit"].flatMap { Equation.Unit(rawValue: $0) } ?? .count
    routes = list("with")
    reports = list("report")
    needs = words["needs"]
    lacking = words["lacking"]
    reason = words["why"]
  }

  /// All of them, in the order of the invariants.
  static var all: [EquationDefinition] { all(in: "Equations") }

  /// Those of the month's reports, in their order.
  static var controls: [EquationDefinition] { all(in: "Controls") }

  private static func all(in folder: String) -> [EquationDefinition] {
    EmbeddedTexts.names.filter { $0.hasPrefix(folder + "/") }.sorted().compactMap { path in
      EmbeddedTexts.text(path).map {
        EquationDefinition(name: String(path.dropFirst(folder.count + 1).dropLast(4)), text: $0)
      }
    }
  }
}
