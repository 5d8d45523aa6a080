internal import Billing
internal import Proof

/// A proof as the terminal shows it.
enum ReconcileText {
  /// Differences shown of each report, and accounts of each equation.
  private static let shown = 5
  private static let shownAccounts = 20

  static func text(_ reconciliation: Reconciliation) -> String {
    let period = reconciliation.period
    var text = "Reconciliation as of \(period.asOf)"
    if period.from > "0001" { text += ", from \(period.from)" }
    text += "\n"
    for equation in reconciliation.equations { text += "\n" + self.equation(equation) }
    return text + "\n" + closing(reconciliation)
  }

  /// What a reader wants to know at last.
  static func closing(_ reconciliation: Reconciliation) -> String {
    var text =
      "\(reconciliation.count(.pass)) PASS, \(reconciliation.count(.fail)) FAIL, "
      + "\(reconciliation.count(.noData)) no data; \(reconciliation.shown.count) of 28 invariants "
      + "shown\n"
    for (invariant, reason) in reconciliation.notShown {
      text += "  " + Help.wrapped("not shown: \(invariant), \(reason)", indent: 4)
    }
    text += reconciliation.stated.line + "\n"
    if let advice = reconciliation.stated.advice { text += Help.wrapped(advice, indent: 0) }
    return text
  }

  /// The control page of a month.
  static func controls(_ page: PackControls, _ month: Month) -> String {
    var text = "Controls of \(month.name)\n"
    for control in page.controls {
      let reason = control.verdict == .noData ? control.reason.map { ": " + $0 } ?? "" : ""
      text +=
        "  " + Help.padded(control.verdict.rawValue, to: 9)
        + Help.wrapped(control.title + reason, indent: 11)
      if control.verdict == .noData { continue }
      for segment in control.whole { text += line(control, segment, label: "", margin: "      ") }
    }
    return text
      + "\(page.count(.pass)) PASS, \(page.count(.fail)) FAIL, \(page.count(.noData)) no data\n"
  }

  private static func equation(_ equation: Equation) -> String {
    var text = Help.wrapped(
      "\(Help.padded(String(equation.invariant), to: 3))\(equation.title)", indent: 3)
    let lacking = equation.lacking > 0 ? " (\(equation.lacking))" : ""
    if equation.verdict == .noData {
      let reason = equation.reason.map { ": " + $0 } ?? ""
      return text + "    " + Help.wrapped("no data\(lacking)\(reason)", indent: 4)
    }
    text += "     " + Help.wrapped(equation.leftName, indent: 5)
    text += "     = " + Help.wrapped(equation.rightName, indent: 7)
    for segment in equation.whole { text += line(equation, segment, label: "") }
    for segment in equation.parts where !segment.ties {
      text += line(equation, segment, label: "\(segment.dimension ?? "") \(segment.value)")
    }
    let parts = Dictionary(grouping: equation.parts.filter(\.ties)) { $0.dimension ?? "" }
    if !parts.isEmpty {
      let names = parts.sorted { $0.key < $1.key }.map { "\($0.key) (\($0.value.count))" }
      text += "    PASS    " + Help.wrapped("by " + names.joined(separator: ", "), indent: 12)
    }
    if equation.lacking > 0 { text += "    no data\(lacking)\n" }
    return text + exceptions(equation)
  }

  private static func line(
    _ equation: Equation, _ segment: Equation.Segment, label: String, margin: String = "    "
  ) -> String {
    let place = [
      segment.company, equation.unit == .money ? segment.currency : nil,
      label.isEmpty ? nil : label,
    ].compactMap { $0 }.joined(separator: " ")
    let left = equation.text(segment.left, segment.currency)
    let right = equation.text(segment.right, segment.currency)
    let padded = place.isEmpty ? "" : Help.padded(place, to: 9) + " "
    return "\(margin)\(segment.ties ? "PASS" : "FAIL")    \(padded)\(left) = \(right)\n"
  }

  private static func exceptions(_ equation: Equation) -> String {
    var text = ""
    for exception in equation.exceptions.prefix(shownAccounts) {
      text += "      account \(exception.account): "
      text += "\(equation.text(exception.left, exception.currency)) and not "
      text += "\(equation.text(exception.right, exception.currency)), difference "
      text += "\(equation.text(exception.difference, exception.currency))\n"
    }
    let more = equation.exceptions.count - shownAccounts
    if more > 0 { text += "      and \(more) more accounts: --evidence DIR lists them all\n" }
    return text
  }

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
