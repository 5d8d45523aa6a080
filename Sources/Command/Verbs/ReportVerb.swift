internal import Billing
internal import Bytes
internal import Diagnostics
internal import Proof
internal import Reporting
internal import Store

let reportVerb = Verb(
  "report", "NAME | pack | list | show NAME",
  "Run a report: one that came with the command, one in --reports, or a .sql file by its path. "
    + "'report NAME --help' lists its parameters and columns. 'pack' writes all reports of a month, with "
    + "the control page, into a folder.", takes: 0...2,
  options: [
    .value("where", "FILTER", "Only rows that fit, such as \"status = 'open' and amount > 100\""),
    .value("format", "FORMAT", "text, csv, tsv, jsonl or pdf; else by the name of the output"),
    .flag("wide", "On a terminal, columns of detail too"),
    .value("explain", "LINE", "What the number in a line is made of: 3, or 3:COLUMN"),
    .value("reports", "DIR", "A folder with reports of your own; else $CARRYOVER_REPORTS"),
  ] + outputOptions
) { invocation in
  let catalogue = ReportCatalogue(folder: invocation.reportsFolder)
  switch invocation.operands.first {
  case nil:
    throw Problem(
      "operands", .usage, "Name a report; 'carryover report list' shows them.")
  case "list":
    let width = catalogue.names.map(\.count).max() ?? 0
    for name in catalogue.names {
      let title = try catalogue.report(name).title
      try Terminal.print(Help.padded(name, to: width) + "  " + title + "\n")
    }
    return 0
  case "pack": return try PackVerb.run(invocation)
  case "show":
    guard invocation.operands.count == 2 else {
      throw Problem("operands", .usage, "Name the report to show.")
    }
    try Terminal.print(try catalogue.report(invocation.operands[1]).sql + "\n")
    return 0
  default: break
  }
  var definition = try catalogue.report(invocation.operands[0])
  if invocation.wantsHelp {
    try Terminal.print(ReportHelp.page(definition))
    return 0
  }
  guard invocation.operands.count == 1 else {
    throw Problem("operands", .usage, "Name one report at a time.")
  }
  var arguments = try definition.arguments(in: invocation)
  var filter = invocation.value("where")
  let explanation = try invocation.value("explain").map { place in
    try LineExplanation(
      of: definition, at: place, arguments: arguments, filter: filter, catalogue: catalogue
    ) { try invocation.readStore() }
  }
  if let explanation {
    (definition, arguments, filter) = (explanation.detail, explanation.arguments, nil)
  }
  let output = invocation.value("output")
  var format = output.flatMap { ReportFormat(path: $0) } ?? .text
  if let name = invocation.value("format") {
    guard let known = ReportFormat(rawValue: name) else {
      throw Problem.badChoice(
        option: "format", name, among: ReportFormat.allCases.map(\.rawValue))
    }
    format = known
  }
  let run = try ReportRun(
    definition, database: try invocation.readStore(), arguments: arguments,
    filter: filter)
  let sink: any ByteSink =
    if let output {
      try OutputFile(path: output, force: invocation.has("force"))
    } else {
      StandardOutput()
    }
  try format.render(run, to: sink, isWide: invocation.has("wide"))
  _ = try sink.finish()
  if let explanation, let place = invocation.value("explain") {
    if !invocation.isQuiet { Terminal.say(explanation.sentence(line: place)) }
    return explanation.ties ? 0 : Problem.Kind.finding.rawValue
  }
  return 0
}

extension ReportDefinition {
  /// The values of its parameters that the command line has.
  func arguments(in invocation: Invocation) throws(Problem) -> [String: String] {
    var arguments: [String: String] = [:]
    if let period = invocation.value("period"), !parameters.contains(where: { $0.name == "period" })
    {
      arguments = self.arguments(of: try Month(period), company: nil)
    }
    for parameter in parameters {
      if let value = invocation.value(parameter.option) { arguments[parameter.name] = value }
    }
    return arguments
  }
}

extension Invocation {
  var reportsFolder: String? { value("reports") ?? environment("CARRYOVER_REPORTS") }
}

/// The options that a report adds to the verb: its parameters.
func extraOptions(_ verb: Verb, _ words: [String]) throws(Problem) -> [Option] {
  guard verb.name == "report" || verb.name == "export", words.count > 1 else { return [] }
  if verb.name == "report", words[1] == "pack" { return PackVerb.options }
  var folder = environment("CARRYOVER_REPORTS")
  if let index = words.firstIndex(of: "--reports"), index + 1 < words.count {
    folder = words[index + 1]
  }
  let catalogue = ReportCatalogue(folder: folder)
  guard
    let name = words.dropFirst().first(where: {
      catalogue.names.contains($0) || ($0.hasSuffix(".sql") && !$0.hasPrefix("-"))
    })
  else { return [] }
  let taken = Set(verb.options.map(\.name))
  let parameters = try catalogue.report(name).parameters
  var options: [Option] = parameters.filter { !taken.contains($0.option) }.map {
    .value($0.option, $0.kind.rawValue.uppercased(), $0.about)
  }
  let names = parameters.map(\.name)
  if !names.contains("period"), names.contains("to") || names.contains("as_of") {
    options.append(.value("period", "MONTH", "Its days: a month such as 2026-10"))
  }
  return options
}

/// Help of a report, made from its header.
enum ReportHelp {
  static func page(_ definition: ReportDefinition) -> String {
    var text = "\(definition.name): \(definition.title)\n\n\(definition.about)\n"
    if !definition.parameters.isEmpty {
      text += "\nParameters:\n"
      let width = definition.parameters.map { $0.option.count + $0.kind.rawValue.count }.max() ?? 0
      for parameter in definition.parameters {
        let option = "--\(parameter.option) \(parameter.kind.rawValue.uppercased())"
        text += "  " + Help.padded(option, to: width + 3) + "  " + parameter.about
        text += parameter.isRequired ? " (must be given)\n" : "\n"
      }
    }
    text += "\nColumns, for --where too:\n"
    let width = definition.allColumns.map(\.name.count).max() ?? 0
    for column in definition.allColumns {
      text += "  " + Help.padded(column.name, to: width) + "  " + column.kind.rawValue + "\n"
    }
    return text
  }
}
