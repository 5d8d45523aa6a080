/// The page of reference of the profile language: its grammar, and every word from the tables that
/// the parser itself uses.
package enum ProfileReference {
  package static var text: String {
    var page = grammar
    page += section("Sources: exactly one in a value", ProfileParser.sources.map { word($0) })
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
          ([type.about] + type.options.map { "\($0.name): \($0.about)" }).joined(separator: "\n"))
      })
    page += section("Conditions: exactly one word", ProfileParser.conditions.map { word($0) })
    page += section(
      "Formats", TimeFormat.tokens.map { entry($0.text, $0.about) } + [closingOfFormats])
    return page
  }

  private static let grammar = """
    A profile is JSON5. Keys that begin with x- or _ are your own; any other
    unknown key is an error.

      profile   = { profile: NAME, version?: INTEGER, about?: TEXT,
                    match?: match, input?: input,
                    lookups?: { NAME: { WORD: WORD, … }, … },
                    records: [record, …], control?: control,
                    secrets?: "mask" | "refuse" }
                  Card numbers in free text are masked to their last four digits,
                  passwords and security codes whole, or their record is refused.
      match     = { fileName?: "Master*.csv", headers?: [NAME, …] }
      input     = { format?: "delimited", delimiter?: "auto" | CHARACTER,
                    quote?: CHARACTER | null, escape?: "\\\\", … }
                | { format: "fixed", recordLength?: INTEGER, … }
                  … encoding?: "auto" | ENCODING, header?: 0 | 1, skip?: LINES,
                    comment?: CHARACTER, nulls?: [WORD, …], trim?: BOOLEAN
      record    = { when?: condition, let?: { NAME: value, … }, skip?: [skip, …],
                    emit: [emit, …] }
                | { when?: condition, header | trailer: { NAME: value, … } }
                | { when?: condition, discard: NAME }
                  The first record rule whose 'when' is true takes the record.
      skip      = { name: NAME, when: condition }
      emit      = { kind: KIND, when?: condition, fields: { FIELD: value, … } }
                  What one record makes is accepted or refused together.
      value     = "literal" | "$Column" | "$3"
                | { source: …, steps?: [step, …], type?: type, required?: BOOLEAN,
                    optional?: BOOLEAN (col), else?: value (case),
                    scale?: INTEGER (sum, sub), pan?: "allow" | "refuse" }
                  pan: card numbers in this field may be kept, or refuse the
                  record even in an identifier.
      step      = "word" | { word: argument }
      type      = "word" | { word: { option: … } }
      control   = { count?: CONTROL, sums?: { CONTROL: KIND.FIELD, … },
                    onMismatch?: "refuse" | "warn" }
                  CONTROL is header.NAME or trailer.NAME.

    """

  private static let closingOfFormats = entry(
    "others", "Signs stand for themselves; two-digit years 70 to 99 are the last century's.")

  private static func word(_ word: ProfileWord) -> String { entry(word.name, word.about) }

  private static func section(_ title: String, _ entries: [String]) -> String {
    "\n\(title)\n\n" + entries.joined()
  }

  /// A name, and beside it its meaning in lines of at most 80 characters.
  private static func entry(_ name: String, _ about: String) -> String {
    let column = 14
    var lines: [String] = []
    for paragraph in about.split(separator: "\n") {
      var line = ""
      for word in paragraph.split(separator: " ", omittingEmptySubsequences: false) {
        if !line.isEmpty, line.count + word.count + 1 > 80 - column {
          lines.append(line)
          line = ""
        }
        line += line.isEmpty ? String(word) : " " + word
      }
      lines.append(line)
    }
    var text = "  " + name + String(repeating: " ", count: max(1, column - 2 - name.count))
    text += lines.joined(separator: "\n" + String(repeating: " ", count: column))
    return text + "\n"
  }
}
