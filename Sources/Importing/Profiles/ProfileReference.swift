/// The page of reference of the profile language: its grammar and every word, from the tables that the
/// parser itself uses.
package enum ProfileReference {
  package static var text: String {
    var page = opening
    page += "\nGrammar\n\n"
    for table in WordTable.all { page += production(table) }
    page += closingProductions
    for table in WordTable.all {
      let title = table.name == "input" && table.words.contains { $0.name == "recordLength" }
      page += section(
        title ? "input of fixed width" : table.name, table.words.map { entry($0.name, $0.about) },
        note: table.note)
    }
    page += section(
      "Sources: exactly one in a value", WordTable.sources.words.map { entry($0.name, $0.about) },
      note: WordTable.sources.note)
    page += section(
      "Steps: text to text, in order",
      StepWord.all.map { step in
        let result = step.example.result.map { "\"\($0)\"" } ?? "nothing"
        return entry(
          step.name, "\(step.about)\n\(step.example.step): \"\(step.example.text)\" → \(result)")
      })
    page += section(
      "Types: what the text is; without one, what the field's canonical form says",
      TypeWord.all.map { type in
        entry(
          type.name,
          ([type.about] + type.options.map { "\($0.name): \($0.about)" } + [
            "\(type.example.type): \"\(type.example.text)\" → \(type.example.result)"
          ]).joined(separator: "\n"))
      })
    page += section(
      "Conditions: exactly one word",
      WordTable.conditions.words.map { entry($0.name, "\($0.takes): \($0.about)") })
    page += section(
      "Formats of days and times", TimeFormat.tokens.map { entry($0.text, $0.about) },
      note: "Signs stand for themselves, other letters in quotes: \"dd/MM/yyyy 'at' HH:mm\".")
    page += section(
      "Patterns",
      [
        entry("a .", "A character; any but a line end."),
        entry("[a-z] [^a-z]", "One of these; none of these."),
        entry("\\d \\w \\s", "A digit; a letter, digit or _; a blank. Capitals: none of them."),
        entry("^ $ \\b", "The beginning; the end; the edge of a word."),
        entry("( ) (?: )", "A group; a group without a number."),
        entry("a|b", "Either."),
        entry("* + ? {2,5}", "How often; with ? after it as few as possible."),
        entry("(?i)", "In front: capitals and small letters are the same."),
      ],
      note: "A backslash is written twice in JSON5. No pattern takes more than linear time.")
    return page
  }

  private static let opening = """
    A profile is JSON5. Keys that begin with x- or _ are your own; any other
    unknown key is an error. 'carryover profile lint FILE' tells every mistake.

    """

  private static let closingProductions = """
      value     = "literal" | "$Column" | "$3" | { source: …, … }, one source below
      step      = "word" | { word: argument, … }
      type      = "word" | { word: { option: … } }
      condition = { word: … }

    """

  /// `match = { fileName?: …, … }`, broken into lines of 80 characters.
  private static func production(_ table: WordTable) -> String {
    let isFixed = table.name == "input" && table.words.contains { $0.name == "recordLength" }
    var line = "  " + padded(isFixed ? "" : table.name, 10) + (isFixed ? "| {" : "= {")
    var text = ""
    let words = table.words.map { "\($0.name)\($0.isNeeded ? "" : "?"): \($0.takes)" }
    let parts = table.name == "value" ? ["SOURCE: …"] + words : words
    for (index, part) in parts.enumerated() {
      let piece = part + (index == parts.count - 1 ? " }" : ",")
      if line.count + piece.count + 1 > 80 {
        text += line + "\n"
        line = String(repeating: " ", count: 15) + piece
      } else {
        line += " " + piece
      }
    }
    return text + line + "\n"
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private static func section(_ title: String, _ entries: [String], note: String = "") -> String {
    let closing = note.isEmpty ? "" : "\n" + wrapped(note, indent: 2, first: "  ") + "\n"
    return "\n\(title)\n\n" + entries.joined() + closing
  }

  /// A name, and beside it its meaning.
  private static func entry(_ name: String, _ about: String) -> String {
    let column = 15
    let first = "  " + padded(name, max(column - 2, name.count + 1))
    return wrapped(about, indent: column, first: first) + "\n"
  }

  /// Lines of at most 80 characters.
  private static func wrapped(_ text: String, indent: Int, first: String) -> String {
    var lines: [String] = []
    var line = ""
    for paragraph in text.split(separator: "\n") {
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        let start = lines.isEmpty ? first.count : indent
        if !line.isEmpty, start + line.count + word.count + 1 > 80 {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      lines.append(line)
      line = ""
    }
    return first + lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}
