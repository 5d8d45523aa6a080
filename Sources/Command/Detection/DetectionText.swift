internal import Importing
internal import Store
internal import Tabular

/// What was found out about a file, for people, at 80 columns.
struct DetectionText {
  private(set) var text = ""
  private let summary: ConversionSummary
  private let guesses: FileGuesses
  private let path: String
  /// The sheet, where the user named one.
  private let invokedSheet: String?
  private static let indent = 12

  init(_ summary: ConversionSummary, _ guesses: FileGuesses, path: String, sheet: String?) {
    self.summary = summary
    self.guesses = guesses
    self.path = path
    invokedSheet = sheet
    text = summary.name + "\n"
    file()
    if form == .table {
      columns()
      kinds()
    }
    profiles()
    text += "  " + Help.padded("next", to: Self.indent - 2) + typed(next) + "\n"
  }

  private var form: TextForm { TextForm(summary.sketch.beginning) }

  // MARK: The file

  private mutating func file() {
    let sketch = summary.sketch
    defer { if form != .table { line("form", DetectionWords.form(form)) } }
    switch summary.container {
    case .plain: break
    case .gzip: line("file", "gzip")
    case .zip(let member): line("file", "a ZIP archive with one file, '\(member)'")
    case .workbook(let sheet, let sheets):
      let others = sheets.filter { $0 != sheet }.map { "'\($0)'" }
      line(
        "file",
        "an Excel workbook, sheet '\(sheet)'"
          + (others.isEmpty ? "" : "; --sheet for \(others.joined(separator: ", "))"))
    }
    if !TableText.isWorkbook(summary.container) {
      line("encoding", summary.encoding.rawValue + ": " + DetectionWords.encoding(summary))
      if form == .table { line("dialect", DetectionWords.dialect(summary)) }
    }
    if form != .table { return }
    line("header", TableText.header(sketch) + ": " + sketch.headerReason)
    var counts = "\(summary.records) of \(summary.names.count) columns"
    if summary.control.blank > 0 { counts += "; blank lines: \(summary.control.blank)" }
    line("records", counts)
    for finding in summary.findings {
      line(
        finding.kind.group == .toCheck ? "look at" : "found",
        ConversionText.sentence(finding) + ConversionText.lines(finding))
    }
  }

  // MARK: Columns

  private mutating func columns() {
    guard let profile = summary.profile else { return }
    text += "\n"
    let width = min(28, profile.columns.map(\.name.count).max() ?? 0)
    for (index, column) in profile.columns.enumerated() {
      let number = String(index + 1)
      let pad = String(repeating: " ", count: max(0, 4 - number.count))
      let head = pad + number + "  " + Help.padded(column.name, to: width) + "  "
      text += wrapped(DetectionWords.column(column), first: head, indent: 6 + width + 2)
    }
    if profile.records == TableProfile.mostRecords, summary.records > profile.records {
      line("", "types are those of the first \(profile.records) records")
    }
    text += "\n"
  }

  // MARK: What it could be

  private mutating func kinds() {
    if summary.sketch.headerRows == 0 {
      line("kind", "not known: there is no header, and columns have no names")
      return
    }
    if guesses.kinds.isEmpty { line("kind", "none whose fields are named like these columns") }
    for (index, guess) in guesses.kinds.prefix(3).enumerated() {
      line(
        index == 0 ? "kind" : "",
        "\(guess.score) %  \(guess.kind.name): " + guess.reason(columns: summary.names.count))
    }
  }

  private mutating func profiles() {
    if guesses.profiles.isEmpty { line("profile", "none that says it is for such a file") }
    for (index, guess) in guesses.profiles.prefix(3).enumerated() {
      line(index == 0 ? "profile" : "", "\(guess.score) %  \(guess.name): \(guess.reason)")
    }
    for name in guesses.mistaken { line("", "\(name) has mistakes: profile lint tells them") }
  }

  /// The command to type next.
  private var next: [String] {
    let file = path.contains(" ") ? "'\(path)'" : path
    let sheet = invokedSheet.map { ["--sheet '\($0)'"] } ?? []
    func load(_ profile: String) -> [String] {
      ["carryover import", file] + sheet + ["--profile \(profile)", "--source NAME", "--dry-run"]
    }
    if let profile = guesses.profiles.first, profile.score >= 60 { return load(profile.name) }
    if form == .jsonLines { return ["carryover profile suggest", file, "--as cdr"] }
    if form != .table { return ["carryover profile reference"] }
    let isPlain = summary.sketch.dialect.skip == 0 && summary.sketch.headerRows == 1
    if let kind = guesses.kinds.first, kind.score >= 90, kind.isCanonical, isPlain {
      return load(kind.kind.name)
    }
    // A draft is made of names.
    if let kind = guesses.kinds.first, kind.score >= 40, summary.sketch.headerRows > 0 {
      return ["carryover profile suggest", file] + sheet + ["--as \(kind.kind.name)"]
    }
    return ["carryover convert", file] + sheet + ["-o clean.csv"]
  }

  /// A command that is too long for a line goes on in the next, so that it can still be copied.
  private func typed(_ words: [String]) -> String {
    var result = ""
    var line = ""
    for word in words {
      if !line.isEmpty, Self.indent + line.count + 1 + word.count > 77 {
        result += line + " \\\n" + String(repeating: " ", count: Self.indent + 2)
        line = "  "
      }
      line += (line.isEmpty || line == "  " ? "" : " ") + word
    }
    return result + line
  }

  // MARK: Lines

  private mutating func line(_ label: String, _ words: String) {
    text += wrapped(
      words, first: "  " + Help.padded(label, to: Self.indent - 2), indent: Self.indent)
  }

  private func wrapped(_ words: String, first: String, indent: Int) -> String {
    var result = ""
    var line = first
    var isEmpty = true
    for word in words.split(separator: " ", omittingEmptySubsequences: false) {
      if !isEmpty, line.count + 1 + word.count > 79 {
        result += line + "\n"
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    return result + line + "\n"
  }
}

extension KindGuess {
  /// Whether every column has the name of a field, so that no profile is needed.
  var isCanonical: Bool { unplaced.isEmpty && missing.isEmpty }
}
