internal import Arrival
internal import Billing
internal import Bytes
internal import Diagnostics
internal import Store

/// The options that a target adds to the verb: its parameters, and a month where it takes days.
func targetOptions(_ verb: Verb, _ words: [String]) -> [Option] {
  guard words.count > 1 else { return [] }
  let taken = Set((verb.options + commonOptions).map(\.name))
  // What is wrong with a declaration is told when it is read in earnest.
  let parameters = (try? TargetDirectory.target(words[1]).parameters) ?? []
  var options: [Option] = parameters.filter { !taken.contains($0.option) }.map {
    .value($0.option, "TEXT", $0.about)
  }
  if parameters.contains(where: { $0.name == "from" }),
    parameters.contains(where: { $0.name == "to" })
  {
    options.append(.value("period", "MONTH", "Its days: a month such as 2026-10"))
  }
  return options
}

/// `export TARGET -o DIR`, or of calls `export TARGET -o FILE`.
func exportTarget(_ name: String, _ invocation: Invocation) throws -> Int32 {
  let target = try TargetDirectory.target(name)
  if invocation.wantsHelp {
    try Terminal.print(TargetText.page(target))
    return 0
  }
  if invocation.has("new"), invocation.has("again") {
    throw Problem("operands", .usage, "--new and --again are two things: give one of them.")
  }
  if invocation.has("draft-maps") { return try draftMaps(target, invocation) }
  let place = try ExportPlace(target, invocation)
  if let batch = try invocation.number("again") {
    let summary = try TargetExport.again(
      Int64(batch), target: target.name, from: invocation.readStore(), to: place.folder)
    try place.fill(summary)
    try place.finish(summary)
    return try TargetText.tell(summary, target, place, invocation)
  }
  let (database, lock) = try invocation.writeStore(verb: "export")
  defer { withExtendedLifetime(lock) {} }
  let export = try TargetExport(target, invocation.targetRequest(target), in: database)
  let summary = try export.run(
    reading: { try invocation.readStore() }, writer: database, to: place.folder,
    tell: { found in
      if !invocation.isQuiet { TargetText.list(found, target) }
      if invocation.has("strict"), !found.isEmpty { throw TargetText.strict(found, target) }
    }, ready: { try place.fill($0) })
  // What is remembered and was not written can be had by --again; the other way round it would go twice.
  try StoreFile.settle(database)
  try place.finish(summary)
  return try TargetText.tell(summary, target, place, invocation)
}

/// Where an export goes: a folder that appears whole, or the one file of a target.
private struct ExportPlace {
  let folder: OutputFolder
  /// What its only file is copied to.
  private let sink: (any ByteSink)?
  private let scratch: ScratchFolder?
  /// How people call it.
  let name: String

  init(_ target: Target, _ invocation: Invocation) throws(Problem) {
    let output = invocation.value("output")
    guard target.isOneFile else {
      guard let output else {
        throw Problem(
          "operands", .usage,
          "Say with -o DIR which folder the files go to: a new one, or an empty one.")
      }
      (name, sink, scratch) = (output, nil, nil)
      folder = try OutputFolder(path: output)
      return
    }
    if let output {
      (name, sink) = (output, try OutputFile(path: output, force: invocation.has("force")))
    } else {
      (name, sink) = ("standard output", StandardOutput())
    }
    let scratch = try ScratchFolder(beside: output ?? invocation.storePath)
    self.scratch = scratch
    folder = try OutputFolder(path: scratch.path + "/export")
  }

  var isStandardOutput: Bool { sink is StandardOutput }

  /// Copies the one file, before anything is remembered.
  ///
  /// - Throws: `output-exists` and what else refuses the output.
  func fill(_ summary: TargetExport.Summary) throws {
    guard let sink, let file = summary.files.first else { return }
    let input = try InputSource(path: folder.temporary + "/" + file.name)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes) > 0 {
      try sink.write(bytes[...])
      bytes.removeAll(keepingCapacity: true)
    }
    try (sink as? OutputFile)?.requireFree()
  }

  func finish(_ summary: TargetExport.Summary) throws {
    if let sink {
      _ = try sink.finish()
    } else if summary.batch != nil {
      try folder.finish()
    }
  }
}

private func draftMaps(_ target: Target, _ invocation: Invocation) throws -> Int32 {
  let folder = invocation.value("draft-maps") ?? "maps"
  let database = try invocation.readStore()
  let export = try TargetExport(target, invocation.targetRequest(target), in: database)
  let drafts = try export.drafts { try invocation.readStore() }
  if drafts.isEmpty {
    if !invocation.isQuiet { Terminal.say("\(target.name): every code has its counterpart") }
    return 0
  }
  try Folder.make(folder)
  for (name, bytes) in drafts {
    let file = try OutputFile(path: folder + "/" + name, force: invocation.has("force"))
    try file.write(bytes[...])
    _ = try file.finish()
    if !invocation.isQuiet {
      Terminal.say(
        "Wrote \(folder)/\(name): fill in the second column, then export with --maps \(folder)")
    }
  }
  return Problem.Kind.finding.rawValue
}

