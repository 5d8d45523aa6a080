internal import Bytes
internal import Diagnostics
internal import Importing
internal import Store

/// `import DIR` without a profile: the morning job.
func importFolder(_ folder: String, _ invocation: Invocation) throws -> Int32 {
  let (database, lock) = try invocation.writeStore(verb: "import")
  defer { withExtendedLifetime(lock) {} }
  var run = FolderImport(
    database, version: CarryoverCommand.version, now: WallClock.milliseconds)
  run.rejectsFolder = invocation.value("rejects") ?? "rejects"
  run.isDryRun = invocation.has("dry-run")
  let progress = Progress(isShown: !invocation.isQuiet && !invocation.wantsJSON)
  run.onProgress = { progress.show(bytes: $0, of: $1, records: $2) }
  run.onFile = { file in
    progress.end()
    if case .imported(let summary) = file.state, !invocation.isQuiet, !invocation.wantsJSON {
      try Terminal.print(ImportText.summary(summary))
    }
  }
  let report = try run.run(folder)
  // What can't be moved must not hide what was found.
  var unmoved: [(file: String, problem: Problem)] = []
  if let target = invocation.value("move-to"), !invocation.has("dry-run") {
    for file in report.files where FolderText.isIn(file) {
      do throws(Problem) {
        try Folder.moveFile(folder + "/" + file.name, to: target)
      } catch { unmoved.append((file.name, error)) }
    }
  }
  let exitCode = unmoved.isEmpty ? report.exitCode : Problem.Kind.finding.rawValue
  if invocation.wantsJSON {
    try Terminal.print(FolderText.json(report, unmoved))
  } else if !invocation.isQuiet || exitCode != 0 {
    try Terminal.print(FolderText.summary(report, unmoved))
  }
  return exitCode
}

/// What the morning job found, in words.
enum FolderText {
  /// Whether the file's content is in the store.
  static func isIn(_ file: FolderImport.File) -> Bool {
    switch file.state {
    case .imported(let summary): summary.batch != nil
    case .alreadyIn, .superseded: true
    case .waiting, .unknown, .refused: false
    }
  }

  private static let words = [
    "imported", "with findings", "already in", "waiting", "unknown", "refused", "superseded",
  ]

  private static func word(_ file: FolderImport.File) -> Int {
    switch file.state {
    case .imported(let summary):
      summary.outcome == .refused ? 5 : summary.exitCode == 0 ? 0 : 1
    case .alreadyIn: 2
    case .waiting: 3
    case .unknown: 4
    case .refused: 5
    case .superseded: 6
    }
  }

  static func summary(
    _ report: FolderImport.Report, _ unmoved: [(file: String, problem: Problem)]
  ) -> String {
    var text = "\n"
    for (index, word) in words.enumerated() {
      let files = report.files.filter { self.word($0) == index }
      if files.isEmpty, index > 0 { continue }
      text += Help.padded(word, to: 15) + "\(files.count)\n"
      for file in files where index > 0 && index != 2 {
        let reasons = why(file)
        let reason = reasons.isEmpty ? "" : ": " + reasons.joined(separator: ", ")
        text += Help.wrapped("\(file.name)\(reason)", indent: 4, first: "  ")
      }
    }
    if !unmoved.isEmpty { text += Help.padded("not moved", to: 15) + "\(unmoved.count)\n" }
    for (file, problem) in unmoved {
      text += Help.wrapped("\(file): \(problem.message)", indent: 4, first: "  ")
    }
    text += Help.padded("missing", to: 15) + "\(report.missing.count)\n"
    for missing in report.missing { text += "  \(missing)\n" }
    if !report.carriers.isEmpty {
      let day = report.carriers[0].day
      text +=
        "\n" + Help.padded("Calls of \(day)", to: 25) + Help.atRight("calls", of: 12)
        + Help.atRight("minutes", of: 12) + Help.atRight("a week ago", of: 14)
        + Help.atRight("minutes", of: 12) + "\n"
    }
    for carrier in report.carriers {
      text += Help.padded(carrier.carrier, to: 25)
      text += Help.atRight(Help.grouped(carrier.calls), of: 12)
      text += Help.atRight(Help.grouped(Int(carrier.seconds / 60)), of: 12)
      text += Help.atRight(Help.grouped(carrier.callsLastWeek), of: 14)
      text += Help.atRight(Help.grouped(Int(carrier.secondsLastWeek / 60)), of: 12) + "\n"
      if !carrier.silentHours.isEmpty {
        let hours = carrier.silentHours.map { "\($0):00" }.joined(separator: ", ")
        text += "  no call at \(hours), where there always is one\n"
      }
    }
    return text
  }

  private static func why(_ file: FolderImport.File) -> [String] {
    switch file.state {
    case .imported(let summary):
      var reasons: [String] = []
      let rejected = summary.counts[.rejected]
      if rejected > 0 { reasons.append("\(Help.grouped(rejected)) rejected") }
      reasons += summary.controls.filter { !$0.ties }
        .map { "\($0.name) \($0.text($0.declared)), expected \($0.text($0.counted))" }
      let repeats = [
        (summary.possibleDuplicateCount, "possible-duplicate"),
        (summary.differentDuplicateCount, "duplicate-differs"),
      ]
      reasons += repeats.filter { $0.0 > 0 }.map { "\(Help.grouped($0.0)) [\($0.1)]" }
      if let taken = summary.reissue, taken.wantsLook {
        reasons.append(
          "in place of batch \(taken.batch), \(Help.grouped(taken.reversed)) taken back")
      }
      if summary.overdueCount > 0 {
        reasons.append("\(Help.grouped(summary.overdueCount)) [open-too-long]")
      }
      return reasons
    case .waiting(let reason, _), .unknown(let reason), .superseded(let reason): return [reason]
    case .refused(let problem): return ["\(problem.message) [\(problem.code.rawValue)]"]
    case .alreadyIn: return []
    }
  }

  static func json(
    _ report: FolderImport.Report, _ unmoved: [(file: String, problem: Problem)]
  ) -> String {
    let files = report.files.map { file in
      JSONText.object([
        ("file", JSONText(file.name)), ("state", JSONText(words[word(file)])),
        ("why", JSONText(why(file).joined(separator: ", "))),
      ])
    }
    let carriers = report.carriers.map { carrier in
      JSONText.object([
        ("carrier", JSONText(carrier.carrier)), ("day", JSONText(carrier.day)),
        ("calls", JSONText(carrier.calls)), ("seconds", JSONText(carrier.seconds)),
        ("calls_last_week", JSONText(carrier.callsLastWeek)),
        ("seconds_last_week", JSONText(carrier.secondsLastWeek)),
        ("silent_hours", .list(carrier.silentHours.map { JSONText($0) })),
      ])
    }
    let stays = unmoved.map {
      JSONText.object([("file", JSONText($0.file)), ("why", JSONText($0.problem.message))])
    }
    let whole = JSONText.object(
      [
        ("files", .list(files, isLong: true)),
        ("missing", .list(report.missing.map { JSONText($0) })), ("not_moved", .list(stays)),
        ("carriers", .list(carriers, isLong: true)),
      ], isLong: true)
    return whole.text + "\n"
  }
}
