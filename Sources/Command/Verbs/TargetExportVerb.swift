internal import Arrival
internal import Bytes
internal import Diagnostics
internal import Store

/// The options that a target adds to the verb: its parameters; nil where no target is named.
func targetOptions(_ verb: Verb, _ words: [String]) throws(Problem) -> [Option]? {
  let known = TargetDirectory.builtIn
  guard words.count > 1, known.contains(words[1]) || words[1].hasSuffix(".json5") else {
    return nil
  }
  let taken = Set((verb.options + commonOptions).map(\.name))
  // What is wrong with a declaration is told when it is read in earnest.
  let parameters = (try? TargetDirectory.target(words[1]).parameters) ?? []
  return parameters.filter { !taken.contains($0.option) }.map {
    .value($0.option, "TEXT", $0.about)
  }
}

/// `export TARGET -o DIR`.
func exportTarget(_ name: String, _ invocation: Invocation) throws -> Int32 {
  let target = try TargetDirectory.target(name)
  if invocation.wantsHelp {
    try Terminal.print(TargetText.page(target))
    return 0
  }
  let isDraft = invocation.has("draft-maps")
  guard isDraft || invocation.has("output") else {
    throw Problem(
      "operands", .usage,
      "Say with -o DIR which folder the files go to: a new one, or an empty one.")
  }
  if invocation.has("new"), invocation.has("again") {
    throw Problem("operands", .usage, "--new and --again are two things: give one of them.")
  }
  if isDraft { return try draftMaps(target, invocation) }
  let folder = try OutputFolder(path: invocation.value("output") ?? "")
  if let batch = try invocation.number("again") {
    let summary = try TargetExport.again(
      Int64(batch), target: target.name, from: invocation.readStore(), to: folder)
    try folder.finish()
    return try TargetText.tell(summary, target, folder, invocation)
  }
  let (database, lock) = try invocation.writeStore(verb: "export")
  defer { withExtendedLifetime(lock) {} }
  let export = try TargetExport(target, invocation.targetRequest(target), in: database)
  var leaves = false
  let summary = try export.run(
    reading: { try invocation.readStore() }, writer: database, to: folder
  ) { found in
    leaves = !found.isEmpty
    if !invocation.isQuiet { TargetText.list(found, target) }
    if invocation.has("strict"), !found.isEmpty { throw TargetText.strict(found, target) }
  }
  guard summary.batch != nil else {
    if !invocation.isQuiet { Terminal.say("\(target.name): nothing new") }
    return 0
  }
  // What is remembered and was not written can be had by --again; the other way round it would go twice.
  try StoreFile.settle(database)
  try folder.finish()
  let code = try TargetText.tell(summary, target, folder, invocation)
  return leaves ? max(code, Problem.Kind.finding.rawValue) : code
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
    for parameter in target.parameters {
      request.parameters[parameter.name] = value(parameter.option)
    }
    return request
  }
}

/// What an export to another system did, in words.
private enum TargetText {
  static func list(_ left: LeftBehind, _ target: Target) {
    if left.isEmpty { return }
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
    _ summary: TargetExport.Summary, _ target: Target, _ folder: OutputFolder,
    _ invocation: Invocation
  ) throws -> Int32 {
    let isTwice = summary.isRepeated && !invocation.has("new")
    if invocation.wantsJSON {
      let files = summary.files.map {
        "{\"file\": \(ImportText.quoted($0.name)), \"rows\": \($0.rows), \"sha256\": \"\($0.sha256)\"}"
      }
      try Terminal.print(
        "{\"target\": \(ImportText.quoted(target.name)), \"batch\": \(summary.batch ?? 0), "
          + "\"repeated\": \(summary.isRepeated), \"files\": [\(files.joined(separator: ", "))]}\n")
    } else if !invocation.isQuiet {
      let width = summary.files.map(\.name.count).max() ?? 0
      for file in summary.files {
        let rows =
          Help.atRight(Help.grouped(file.rows), of: 9) + (file.rows == 1 ? " row " : " rows")
        Terminal.say(
          "  " + Help.padded(file.name, to: width) + rows + (file.totals.map { "  \($0)" } ?? ""))
      }
      Terminal.say(
        "\(target.name): \(Help.grouped(summary.rows)) rows in \(folder.path), "
          + (isTwice ? "exported before, " : invocation.has("again") ? "again, " : "")
          + "batch \(summary.batch ?? 0); README.txt says in which order to load them")
    }
    return isTwice ? Problem.Kind.finding.rawValue : 0
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
    text += "\nFiles, in the order in which they are loaded:\n"
    for file in target.written {
      text += Help.wrapped(file.about, indent: 6, first: "  \(file.name)\n      ")
    }
    return text
  }
}

extension String {
  fileprivate var dropLastNewline: String { hasSuffix("\n") ? String(dropLast()) : self }
}
