internal import Bytes
internal import Diagnostics
internal import Reporting
internal import Store

let exportVerb = Verb(
  "export", "TARGET | list",
  "Write calls in the format of another system, no call twice. Each export is a batch that is "
    + "remembered; 'export TARGET --help' lists its parameters.", takes: 0...1,
  options: [
    .flag("new", "Only calls that never went to it"),
    .value("again", "N", "The calls of export N once more: the same bytes"),
    .value("reports", "DIR", "A folder with exports of your own; else $CARRYOVER_REPORTS"),
    waitOption,
  ] + outputOptions
) { invocation in
  let catalogue = ReportCatalogue(folder: invocation.reportsFolder)
  guard let name = invocation.operands.first else {
    throw Problem("operands", .usage, "Name the target; 'carryover export list' shows them.")
  }
  if name == "list" {
    for name in catalogue.names {
      let report = try catalogue.report(name)
      if report.isExport { try Terminal.print("\(name)  \(report.title)\n") }
    }
    return 0
  }
  let definition = try catalogue.report(name)
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