extension Invocation {
  fileprivate func targetRequest(_ target: Target) throws(Problem) -> TargetExport.Request {
    var request = TargetExport.Request(version: CarryoverCommand.version)
    request.choice = has("new") ? .new : .all
    request.asOf = try date("as-of")
    request.company = value("company")
    request.source = value("source")
    request.loadDay = value("load-day")
    request.maps = value("maps")
    if let period = value("period") {
      let month = try Month(period)
      request.parameters = ["from": month.from, "to": month.to]
    }
    for parameter in target.parameters {
      if let value = value(parameter.option) { request.parameters[parameter.name] = value }
    }
    return request
  }
}

/// What an export to another system did, in words.
private enum TargetText {
  static func list(_ left: LeftBehind, _ target: Target) {
    if left.isEmpty {
      if left.toldBefore > 0 {
        Terminal.say("\(target.name): \(left.toldBefore) things stay behind, as told before")
      }
      return
    }
    Terminal.say("What \(target.name) can't take, or not as it is:")
    for line in left.lines {
      Terminal.say(Help.wrapped(line, indent: 4, first: "  ").dropLastNewline)
    }
  }

  static func strict(_ left: LeftBehind, _ target: Target) -> Problem {
    Problem(
      "left-behind", .input,
      "\(target.name) can't take \(left.count) things as they are, and --strict refuses: the list above "
        + "says which. Nothing was written.")
  }

  static func tell(
    _ summary: TargetExport.Summary, _ target: Target, _ place: ExportPlace,
    _ invocation: Invocation
  ) throws -> Int32 {
    let isTwice = summary.isRepeated && !invocation.has("new")
    let code = isTwice || summary.left > 0 ? Problem.Kind.finding.rawValue : 0
    if invocation.wantsJSON, !place.isStandardOutput {
      let files = summary.files.map {
        JSONText.object([
          ("file", JSONText($0.name)), ("rows", JSONText($0.rows)), ("sha256", JSONText($0.sha256)),
        ])
      }
      let whole = JSONText.object([
        ("target", JSONText(target.name)), ("batch", JSONText(summary.batch)),
        ("repeated", JSONText(summary.isRepeated)), ("left_behind", JSONText(summary.left)),
        ("told_before", JSONText(summary.toldBefore)), ("files", .list(files)),
      ])
      try Terminal.print(whole.text + "\n")
      return code
    }
    if invocation.isQuiet { return code }
    guard let batch = summary.batch else {
      Terminal.say(
        "\(target.name): \(invocation.has("new") ? "nothing new" : "nothing to send")")
      return code
    }
    if !target.isOneFile {
      let width = summary.files.map(\.name.count).max() ?? 0
      for file in summary.files {
        let rows =
          Help.atRight(Help.grouped(file.rows), of: 9) + (file.rows == 1 ? " row " : " rows")
        Terminal.say(
          "  " + Help.padded(file.name, to: width) + rows + (file.totals.map { "  \($0)" } ?? ""))
      }
    }
    let what = target.isOfCalls ? "call" : "row"
    Terminal.say(
      "\(target.name): \(Help.grouped(summary.rows)) \(what)\(summary.rows == 1 ? "" : "s") in "
        + "\(place.name), "
        + (isTwice ? "exported before, " : invocation.has("again") ? "again, " : "")
        + "batch \(batch)"
        + (target.isOneFile ? "" : "; README.txt says in which order to load them"))
    return code
  }

  static func page(_ target: Target) -> String {
    var text = "\(target.name): \(target.about)\n"
    if target.needsLoadDay {
      text += "\nIt takes no dates that are over: --load-day DATE must be given.\n"
    }
    if !target.parameters.isEmpty {
      text += "\nParameters:\n"
      for parameter in target.parameters {
        text += Help.wrapped(
          parameter.about + (parameter.isRequired ? " (must be given)" : ""), indent: 6,
          first: "  --\(parameter.option) TEXT\n      ")
      }
    }
    text +=
      target.isOneFile
      ? "\nIts one file, written to -o FILE or standard output:\n"
      : "\nFiles, in the order in which they are loaded:\n"
    for file in target.written {
      text += Help.wrapped(file.about, indent: 6, first: "  \(file.name)\n      ")
      let headings = file.columns.map(\.heading).joined(separator: " | ")
      text += Help.wrapped(headings, indent: 8, first: "      ")
    }
    return text
  }
}

extension String {
  fileprivate var dropLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
