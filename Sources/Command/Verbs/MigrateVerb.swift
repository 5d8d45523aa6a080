internal import Diagnostics
internal import Importing
internal import Proof
internal import Store

let migrateVerb = Verb(
  "migrate", "MANIFEST",
  "Bring in the files of a manifest as one set. What no file applies is applied as the manifest says, "
    + "and the result is proven. A new store appears under its name only when the proof passes; of one "
    + "with data a backup is made first, and 'undo --set' takes the set back. The load after the "
    + "cut-over is the same command.",
  takes: 1...1,
  options: [
    .flag("dry-run", "A rehearsal: the same report, and nothing is kept"),
    .flag("resume", "Go on with a migration into a new store that did not end"),
    .value("evidence", "DIR", "Write evidence.json, evidence.pdf and SHA256SUMS into this folder"),
    .flag("force", "Replace evidence with other content"),
    .value("rejects", "DIR", "Where refused records go; ./rejects if not given"),
    waitOption,
  ]
) { invocation in
  let manifest = try Manifest(invocation.operands[0])
  var migration = try Migration(
    manifest, store: invocation.storePath, version: CarryoverCommand.version)
  if invocation.has("dry-run"), invocation.has("resume") {
    throw Problem("two-courses", .usage, "Give --dry-run or --resume, not both.")
  }
  let lock = try StoreLock(
    storePath: invocation.storePath, verb: "migrate", waiting: try invocation.number("wait") ?? 0)
  defer { withExtendedLifetime(lock) {} }
  let speaks = !invocation.wantsJSON && !invocation.isQuiet
  let progress = Progress(isShown: speaks)
  migration.rejectsFolder = invocation.value("rejects") ?? "rejects"
  migration.onProgress = { progress.show(bytes: $0, of: $1, records: $2) }
  migration.onFile = { summary in
    progress.end()
    if speaks { try Terminal.print(ImportText.summary(summary)) }
  }
  var allApplied: [(source: String, summary: AppliedSummary)] = []
  migration.onApplied = { source, applied in
    allApplied.append((source.name, applied))
    if speaks { try Terminal.print(ImportText.applied(applied, source: source.name)) }
  }
  let tolerance = manifest.tolerance.map { Tolerance(accounts: $0.accounts, amount: $0.amount) }
  let prove: (Database) throws -> Bool = { database in
    guard let period = try ProofPeriod(allOf: database) else { return true }
    let proof = try Reconciliation(of: database, period: period)
    if let folder = invocation.value("evidence") {
      let pack = try EvidencePack(
        of: database, proof, tolerance: tolerance ?? Tolerance(),
        version: CarryoverCommand.version)
      _ = try pack.write(to: folder, force: invocation.has("force"))
    }
    if speaks { try Terminal.print("\n" + ReconcileText.text(proof)) }
    return proof.isAccepted(within: tolerance ?? Tolerance())
  }
  let report =
    try invocation.has("dry-run")
    ? migration.rehearse(prove: prove)
    : migration.run(resumes: invocation.has("resume"), prove: prove)
  if invocation.wantsJSON {
    try Terminal.print(
      ImportJSON.object(report, applied: allApplied, store: invocation.storePath))
  }
  if speaks { try Terminal.print(MigrateText.outcome(report, store: invocation.storePath)) }
  return report.exitCode
}

/// How a migration ended, and what can be done next.
enum MigrateText {
  static func outcome(_ report: Migration.Report, store: String) -> String {
    var text = "\n" + Help.wrapped(sentence(report, store), indent: 0)
    if let backup = report.backup {
      text += Help.wrapped("The store as it was before is in \(backup).", indent: 0)
    }
    return text
  }

  private static func sentence(_ report: Migration.Report, _ store: String) -> String {
    let undo = "'carryover undo --set \(report.set)'"
    switch report.outcome {
    case .done: return "Migrated into \(store) as set \(report.set)."
    case .unproven(let path) where path == store:
      return "Set \(report.set) is in \(store), and the proof did not pass: \(undo) takes it back."
    case .unproven(let path):
      return
        "The proof did not pass: there is no \(store) yet. What came in is in \(path); look at it "
        + "with --store. Mend the files, remove it and migrate again, or declare a tolerance in the "
        + "manifest and go on with --resume."
    case .refused(let file, let path) where path == store:
      return
        "\(file) was refused; the files before it are in \(store). Repair it and migrate again, "
        + "or take them back with \(undo)."
    case .refused(let file, let path):
      return "\(file) was refused; the files before it are in \(path). Repair it and go on with "
        + "--resume."
    case .rehearsed(_, refused: true):
      return "A rehearsal: nothing was kept. Files would be refused: repair them first."
    case .rehearsed(let proven, _):
      return "A rehearsal: nothing was kept. The proof \(proven ? "passed" : "did not pass")."
    }
  }
}
