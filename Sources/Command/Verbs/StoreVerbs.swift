internal import Bytes
internal import Diagnostics
internal import Importing
internal import Store

let dumpVerb = Verb(
  "dump", "",
  "Write the store's logical content as text: every kind as canonical CSV, sorted by natural keys, "
    + "without internal ids and lineage. Stores that hold the same give the same bytes.",
  options: outputOptions + [.value("kind", "KIND", "Only that kind")]
) { invocation in
  let database = try invocation.readStore()
  var dump = StoreDump(database)
  if let kind = invocation.value("kind") { dump.kind = try Kinds.require(kind).name }
  let sink = try invocation.sink()
  try dump.write(to: sink)
  _ = try sink.finish()
  return 0
}

let checkVerb = Verb(
  "check", "",
  "Check that the store is sound: the file, its schema, references, and that each row is of a batch."
) { invocation in
  let findings = try StoreCheck(try invocation.readStore()).run()
  let isSound = findings.allSatisfy { $0.faults.isEmpty }
  if invocation.wantsJSON {
    let members = findings.map {
      JSONText.object([
        ("check", JSONText($0.name)), ("scope", JSONText($0.scope)),
        ("faults", .list($0.faults.map { JSONText($0) })),
      ])
    }
    try Terminal.print(JSONText.list(members, isLong: true).text + "\n")
  } else if !invocation.isQuiet || !isSound {
    var text = ""
    for finding in findings {
      let verdict = finding.faults.isEmpty ? "PASS" : "FAIL"
      text += "  \(Help.padded(verdict, to: 6))\(finding.name): \(finding.scope)\n"
      for fault in finding.faults { text += "          \(fault)\n" }
    }
    if !isSound { text += "The store is damaged: go on with its last backup.\n" }
    try Terminal.print(text)
  }
  return isSound ? 0 : Problem.Kind.finding.rawValue
}

let backupVerb = Verb(
  "backup", "FILE",
  "Copy the store as it stands: also while another command writes to it. The copy is a store of its "
    + "own.", takes: 1...1,
  options: [
    .flag("force", "Replace a file with other content"),
    .value("wait", "SECONDS", "How long to wait where a first large import locks the store; 600"),
  ]
) { invocation in
  let seconds = try invocation.number("wait") ?? 600
  let database = try StoreFile.openForReading(at: invocation.storePath, waiting: seconds)
  let file = try OutputFile(path: invocation.operands[0], force: invocation.has("force"))
  try StoreFile.copy(database, to: file.temporaryPath)
  let outcome = try file.finish()
  if !invocation.isQuiet {
    Terminal.say(
      outcome == .unchanged
        ? "\(invocation.operands[0]) is this backup already."
        : "Copied \(invocation.storePath) to \(invocation.operands[0]).")
  }
  return 0
}

extension Invocation {
  /// Where data goes: the file that -o names, or standard output.
  func sink() throws(Problem) -> any ByteSink {
    if let output = value("output") { return try OutputFile(path: output, force: has("force")) }
    return StandardOutput()
  }
}
