internal import Importing
internal import Store
internal import Tabular

/// What was found out about a file, for programs.
enum DetectionJSON {
  static func object(_ summary: ConversionSummary, _ guesses: FileGuesses) -> JSONText {
    let sketch = summary.sketch
    let form =
      switch TextForm(sketch.beginning) {
      case .table: "table"
      case .jsonLines: "json-lines"
      case .jsonArray: "json-array"
      case .xml: "xml"
      }
    var members: [(String, JSONText)] = [
      ("file", JSONText(summary.name)), ("form", JSONText(form)),
    ]
    members += TableText.dialectMembers(summary.container, summary.encoding, sketch)
    members += [
      ("encoding_evidence", JSONText(DetectionWords.encoding(summary))),
      ("header_evidence", JSONText(sketch.headerReason)), ("records", JSONText(summary.records)),
      ("blank_lines", JSONText(summary.control.blank)),
    ]
    if let profile = summary.profile {
      members += [
        (
          "line_ends",
          .counts([("lf", profile.lineFeeds), ("crlf", profile.both), ("cr", profile.returns)])
        ),
        ("columns", .list(profile.columns.map(column))),
      ]
    }
    members += [
      ("findings", ConversionText.findings(summary)),
      ("kinds", .list(guesses.kinds.prefix(5).map(kind))),
      ("profiles", .list(guesses.profiles.prefix(5).map(profile))),
    ]
    return .object(members)
  }

  private static func kind(_ guess: KindGuess) -> JSONText {
    let fields = guess.matches.map { match in
      JSONText.object([
        ("field", JSONText(guess.kind.fields[match.field].name)),
        ("column", JSONText(match.column + 1)),
      ])
    }
    return .object([
      ("kind", JSONText(guess.kind.name)), ("score", JSONText(guess.score)),
      ("fields", .list(fields)), ("missing", list(guess.missing)),
      ("unplaced", list(guess.unplaced)),
    ])
  }

  private static func profile(_ guess: ProfileGuess) -> JSONText {
    .object([
      ("profile", JSONText(guess.name)), ("kinds", list(guess.kinds)),
      ("score", JSONText(guess.score)), ("reason", JSONText(guess.reason)),
    ])
  }

  private static func column(_ column: ColumnProfile) -> JSONText {
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
    return .object([
      ("name", JSONText(column.name)), ("type", JSONText(type)), ("formats", list(patterns)),
      ("ambiguous", JSONText(column.isAmbiguousDate)), ("filled", JSONText(column.filled)),
      ("empty", JSONText(column.empty)), ("damaged", JSONText(column.damaged)),
      ("evidence", JSONText(DetectionWords.column(column))),
    ])
  }

  private static func list(_ texts: [String]) -> JSONText { .list(texts.map { JSONText($0) }) }
}
