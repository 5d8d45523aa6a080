internal import Arrival
internal import Bytes
internal import Diagnostics
internal import Reporting
internal import Store

let exportVerb = Verb(
  "export", "TARGET | list | show TARGET | lint FILE | bundle",
  "Write the files that another system imports, with -o DIR: accounts, services, balances and more. Or "
    + "calls in its format; or, as 'bundle', the whole store as one file. Nothing leaves twice: each export is a batch that is remembered. TARGET is a "
    + "name of 'export list', or the path of a declaration of your own; 'export TARGET --help' lists its "
    + "parameters.", takes: 0...100,
  options: [
    .flag("new", "Only what never went to it, or changed since"),
    .value("again", "N", "Export N once more: the same bytes"),
    .value("as-of", "DATE", "The day; the last accounting date if not given"),
    .value("load-day", "DATE", "The day on which the files are loaded"),
    .value("company", "CODE", "Only this company's accounts"),
    .value("source", "NAME", "Only accounts, or calls, of this source"),
    .value("maps", "DIR", "A folder of LIST.csv files (from, to): what our codes are there"),
    .value("draft-maps", "DIR", "Write these files for all codes that lack a counterpart"),
    .flag("strict", "Refuse where anything stays behind"),
    .value("reports", "DIR", "A folder with exports of your own; else $CARRYOVER_REPORTS"),
    waitOption,
  ] + outputOptions
) { invocation in
  let catalogue = ReportCatalogue(folder: try invocation.reportsFolder)
  guard let name = invocation.operands.first else {
    throw Problem("operands", .usage, "Name the target; 'carryover export list' shows them.")
  }
  switch name {
  case "list": return try ExportLists.list(catalogue)
  case "bundle": return try exportBundle(invocation)
  case "lint": return try ExportLists.lint(Array(invocation.operands.dropFirst()))
  case "show":
    guard invocation.operands.count == 2 else {
      throw Problem("operands", .usage, "Name the target to show.")
    }
    try Terminal.print(try TargetDirectory.text(invocation.operands[1]) + "\n")
    return 0
  default: break
  }
  guard invocation.operands.count == 1 else {
    throw Problem("operands", .usage, "Name one target at a time.")
  }
  if name.hasSuffix(".json5") || TargetDirectory.builtIn.contains(name) {
    return try exportTarget(name, invocation)
  }
  guard name.hasSuffix(".sql") || catalogue.names.contains(name) else {
    let names = try ExportLists.names(catalogue)
    throw Problem(
      "unknown-target", .usage,
      "There is no target '\(name)'.\(NearestName.hint(name, among: names)) 'carryover export list' shows "
        + "them.")
  }
  return try exportCalls(try catalogue.report(name), invocation)
}

/// Calls, as a report of kind export has them.
private func exportCalls(_ definition: ReportDefinition, _ invocation: Invocation) throws -> Int32 {
  let name = definition.name
  if invocation.wantsHelp {
    try Terminal.print(ReportHelp.page(definition))
    return 0
  }
  if invocation.has("new"), invocation.has("again") {
    throw Problem("operands", .usage, "--new and --again are two things: give one of them.")
  }
  var choice = invocation.has("new") ? CallExport.Choice.new : .all
  if let batch = try invocation.number("again") { choice = .again(Int64(batch)) }
  let export = try CallExport(
    definition, arguments: try definition.arguments(in: invocation),
    version: CarryoverCommand.version)
  let (database, lock) = try invocation.writeStore(verb: "export")
  defer { withExtendedLifetime(lock) {} }
  let output = invocation.value("output")
  let sink: any ByteSink =
    if let output {
      try OutputFile(path: output, force: invocation.has("force"))
    } else {
      StandardOutput()
    }
  let summary = try export.run(
    choice, reader: invocation.readStore(), writer: database, to: sink)
  // What is remembered and was not written can be had by --again; the other way round it would go twice.
  try StoreFile.settle(database)
  _ = try sink.finish()
  let text = ExportText.summary(summary, target: name, choice)
  if invocation.wantsJSON, output != nil {
    try Terminal.print(ExportText.json(summary, target: name))
  } else if !invocation.isQuiet {
    Terminal.say(text)
  }
  return summary.isRepeated && choice == .all ? Problem.Kind.finding.rawValue : 0
}

/// What an export did, in words.
private enum ExportText {
  static func summary(
    _ summary: CallExport.Summary, target: String, _ choice: CallExport.Choice
  ) -> String {
    let calls = "\(Help.grouped(summary.calls)) \(summary.calls == 1 ? "call" : "calls")"
    guard let batch = summary.batch else {
      return choice == .new ? "\(target): nothing new" : "\(target): no calls"
    }
    if summary.isRepeated, choice == .all {
      return "\(target): \(calls), exported before, batch \(batch)"
    }
    return "\(target): \(calls), \(summary.isRepeated ? "again, " : "")batch \(batch)"
  }

  static func json(_ summary: CallExport.Summary, target: String) -> String {
    "{\"target\": \(ImportText.quoted(target)), \"batch\": "
      + "\(summary.batch.map(String.init) ?? "null"), \"calls\": \(summary.calls), \"repeated\": "
      + "\(summary.isRepeated)}\n"
  }
}
