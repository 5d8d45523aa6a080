internal import Diagnostics
internal import Proof
internal import Store

let reconcileVerb = Verb(
  "reconcile", "",
  "Prove the store: every equation with both sides, reached by two routes, and PASS or FAIL.",
  options: [.value("as-of", "DATE", "The day; the last accounting date if not given")]
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
  return failed == 0 ? 0 : Problem.Kind.finding.rawValue
}
