internal import Diagnostics
internal import Proof
internal import Reporting
internal import Store

let reconcileVerb = Verb(
  "reconcile", "",
  "Prove the store: every equation with both sides, reached by two routes, and PASS or FAIL.",
  options: [
    .value("as-of", "DATE", "The day; the last accounting date if not given"),
    .value("expected", "FILE", "Compare reports with figures that this file states (JSON5)"),
  ]
) { invocation in
  let database = try invocation.readStore()
  let last = try LedgerCalendar.lastDate(in: database)
  guard let asOf = invocation.value("as-of") ?? last else {
    try Terminal.print("The ledger is empty: there is nothing to prove yet.\n")
    return 0
  }
  let equations = try Reconciliation.equations(of: database, asOf: asOf)
  var text = "Reconciliation as of \(asOf)\n"
  var title = ""
  for equation in equations {
    if equation.title != title {
      title = equation.title
      text += "\n\(title)\n  \(equation.leftName)\n  = \(equation.rightName)\n"
    }
    let sides = "\(equation.text(equation.left)) = \(equation.text(equation.right))"
    let segment = [equation.segment, equation.currency ?? ""].joined(separator: " ")
    text += "    \(Help.padded(equation.verdict.rawValue, to: 8))\(Help.padded(segment, to: 12))"
    text += equation.verdict == .noData ? "\n" : " \(sides)\n"
  }
  let failed = equations.count { $0.verdict == .fail }
  let passed = equations.count { $0.verdict == .pass }
  text += "\n\(passed) PASS, \(failed) FAIL, \(equations.count - passed - failed) no data\n"
  try Terminal.print(text)
  var differs = false
  if let file = invocation.value("expected") {
    let figures = try ExpectedFigures(
      file: file, catalogue: ReportCatalogue(folder: invocation.reportsFolder))
    let comparisons = try figures.compare { try invocation.readStore() }
    differs = comparisons.contains { !$0.differences.isEmpty }
    try Terminal.print(ReconcileText.comparisons(comparisons, file: file))
  }
  return failed == 0 && !differs ? 0 : Problem.Kind.finding.rawValue
}

/// Comparisons with expected figures, as the terminal shows them.
enum ReconcileText {
  /// Differences shown of each report.
  private static let shown = 5

  static func comparisons(_ comparisons: [ExpectedFigures.Comparison], file: String) -> String {
    var text = "\nReports against the figures of \(file)\n"
    for comparison in comparisons {
      let differences = comparison.differences
      text +=
        "    \(Help.padded(differences.isEmpty ? "PASS" : "FAIL", to: 8)) \(comparison.report)"
      text += comparison.arguments.isEmpty ? "" : " (\(comparison.arguments))"
      text += ": \(comparison.rows) rows, \(comparison.figures) figures\n"
      for difference in differences.prefix(shown) {
        let place = [difference.row, difference.column].filter { !$0.isEmpty }
        text += "        \(place.joined(separator: ", ")): expected \(difference.expected), "
        text += "found \(difference.found)\n"
      }
      if differences.count > shown {
        text += "        and \(differences.count - shown) more differences\n"
      }
    }
    return text
  }
}
