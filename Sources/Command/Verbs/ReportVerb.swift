internal import Billing
internal import Bytes
internal import Diagnostics
internal import Proof
internal import Reporting
internal import Store

let reportVerb = Verb(
  "report", "NAME | pack | list | show NAME | lint FILE | verify FILE",
  "Run a report: one that came with the command, one in --reports, or a .sql file by its path. "
    + "'report NAME --help' lists its parameters and columns. 'pack' writes all reports of a month, with "
    + "the control page, into a folder. 'lint' checks a file of your own, 'verify' a list that was "
    + "written with --chain.", takes: 0...2,
  options: [
    .value("where", "FILTER", "Only rows that fit, such as \"status = 'open' and amount > 100\""),
    .value("filter", "FILE", "A filter that is kept in a file, with its columns and order"),
    .value("columns", "NAMES", "The columns to show, parted by commas"),
    .value("sort", "NAMES", "Sort by these columns; '-amount' for the largest first"),
    .value("zone", "ZONE", "Show times by this zone's clock, such as America/Chicago; else UTC"),
    .value("me", "NAME", "Who 'is me' means in a filter; else $CARRYOVER_USER"),
    .value(
      "format", "FORMAT", "text, csv, tsv, jsonl, xlsx, html or pdf; else by the output's name"),
    .value("for", "READER", "CSV and TSV for data, a spreadsheet, or qbo (QuickBooks Online)"),
    .value("amounts", "HOW", "Amounts raw (1234.50), formatted (1,234.50), or both"),
    .flag("chain", "Chain the records by hashes and write a manifest beside the output"),
    .flag("check", "Compare the totals with what SQLite sums up, instead of a rendering"),
    .flag("wide", "On a terminal, columns of detail too"),
    .value("explain", "LINE", "What the number in a line is made of: 3, or 3:COLUMN"),
    .value("reports", "DIR", "A folder with reports of your own; else $CARRYOVER_REPORTS"),
  ] + outputOptions
) { invocation in
  let catalogue = ReportCatalogue(folder: try invocation.reportsFolder)
  guard let first = invocation.operands.first else {
    throw Problem(
      "operands", .usage, "Name a report; 'carryover report list' shows them.")
  }
  if first == "pack" { return try PackVerb.run(invocation) }
  if let tool = ReportTool(rawValue: first) {
    return try tool.run(invocation.operands.dropFirst().first, catalogue)
  }
  var definition = try catalogue.report(first)
  if invocation.wantsHelp {
    try Terminal.print(ReportHelp.page(definition))
    return 0
  }
  guard invocation.operands.count == 1 else {
    throw Problem("operands", .usage, "Name one report at a time.")
  }
  var arguments = try definition.arguments(in: invocation)
  var choice = try invocation.reportChoice(first)
  let explanation = try invocation.value("explain").map { place in
    try LineExplanation(
      of: definition, at: place, arguments: arguments, choice: choice, catalogue: catalogue
    ) { try invocation.readStore() }
  }
  if let explanation {
    (definition, arguments) = (explanation.detail, explanation.arguments)
    (choice.filters, choice.sort, choice.columns) = ([], nil, nil)
  }
  if invocation.has("check") {
    let check = try TotalsCheck(definition, arguments: arguments, choice: choice) {
      () throws(Problem) in try invocation.readStore()
    }
    for line in check.lines {
      let currency = line.currency.map { " \($0)" } ?? ""
      try Terminal.print(
        "\(line.column)\(currency): \(line.added) = \(line.summed)  \(line.holds ? "PASS" : "FAIL")\n"
      )
    }
    if check.lines.isEmpty { try Terminal.print("The report has no totals.\n") }
    return check.lines.allSatisfy(\.holds) ? 0 : Problem.Kind.finding.rawValue
  }
  let output = invocation.value("output")
  let format =
    try invocation.choice("format", ReportFormat.self) ?? output.flatMap { ReportFormat(path: $0) }
    ?? .text
  let options = try invocation.renderOptions(format)
  let database = try invocation.readStore()
  try ReportRun.keepMoreAtHand(database)
  let run = try ReportRun(definition, database: database, arguments: arguments, choice: choice)
  let sink: any ByteSink =
    if let output {
      try OutputFile(path: output, force: invocation.has("force"))
    } else {
      StandardOutput()
    }
  let rendered: Rendered
  if let output, invocation.has("chain") {
    let hashing = HashingSink(sink)
    rendered = try format.render(run, to: hashing, options)
    _ = try hashing.finish()
    let manifest = try ReportManifest(
      run, file: output, format: format, rendered: rendered, sha256: hashing.sha256,
      bytes: hashing.count)
    let beside = try OutputFile(
      path: ReportManifest.path(of: output), force: invocation.has("force"))
    try beside.write(manifest.content)
    _ = try beside.finish()
  } else {
    rendered = try format.render(run, to: sink, options)
    _ = try sink.finish()
  }
  for notice in rendered.notices where !invocation.isQuiet { Terminal.say(notice) }
  if let explanation, let place = invocation.value("explain") {
    if !invocation.isQuiet { Terminal.say(explanation.sentence(line: place)) }
    return explanation.ties ? 0 : Problem.Kind.finding.rawValue
  }
  return 0
}

