internal import Arrival
internal import Bytes
internal import Diagnostics
internal import Importing
internal import Store

let importVerb = Verb(
  "import", "FILE|DIR…",
  "Bring files into the store, each as one batch: all of it or nothing. A profile says how to read "
    + "them; the name of a kind means canonical CSV of that kind. A folder without --profile is the "
    + "morning job: each new file by the source whose profiles match it, and what is missing is told; "
    + "with --quiet, nothing is said if all is well.",
  takes: 1...10_000,
  options: [
    .value("profile", "NAME|FILE", "How to read the files: a kind, or a profile's path"),
    .value("source", "NAME", "The system that the files are from"),
    .value("sheet", "NAME", "The sheet of a workbook (.xlsx); the first if not given"),
    .flag("dry-run", "Do everything and keep nothing"),
    .value("max-rejects", "N|N%", "How many records may be refused"),
    .value("rejects", "DIR", "Where refused records go; ./rejects if not given"),
    .value("continues", "N", "The file has the refused records of batch N, repaired"),
    .flag("redate", "Date what is too late for closed books to the first open day, and list it"),
    .flag("supersede", "Take ledger rows that come with other values, as contra and new"),
    .value(
      "apply", "given|stated|oldest",
      "How payments are applied that no file applies: to invoices that they name (given, if not "
        + "said), as far as invoices are stated to be paid, or the oldest due first"),
    .flag("create", "Make the store if there is none"),
    .value(
      "move-to", "DIR",
      "Of a folder without --profile: where files go that are in; nothing is moved if not given"),
    waitOption,
  ]
) { invocation in
  if let folder = invocation.operands.first, invocation.operands.count == 1,
    !invocation.has("profile"), Folder.isFolder(folder)
  {
    return try importFolder(folder, invocation)
  }
  if let bundle = invocation.operands.first, invocation.operands.count == 1,
    !invocation.has("profile"), BundleReader.isBundle(bundle)
  {
    return try importBundle(bundle, invocation)
  }
  let profileName = try invocation.value("profile") ?? chosenProfile(invocation)
  var limit: RejectLimit?
  if let text = invocation.value("max-rejects") {
    limit = RejectLimit(text)
    if limit == nil {
      throw Problem(
        "not-a-number", .usage, "--max-rejects wants a number or a percentage, not '\(text)'.")
    }
  }
  let apply = try invocation.applyMode()
  let profile = try ProfileDirectory.profile(profileName)
  if invocation.has("create"), !Folder.fileExists(invocation.storePath) {
    try StoreFile.settle(try StoreFile.create(at: invocation.storePath))
  }
  let (database, lock) = try invocation.writeStore(verb: "import")
  defer { withExtendedLifetime(lock) {} }
  let source = try profile.needsSource ? database.source(named: invocation.value("source")) : nil

  var exitCode: Int32 = 0
  var summaries: [ImportSummary] = []
  var allApplied: [(source: String, summary: AppliedSummary)] = []
  for path in try ImportFiles.expand(invocation.operands) {
    var request = ImportRequest(
      path: path, profile: profile, source: source, version: CarryoverCommand.version)
    request.sheet = invocation.value("sheet")
    request.isDryRun = invocation.has("dry-run")
    request.rejectLimit = limit
    request.continues = try invocation.number("continues").map { Int64($0) }
    request.supersedes = invocation.has("supersede")
    request.redates = invocation.has("redate")
    request.rejectsFolder = invocation.value("rejects") ?? "rejects"
    var run = ImportRun(database: database, request: request)
    let progress = Progress(isShown: !invocation.isQuiet && !invocation.wantsJSON)
    run.onProgress = { progress.show(bytes: $0, of: $1, records: $2) }
    let applier = source.flatMap { source in
      profile.kinds.contains { $0.name == "payment" }
        ? Applier(
          database: database, source: source, mode: apply, version: CarryoverCommand.version) : nil
    }
    var applied: AppliedSummary?
    run.onRehearsed = { batch in applied = try applier?.run(onlyBatch: batch) }
    let summary = try run.run()
    progress.end()
    summaries.append(summary)
    exitCode = max(exitCode, summary.exitCode)
    if !invocation.wantsJSON, !invocation.isQuiet {
      try Terminal.print(ImportText.summary(summary))
    }
    if let batch = summary.batch { applied = try applier?.run(onlyBatch: batch) }
    if let applied { allApplied.append((source?.name ?? "", applied)) }
    if let applied, !invocation.wantsJSON, !invocation.isQuiet {
      try Terminal.print(
        ImportText.applied(
          applied, source: source?.name ?? "", isRehearsal: summary.outcome == .dryRun))
    }
  }
  if invocation.wantsJSON {
    try Terminal.print(
      ImportJSON.object(summaries, applied: allApplied, exitCode: exitCode))
  } else if summaries.count > 1, !invocation.isQuiet {
    try Terminal.print(ImportTable.text(summaries))
  }
  return exitCode
}

/// The profile that matches the one file to import.
private func chosenProfile(_ invocation: Invocation) throws(Problem) -> String {
  let paths = try ImportFiles.expand(invocation.operands)
  guard let path = paths.first, paths.count == 1, path != "-" else {
    throw Problem(
      "no-profile", .usage,
      "Say with --profile how to read the files: a kind such as payment ('carryover template' lists "
        + "them) for canonical CSV, or the path of a profile. It is found out for one file only.")
  }
  let name = try ProfileChoice.profile(for: path)
  if !invocation.isQuiet { Terminal.say("\(path): read as \(name)") }
  return name
}

/// Which files an import's operands mean.
enum ImportFiles {
  /// A folder stands for its files, sorted by name; reject files never count.
  static func expand(_ operands: [String]) throws(Problem) -> [String] {
    var paths: [String] = []
    for operand in operands {
      guard Folder.isFolder(operand), let files = Folder.files(in: operand) else {
        paths.append(operand)
        continue
      }
      let names = files.filter { !$0.hasPrefix(".") && !$0.contains(".rejects") }
      if names.isEmpty {
        throw Problem(
          "no-files", .usage, "The folder has no files to import.",
          at: SourcePosition(file: operand))
      }
      paths += names.map { operand + (operand.hasSuffix("/") ? "" : "/") + $0 }
    }
    return paths
  }
}

extension Invocation {
  fileprivate func applyMode() throws(Problem) -> ApplyMode {
    guard let word = value("apply") else { return .given }
    guard let mode = ApplyMode(rawValue: word) else {
      throw .badChoice(option: "apply", word, among: ApplyMode.allCases.map(\.rawValue))
    }
    return mode
  }
}
