internal import Importing
internal import Store

/// What became of many files, a line each, at 80 columns: the end of an import of more than one.
enum ImportTable {
  private static let columns: [(title: String, states: [RecordState])] = [
    ("stored", [.inserted, .updated, .merged]), ("same", [.unchanged, .duplicate]),
    ("left out", [.discarded, .control, .pending]), ("rejected", [.rejected]),
  ]
  private static let width = 9

  static func text(_ summaries: [ImportSummary]) -> String {
    let nameWidth = 79 - (columns.count + 1) * (width + 1) - 6
    var text = "\n" + Help.padded("File", to: nameWidth) + Help.atRight("read", of: width + 1)
    for column in columns { text += Help.atRight(column.title, of: width + 1) }
    text += "  batch\n"
    var totals = Array(repeating: 0, count: columns.count + 1)
    for summary in summaries {
      var numbers =
        [summary.counts.read]
        + columns.map { $0.states.map { summary.counts[$0] }.reduce(0, +) }
      // What would have been stored is not.
      if summary.outcome == .refused { numbers[1] = 0 }
      for index in numbers.indices { totals[index] += numbers[index] }
      text += line(shortened(summary.file, to: nameWidth), numbers, note(summary), nameWidth)
    }
    return text + line("All \(summaries.count) files", totals, "", nameWidth)
  }

  private static func line(_ name: String, _ numbers: [Int], _ note: String, _ width: Int)
    -> String
  {
    Help.padded(name, to: width)
      + numbers.map { " " + Help.atRight(Help.grouped($0), of: Self.width) }.joined()
      + (note.isEmpty ? "" : "  " + note) + "\n"
  }

  private static func note(_ summary: ImportSummary) -> String {
    switch summary.outcome {
    case .committed(let batch): String(batch)
    case .alreadyImported(let batch): "= \(batch)"
    case .dryRun: "dry"
    case .refused: "none"
    }
  }

  /// The end of a path tells more than its beginning.
  private static func shortened(_ path: String, to width: Int) -> String {
    path.count < width ? path : "…" + path.suffix(width - 2)
  }
}
