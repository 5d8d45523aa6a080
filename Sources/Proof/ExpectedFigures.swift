internal import Billing
internal import Bytes
package import Diagnostics
package import Reporting
package import Store

/// Figures that someone else computed, and what reports of the store say: a migration's control sheet.
///
///     { expected: [{
///       report: "balances", arguments: { as_of: "2026-10-31" },
///       keys: 1, columns: ["account", "account_balance"], rows: [["000017", "74.90"]],
///     }] }
///
/// The first `keys` columns identify a row; every row of the report must be there, and no other.
package struct ExpectedFigures {
  /// How one report compares.
  package struct Comparison: Sendable {
    package var report: String
    /// The arguments, as `name value` pairs.
    package var arguments: String
    package var rows: Int
    package var figures: Int
    package var differences: [Difference]
  }

  package struct Difference: Sendable, Equatable {
    /// What identifies the row.
    package var row: String
    /// Empty where the whole row is missing on one side.
    package var column: String
    package var expected: String
    package var found: String
  }

  private struct Sheet {
    var report: String
    var position: SourcePosition
    var arguments: [(name: String, value: String)] = []
    var keys = 1
    var columns: [String] = []
    var rows: [[String]] = []
  }

  private let sheets: [Sheet]
  private let catalogue: ReportCatalogue

  /// - Throws: `json-syntax`, `bad-figures`, with line and column.
  package init(file: String, catalogue: ReportCatalogue) throws(Problem) {
    self.catalogue = catalogue
    let document = try JSON5Parser.parse(try TextFile.read(file), file: file)
    var sheets: [Sheet] = []
    for element in document.member("expected")?.elements ?? [] {
      sheets.append(try Self.sheet(element))
    }
    if sheets.isEmpty {
      throw Self.wrong("The file states no figures: add { expected: [ … ] }.", document)
    }
    self.sheets = sheets
  }

  private static func wrong(_ message: String, _ value: JSONValue) -> Problem {
    Problem("bad-figures", .input, message, at: value.position)
  }

  private static func sheet(_ value: JSONValue) throws(Problem) -> Sheet {
    let known = ["report", "arguments", "keys", "columns", "rows"]
    for member in value.members ?? [] where !known.contains(member.key) {
      throw Problem(
        "unknown-key", .input,
        "Expected figures have no '\(member.key)'.\(NearestName.hint(member.key, among: known))",
        at: member.keyPosition)
    }
    guard let report = value.member("report")?.string else {
      throw wrong("Expected figures need the name of a 'report'.", value)
    }
    var sheet = Sheet(report: report, position: value.position)
    for member in value.member("arguments")?.members ?? [] {
      guard let text = member.value.string else {
        throw wrong("An argument is a string, such as \"2026-10-31\".", member.value)
      }
      sheet.arguments.append((member.key, text))
    }
    sheet.keys = value.member("keys")?.integer ?? 1
    sheet.columns = (value.member("columns")?.elements ?? []).compactMap(\.string)
    guard (1...max(1, sheet.columns.count)).contains(sheet.keys), !sheet.columns.isEmpty else {
      throw wrong("Name the 'columns', the ones that identify a row ('keys' of them) first.", value)
    }
    var seen: Set<[String]> = []
    for row in value.member("rows")?.elements ?? [] {
      let cells = (row.elements ?? []).compactMap(\.string)
      guard cells.count == sheet.columns.count else {
        throw wrong("A row has \(sheet.columns.count) strings, one for each column.", row)
      }
      if !seen.insert(Array(cells.prefix(sheet.keys))).inserted {
        throw wrong("A row of these keys stands above already: name more 'keys'.", row)
      }
      sheet.rows.append(cells)
    }
    return sheet
  }

  // MARK: Comparing

  /// Runs the reports, each on a connection of its own, and compares.
  package func compare(open: () throws -> Database) throws -> [Comparison] {
    try sheets.map { sheet in
      let definition = try catalogue.report(sheet.report)
      for column in sheet.columns where !definition.columns.contains(where: { $0.name == column }) {
        let names = definition.columns.map(\.name)
        throw Problem(
          "bad-figures", .input,
          "The report '\(sheet.report)' has no column '\(column)'."
            + NearestName.hint(column, among: names), at: sheet.position)
      }
      let arguments = Dictionary(sheet.arguments.map { ($0.name, $0.value) }) { $1 }
      let run = try ReportRun(definition, database: try open(), arguments: arguments)
      return try compare(sheet, with: run)
    }
  }

  private func compare(_ sheet: Sheet, with run: ReportRun) throws(Problem) -> Comparison {
    let columns = run.definition.columns
    let positions = sheet.columns.compactMap { name in columns.firstIndex { $0.name == name } }
    var wanted: [[String]: [String]] = [:]
    for row in sheet.rows { wanted[Array(row.prefix(sheet.keys))] = row }
    var comparison = Comparison(
      report: sheet.report,
      arguments: sheet.arguments.map { "\($0.name) \($0.value)" }.joined(separator: ", "),
      rows: sheet.rows.count, figures: sheet.rows.count * (sheet.columns.count - sheet.keys),
      differences: [])
    while let row = try run.next() {
      let all = row.canonical(columns)
      let cells = positions.map { all[$0] ?? "" }
      let key = Array(cells.prefix(sheet.keys))
      let name = key.joined(separator: " ")
      guard let expected = wanted.removeValue(forKey: key) else {
        comparison.differences.append(
          Difference(row: name, column: "", expected: "no such row", found: "a row"))
        continue
      }
      for (index, column) in sheet.columns.enumerated().dropFirst(sheet.keys)
      where !isSame(expected[index], cells[index], columns[positions[index]]) {
        comparison.differences.append(
          Difference(row: name, column: column, expected: expected[index], found: cells[index]))
      }
    }
    for key in wanted.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      comparison.differences.append(
        Difference(
          row: key.joined(separator: " "), column: "", expected: "a row", found: "no such row"))
    }
    return comparison
  }

  /// Numbers are the same whatever zeros end them.
  private func isSame(_ a: String, _ b: String, _ column: ReportColumn) -> Bool {
    if a == b { return true }
    guard column.kind.isNumber,
      let left = try? ScaledDecimal.parse(Array(a.utf8)[...], scale: 8),
      let right = try? ScaledDecimal.parse(Array(b.utf8)[...], scale: 8)
    else { return false }
    return left == right
  }
}
