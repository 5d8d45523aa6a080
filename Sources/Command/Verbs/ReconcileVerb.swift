internal import Billing
internal import Diagnostics
internal import Proof
internal import Reporting
internal import Store

let reconcileVerb = Verb(
  "reconcile", "",
  "Prove the store: every equation with both sides, reached by two routes, and PASS or FAIL. With "
    + "--evidence, write what a controller signs.",
  options: [
    .value("as-of", "DATE", "The day; the last accounting date if not given"),
    .value("period", "MONTH", "A month such as 2026-10: its movements, as of its last day"),
    .value("expected", "FILE", "Compare reports with figures that this file states (JSON5)"),
    .value("evidence", "DIR", "Write evidence.json, evidence.pdf and SHA256SUMS into this folder"),
    .flag("force", "Replace files with other content"),
  ]
) { invocation in
  let database = try invocation.readStore()
  guard let period = try invocation.proofPeriod(in: database) else {
    try Terminal.print("The ledger is empty: there is nothing to prove yet.\n")
    return 0
  }
  let reconciliation = try Reconciliation(of: database, period: period)
  let pack = try EvidencePack(
    of: database, reconciliation, tolerance: Tolerance(), version: CarryoverCommand.version)
  try Terminal.print(
    invocation.wantsJSON
      ? String(decoding: pack.json, as: UTF8.self) : ReconcileText.text(reconciliation))
  if let folder = invocation.value("evidence") {
    let paths = try pack.write(to: folder, force: invocation.has("force"))
    if !invocation.isQuiet { Terminal.say("Wrote \(paths.joined(separator: ", "))") }
  }
  var differs = false
  if let file = invocation.value("expected") {
    let figures = try ExpectedFigures(
      file: file, catalogue: ReportCatalogue(folder: try invocation.reportsFolder))
    let comparisons = try figures.compare { try invocation.readStore() }
    differs = comparisons.contains { !$0.differences.isEmpty }
    try Terminal.print(ReconcileText.comparisons(comparisons, file: file))
  }
  return reconciliation.count(.fail) == 0 && !differs ? 0 : Problem.Kind.finding.rawValue
}

extension Invocation {
  /// What `--period` or `--as-of` say, else all up to the last accounting date; nil for an empty
  /// ledger.
  func proofPeriod(in database: Database) throws(Problem) -> ProofPeriod? {
    if let text = value("period") {
      let month = try Month(text)
      guard !has("as-of") else {
        throw Problem("two-days", .usage, "Give --period or --as-of, not both.")
      }
      return ProofPeriod(from: month.from, asOf: month.to)
    }
    if let day = try date("as-of") { return ProofPeriod(asOf: day) }
    return try ProofPeriod(allOf: database)
  }
}
