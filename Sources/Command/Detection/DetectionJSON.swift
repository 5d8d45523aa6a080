internal import Importing
internal import Store
internal import Tabular

/// What was found out about a file, for programs.
enum DetectionJSON {
  static func object(_ summary: ConversionSummary, _ guesses: FileGuesses) -> String {
    let sketch = summary.sketch
    let form =
      switch TextForm(sketch.beginning) {
      case .table: "table"
      case .jsonLines: "json-lines"
      case .jsonArray: "json-array"
      case .xml: "xml"
      }
    var members = [
      "\"file\": \(ImportText.quoted(summary.name))", "\"form\": \"\(form)\"",
      TableText.dialectMembers(summary.container, summary.encoding, sketch),
      "\"encoding_evidence\": \(ImportText.quoted(DetectionWords.encoding(summary)))",
      "\"header_evidence\": \(ImportText.quoted(sketch.headerReason))",
      "\"records\": \(summary.records)", "\"blank_lines\": \(summary.control.blank)",
    ]
    if let profile = summary.profile {
      members.append(
        "\"line_ends\": {\"lf\": \(profile.lineFeeds), \"crlf\": \(profile.both), \"cr\": \(profile.returns)}"
      )
      members.append("\"columns\": [\(profile.columns.map(column).joined(separator: ", "))]")
    }
    members.append("\"findings\": [\(ConversionText.findings(summary))]")
    let kinds = guesses.kinds.prefix(5).map { guess in
      let fields = guess.matches.map { match in
        "{\"field\": \(ImportText.quoted(guess.kind.fields[match.field].name)), "
          + "\"column\": \(match.column + 1)}"
      }
      return "{\"kind\": \"\(guess.kind.name)\", \"score\": \(guess.score), "
        + "\"fields\": [\(fields.joined(separator: ", "))], \"missing\": \(list(guess.missing)), "
        + "\"unplaced\": \(list(guess.unplaced))}"
    }
    members.append("\"kinds\": [\(kinds.joined(separator: ", "))]")
    let profiles = guesses.profiles.prefix(5).map {
      "{\"profile\": \(ImportText.quoted($0.name)), \"kinds\": \(list($0.kinds)), "
        + "\"score\": \($0.score), \"reason\": \(ImportText.quoted($0.reason))}"
    }
    members.append("\"profiles\": [\(profiles.joined(separator: ", "))]")
    return "{" + members.joined(separator: ", ") + "}"
  }

  private static func column(_ column: ColumnProfile) -> String {
    let (type, patterns): (String, [String]) =
      switch column.type {
      case .empty: ("empty", [])
      case .integer: ("integer", [])
      case .decimal: ("decimal", [])
      case .date(let patterns): ("date", patterns)
      case .time: ("time", [])
      case .flag: ("flag", [])
      case .text: ("text", [])
      }
    return "{\"name\": \(ImportText.quoted(column.name)), \"type\": \"\(type)\", "
      + "\"formats\": \(list(patterns)), \"ambiguous\": \(column.isAmbiguousDate), "
      + "\"filled\": \(column.filled), \"empty\": \(column.empty), \"damaged\": \(column.damaged), "
      + "\"evidence\": \(ImportText.quoted(DetectionWords.column(column)))}"
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(ImportText.quoted).joined(separator: ", ") + "]"
  }
}
