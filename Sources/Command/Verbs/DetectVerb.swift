internal import Diagnostics
internal import Importing
internal import Tabular

let detectVerb = Verb(
  "detect", "FILE…",
  "Tell how files are written and what they could be: encoding, delimiter, header, columns, kinds and "
    + "profiles, each with what speaks for it. It only tells; nothing is stored.",
  takes: 1...10_000,
  options: dialectOptions + [
    Option.value(
      "profiles", "DIR", "A folder of profiles to compare with, besides those of the command",
      repeats: true)
  ]
) { invocation in
  let declared = try invocation.declaredDialect()
  var objects: [JSONText] = []
  var exitCode: Int32 = 0
  for (index, path) in invocation.operands.enumerated() {
    var scan = TableConversion(path: path)
    scan.sheet = invocation.value("sheet")
    scan.declared = declared
    let progress = Progress(isShown: !invocation.isQuiet && !invocation.wantsJSON)
    scan.onProgress = { progress.show(bytes: $0, of: $1, records: $2) }
    do throws(Problem) {
      let summary = try scan.look()
      progress.end()
      var guesses = FileGuesses(summary, folders: invocation.values("profiles"))
      try guesses.tryProfiles(
        on: path, sheet: scan.sheet, ProfileGuess.names(invocation.values("profiles")))
      if invocation.wantsJSON {
        objects.append(DetectionJSON.object(summary, guesses))
      } else {
        let text = DetectionText(summary, guesses, path: path, sheet: scan.sheet).text
        try Terminal.print((index > 0 ? "\n" : "") + text)
      }
    } catch {
      progress.end()
      // One bad file doesn't hide what the others are.
      if invocation.operands.count == 1 || error.kind == .interrupted { throw error }
      Terminal.complain(error)
      exitCode = max(exitCode, error.kind.rawValue)
    }
  }
  if invocation.wantsJSON { try Terminal.print(JSONText.list(objects, isLong: true).text + "\n") }
  return exitCode
}

/// What a file could be, for all that its header says.
struct FileGuesses {
  var kinds: [KindGuess]
  var profiles: [ProfileGuess]
  /// Profiles that could not be compared, as they can't be read.
  var mistaken: [String] = []
  private let hasHeader: Bool
  private let beginning: [UInt8]

  init(_ summary: ConversionSummary, folders: [String]) {
    beginning = summary.sketch.beginning
    let isTable = TextForm(beginning) == .table
    let header = isTable && summary.sketch.headerRows > 0 ? summary.names : []
    // A word above lines of one field is as well the first of these lines.
    hasHeader = header.count > 1
    kinds =
      isTable
      ? KindGuess.all(
        header, columns: summary.profile?.columns ?? [], fileName: summary.name) : []
    profiles = ProfileGuess.all(
      header: header, fileName: summary.name, beginning: summary.sketch.beginning,
      folders: folders, mistakes: &mistaken)
  }

  /// Reads the first records by every profile, where no header says what they are.
  mutating func tryProfiles(on path: String, sheet: String?, _ names: [String]) throws(Problem) {
    // Standard input can be read once only.
    if path == "-" || hasHeader && (profiles.first?.score ?? 0) >= 60 { return }
    let trial = try ProfileTrial(path: path, sheet: sheet, beginning: beginning)
    profiles = ProfileGuess.tried(trial, profiles, names, hasHeader: hasHeader)
  }
}