extension Invocation {
  fileprivate func renderOptions(_ format: ReportFormat) throws(Problem) -> RenderOptions {
    var options = RenderOptions()
    options.isWide = has("wide")
    options.reader = try choice("for", RenderOptions.Reader.self) ?? .data
    options.amounts = try choice("amounts", RenderOptions.Amounts.self) ?? .raw
    options.isChained = has("chain") && format.hasRecords
    if has("chain"), value("output") == nil {
      throw Problem(
        "operands", .usage, "--chain writes a manifest beside a file: name the file with -o.")
    }
    if has("for"), format != .csv, format != .tsv {
      throw Problem(
        "operands", .usage, "--for is about CSV and TSV, and the output is \(format.rawValue).")
    }
    if has("amounts"), !format.hasRecords {
      throw Problem(
        "operands", .usage,
        "--amounts is about CSV, TSV and JSON Lines, and the output is \(format.rawValue).")
    }
    return options
  }

  fileprivate func reportChoice(_ report: String) throws(Problem) -> ReportChoice {
    var choice = ReportChoice()
    if let filter = value("where") { choice.filters.append(filter) }
    choice.sort = value("sort")
    choice.columns = value("columns")?.split(separator: ",").map {
      String($0.filter { !$0.isWhitespace })
    }
    if let zone = value("zone") { choice.zone = try ZoneDatabase.rules(for: zone) }
    choice.user = value("me") ?? environment("CARRYOVER_USER")
    if let file = value("filter") {
      let saved = try SavedFilter(file: file)
      if let other = saved.report, other != report {
        throw Problem(
          "bad-saved-filter", .input, "The filter is for the report '\(other)', not '\(report)'.",
          at: SourcePosition(file: file))
      }
      saved.add(to: &choice)
    }
    return choice
  }
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
  /// The folder of the user's own reports.
  ///
  /// - Throws: `no-reports-folder`: what lies in a folder that is misspelt would be missing silently.
  var reportsFolder: String? {
    get throws(Problem) {
      guard let folder = value("reports") ?? environment("CARRYOVER_REPORTS") else { return nil }
      if Folder.files(in: folder) == nil { throw .noReportsFolder(folder) }
      return folder
    }
  }
}

/// The options that a report adds to the verb: its parameters.
func extraOptions(_ verb: Verb, _ words: [String]) throws(Problem) -> [Option] {
  if verb.name == "export" { return targetOptions(verb, words) }
  guard verb.name == "report", words.count > 1 else { return [] }
  if words[1] == "pack" { return PackVerb.options }
  var folder = environment("CARRYOVER_REPORTS")
  if let index = words.firstIndex(of: "--reports"), index + 1 < words.count {
    folder = words[index + 1]
  }
  let catalogue = ReportCatalogue(folder: folder)
  let known = catalogue.names
  guard
    let name = words.dropFirst().first(where: {
      known.contains($0) || ($0.hasSuffix(".sql") && !$0.hasPrefix("-"))
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
