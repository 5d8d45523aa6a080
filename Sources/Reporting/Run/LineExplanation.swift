internal import Diagnostics
package import Store

/// What a number of a report is made of: the line is found, and the report that explains the number is
/// asked for it. Both must come to the same.
package struct LineExplanation {
  /// The report that lists the parts.
  package let detail: ReportDefinition
  package let arguments: [String: String]
  /// Where the number stands.
  package let heading: String
  package let number: Int64
  /// What the parts come to; nil where they are steps, which nobody adds. And how many they are.
  package let sum: Int64?
  package let count: Int
  private let kind: ReportColumn.Kind
  private let digits: Int

  package var ties: Bool { sum.map { $0 == number } ?? true }

  /// - Parameters:
  ///   - place: a line as the report shows it, from 1 on, and the column where one is named:
  ///     `3`, `3:charges`.
  ///   - open: a connection of its own for each run.
  /// - Throws: `no-explanation`, `no-such-line`.
  package init(
    of definition: ReportDefinition, at place: String, arguments: [String: String],
    choice: ReportChoice, catalogue: ReportCatalogue, open: () throws -> Database
  ) throws {
    let (line, explanation) = try Self.place(place, definition)
    var whole = definition
    whole.columns += definition.hidden
    whole.hidden = []
    var shown = choice
    shown.columns = nil
    let run = try ReportRun(whole, database: try open(), arguments: arguments, choice: shown)
    var found: ReportRow?
    var count = 0
    while count < line, let row = try run.next() {
      count += 1
      if count == line { found = row }
    }
    guard let found else { throw Problem.noSuchLine(line, of: definition.name, count: count) }
    func cell(_ name: String) -> SQLValue {
      whole.columns.firstIndex { $0.name == name }.map { found.cells[$0] } ?? .null
    }
    guard let column = whole.columns.first(where: { $0.name == explanation.column }),
      case .integer(let number) = cell(column.name)
    else { throw Problem.noExplanation(definition) }
    detail = try catalogue.report(explanation.report)
    heading = column.heading
    kind = column.kind
    digits = found.digits
    self.number = number
    let known = detail.parameters.map(\.name)
    var passed = Dictionary(run.bound.map { ($0.name, $0.value) }) { $1 }
    // Whose line it is, its parts are.
    for name in ["company", "account"] {
      if case .text(let text) = cell(name) { passed[name] = text }
    }
    for term in explanation.passed {
      switch term.columnName.map(cell) ?? .text(term.text ?? "") {
      case .text(let text): passed[term.parameter] = text
      case .integer(let number): passed[term.parameter] = String(number)
      case .null: passed[term.parameter] = nil
      }
    }
    self.arguments = passed.filter { known.contains($0.key) }
    let parts = try ReportRun(detail, database: try open(), arguments: self.arguments)
    let total = detail.columns.lastIndex(where: \.hasTotal)
    var sum: Int64 = 0
    var rows = 0
    while let row = try parts.next() {
      rows += 1
      if let total, case .integer(let part) = row.cells[total] { sum += part }
    }
    self.sum = total == nil ? nil : sum
    self.count = rows
  }

  /// `Charges of line 3: 52.45 = 52.45, 2 lines of ledger-entries`.
  package func sentence(line: String) -> String {
    let right = sum.map { " \(ties ? "=" : "is not") \(text($0))" } ?? ""
    return "\(heading) of line \(line.prefix { $0 != ":" }): \(text(number))\(right), "
      + "\(count) \(count == 1 ? "line" : "lines") of \(detail.name)"
  }

  private func text(_ value: Int64) -> String {
    CellText.readable(.integer(value), kind, digits: digits)
  }

  private static func place(_ text: String, _ definition: ReportDefinition) throws(Problem)
    -> (line: Int, explanation: ReportExplanation)
  {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let line = parts.first.flatMap({ Int($0) }), line > 0 else {
      throw Problem(
        "not-a-number", .usage,
        "--explain wants a line of the report, such as 3, and may name a column: 3:net.")
    }
    guard let first = definition.explanations.first else { throw .noExplanation(definition) }
    guard parts.count > 1 else { return (line, first) }
    let named = definition.explanations.first { $0.column == parts[1] }
    guard let named else { throw .noExplanation(definition, column: String(parts[1])) }
    return (line, named)
  }
}

extension Problem {
  fileprivate static func noSuchLine(_ line: Int, of report: String, count: Int) -> Problem {
    Problem(
      "no-such-line", .usage,
      "The report '\(report)' has \(count) \(count == 1 ? "line" : "lines"): there is no line \(line)."
    )
  }

  fileprivate static func noExplanation(_ report: ReportDefinition, column: String = "")
    -> Problem
  {
    let names = report.explanations.map(\.column)
    if names.isEmpty {
      return Problem(
        "no-explanation", .usage,
        "The report '\(report.name)' lists things one by one, or says of no number what it is made of."
      )
    }
    return Problem(
      "no-explanation", .usage,
      "The report '\(report.name)' explains \(names.joined(separator: ", "))."
        + NearestName.hint(column, among: names))
  }
}
