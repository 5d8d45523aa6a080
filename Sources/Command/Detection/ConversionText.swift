internal import Tabular

/// Summaries of conversions, for people and for programs.
enum ConversionText {
  static func summary(_ summary: ConversionSummary) -> String {
    let sketch = summary.sketch
    var text = "\(summary.name): "
    text += counted(summary.records, "record") + " of " + counted(summary.names.count, "column")
    text += "\n  read as \(TableText.dialect(summary.container, summary.encoding, sketch))"
    for (group, title) in [
      (ConversionSummary.Kind.Group.leftOut, "left out"), (.repaired, "repaired"),
      (.toCheck, "look at"),
    ] {
      for finding in summary.findings where finding.kind.group == group {
        text += "\n  \(title): " + sentence(finding) + lines(finding)
      }
    }
    return text
  }

  static func json(_ summary: ConversionSummary) -> JSONText {
    .object(
      [("file", JSONText(summary.name)), ("records", JSONText(summary.records))]
        + TableText.dialectMembers(summary.container, summary.encoding, summary.sketch)
        + [("columns", .list(summary.names.map { JSONText($0) })), ("findings", findings(summary))])
  }

  static func findings(_ summary: ConversionSummary) -> JSONText {
    .list(
      summary.findings.map { finding in
        .object([
          ("kind", JSONText(finding.kind.rawValue)), ("group", JSONText(group(finding.kind.group))),
          ("count", JSONText(finding.count)), ("lines", .list(finding.lines.map { JSONText($0) })),
        ])
      })
  }

  private static func group(_ group: ConversionSummary.Kind.Group) -> String {
    switch group {
    case .leftOut: "left out"
    case .repaired: "repaired"
    case .toCheck: "look at"
    }
  }

  static func sentence(_ finding: ConversionSummary.Finding) -> String {
    let count = finding.count
    return switch finding.kind {
    case .preamble: counted(count, "line") + " before the header"
    case .repeatedHeader: "the header again, " + counted(count, "time")
    case .footer: "a footer of " + counted(count, "line")
    case .strayQuote: counted(count, "stray quote") + " inside quoted fields"
    case .unclosedQuote: counted(count, "quote") + " that nothing closes, kept as text"
    case .nul: counted(count, "NUL byte") + " taken out"
    case .shortRow: counted(count, "short row") + " filled with empty cells"
    case .emptyCells: counted(count, "row") + " with empty cells beyond the columns, cut"
    case .blankLabel: counted(count, "column") + " without a name got one"
    case .duplicateLabel: counted(count, "name") + " of another column got a number"
    case .longRow: counted(count, "row") + " with more cells than columns, written whole"
    case .brokenRow: counted(count, "short row") + " that may go on from the one before"
    case .otherTable:
      "another table, not converted: --skip \((finding.lines.first ?? 1) - 1) begins there"
    }
  }

  static func lines(_ finding: ConversionSummary.Finding) -> String {
    let more = finding.count > finding.lines.count && finding.kind != .preamble ? " ..." : ""
    let list = finding.lines.map(String.init).joined(separator: ", ")
    return " (line\(finding.lines.count == 1 ? "" : "s") \(list)\(more))"
  }

  private static func counted(_ count: Int, _ word: String) -> String {
    "\(count) \(word)\(count == 1 ? "" : "s")"
  }
}
