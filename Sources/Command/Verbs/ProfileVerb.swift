internal import Bytes
internal import Diagnostics
internal import Importing
internal import Store

let profileVerb = Verb(
  "profile", "list | show NAME | lint FILE… | suggest FILE --as KIND | reference",
  "List, show, check and draft profiles: lint tells every mistake of your own, with its line and "
    + "column; suggest drafts a profile from a file's header and cells, with what it could not settle "
    + "as comments.", takes: 1...10_000,
  options: [
    .value("as", "KIND", "What suggest makes of each record: 'carryover template'"),
    .value("sheet", "NAME", "The sheet of a workbook to suggest for; the first if not given"),
  ] + outputOptions
) { invocation in
  let names = invocation.operands.dropFirst()
  switch invocation.operands[0] {
  case "list":
    try Terminal.print(try profileList())
    try Terminal.print("Files in Carryover's own columns need none: 'carryover template'.\n")
    return 0
  case "reference":
    try Terminal.print(ProfileReference.text)
    return 0
  case "show":
    guard let name = names.first, names.count == 1 else {
      throw Problem("operands", .usage, "Name the profile to show.")
    }
    try Terminal.print(try ProfileDirectory.text(name) + "\n")
    return 0
  case "suggest":
    guard let path = names.first, names.count == 1 else {
      throw Problem("operands", .usage, "Name the file to draft a profile for.")
    }
    return try suggest(path, invocation)
  case "lint":
    if names.isEmpty { throw Problem("operands", .usage, "Name the profiles to check.") }
    var exitCode: Int32 = 0
    for name in names {
      do {
        _ = try ProfileDirectory.profile(name)
        if !invocation.isQuiet { Terminal.say("\(name): no mistakes") }
      } catch let mistakes as ProfileMistakes {
        for problem in mistakes.problems { Terminal.complain(problem) }
        exitCode = Problem.Kind.input.rawValue
      }
    }
    return exitCode
  default:
    throw Problem.badChoice(
      option: "profile", invocation.operands[0],
      among: ["list", "show", "lint", "suggest", "reference"])
  }
}

/// The profiles that came with the command, below the systems whose files they read.
private func profileList() throws -> String {
  let width = ProfileDirectory.builtIn.map(\.count).max() ?? 0
  var text = ""
  var system = ""
  for name in ProfileDirectory.builtIn {
    let parts = try ProfileDirectory.profile(name).about
      .split(separator: ": ", maxSplits: 1).map(String.init)
    if let heading = parts.first, parts.count > 1, heading != system {
      text += (text.isEmpty ? "" : "\n") + heading + "\n"
      system = heading
    }
    let about = Help.wrapped(parts.last ?? "", indent: width + 4)
    text += "  " + Help.padded(name, to: width) + "  " + about
  }
  return text + "\n"
}

private func suggest(_ path: String, _ invocation: Invocation) throws -> Int32 {
  guard let name = invocation.value("as") else {
    throw Problem(
      "no-kind", .usage,
      "Say with --as what each record of the file is, such as payment: 'carryover template' lists "
        + "the kinds.")
  }
  let suggestion = try Suggestion(
    path: path, kind: try Kinds.requireImportable(name), sheet: invocation.value("sheet"))
  let output = invocation.value("output")
  let sink: any ByteSink =
    if let output {
      try OutputFile(path: output, force: invocation.has("force"))
    } else {
      StandardOutput()
    }
  try sink.write(Array(suggestion.text.utf8)[...])
  _ = try sink.finish()
  if !invocation.isQuiet { Terminal.say(summary(of: suggestion, output ?? "the draft")) }
  return suggestion.missing.isEmpty && suggestion.doubts.isEmpty ? 0 : 1
}

private func summary(of suggestion: Suggestion, _ draft: String) -> String {
  var lines: [String] = []
  for field in suggestion.missing { lines.append("fill in \(field): no column was found for it") }
  lines += suggestion.doubts.map { "check \($0)" }
  if !suggestion.unplaced.isEmpty {
    lines.append("columns without a place: \(suggestion.unplaced.joined(separator: ", "))")
  }
  return lines.isEmpty
    ? "\(draft): every needed field has its column"
    : "\(draft):\n  " + lines.joined(separator: "\n  ")
}
