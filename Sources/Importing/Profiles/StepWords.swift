internal import Diagnostics

/// A step as profiles write it: its name, what it does, an example that the tests run, and how it is
/// read. The lint, the page of reference and the parser all follow from `StepWord.all`.
package struct StepWord: Sendable {
  package let name: String
  package let about: String
  /// The step as a profile has it, a text, and what becomes of it; nil is "nothing there".
  package let example: (step: String, text: String, result: String?)
  /// Keys that may stand beside the name.
  let options: [String]
  /// Whether it stands alone, as `"trim"`.
  let isPlain: Bool
  /// Makes it from what stands after its name, and the keys beside it.
  let make: @Sendable (inout ProfileParser, JSONValue, [String: JSONValue]) -> Step?

  private static func plain(
    _ name: String, _ about: String, _ step: Step, _ text: String, _ result: String?
  ) -> StepWord {
    StepWord(
      name: name, about: about, example: ("'\(name)'", text, result), options: [], isPlain: true
    ) { _, _, _ in step }
  }

  private static func word(
    _ name: String, _ about: String, _ example: (String, String, String?), options: [String] = [],
    make: @escaping @Sendable (inout ProfileParser, JSONValue, [String: JSONValue]) -> Step?
  ) -> StepWord {
    StepWord(
      name: name, about: about, example: example, options: options, isPlain: false, make: make)
  }

  package static let all: [StepWord] = [
    plain("trim", "Takes blanks off both ends.", .trim, "  a b ", "a b"),
    plain("upper", "Makes capitals.", .upper, "ann", "ANN"),
    plain("lower", "Makes small letters.", .lower, "CASH", "cash"),
    plain("collapse", "Makes one blank of several.", .collapse, " a   b", "a b"),
    plain("digits", "Keeps digits only.", .digits, "(204) 555-0002", "2045550002"),
    plain("negate", "Turns the sign of a number.", .negate, "-5.00", "5.00"),
    word(
      "strip", "Takes these characters out, wherever they stand.",
      ("{ strip: ' $' }", "$ 5.00", "5.00")
    ) { parser, value, _ in .strip(parser.bytes(value, "'strip'")) },
    word(
      "stripPrefix", "Takes this beginning off, if it is there.",
      ("{ stripPrefix: 'C-' }", "C-17", "17")
    ) { parser, value, _ in .stripPrefix(parser.bytes(value, "'stripPrefix'")) },
    word(
      "stripSuffix", "Takes this end off, if it is there.",
      ("{ stripSuffix: ' CAD' }", "5.00 CAD", "5.00")
    ) { parser, value, _ in .stripSuffix(parser.bytes(value, "'stripSuffix'")) },
    word(
      "padLeft", "Fills up to a width from the left: [width, character].",
      ("{ padLeft: [6, '0'] }", "17", "000017")
    ) { parser, value, _ in
      guard let pair = parser.list(value, "'padLeft'", count: 2) else { return nil }
      let width = parser.integer(pair[0], "The width", in: 1...1000)
      return .padLeft(width, parser.character(pair[1], "What to fill with"))
    },
    word(
      "slice", "Takes a part: [first, length], characters from 1.",
      ("{ slice: [2, 3] }", "A123B", "123")
    ) { parser, value, _ in
      guard let pair = parser.list(value, "'slice'", count: 2) else { return nil }
      let first = parser.integer(pair[0], "The first character", in: 1...1_000_000)
      return .slice(first, parser.integer(pair[1], "The length", in: 1...1_000_000))
    },
    word(
      "replace", "Puts texts in place of others, wherever they stand: [[from, to], …].",
      ("{ replace: [['ß', 'ss'], ['-', '']] }", "Groß-Str", "GrossStr")
    ) { parser, value, _ in
      var pairs: [(from: [UInt8], to: [UInt8])] = []
      for element in parser.list(value, "'replace'") ?? [] {
        guard let pair = parser.list(element, "A pair of 'replace'", count: 2) else { return nil }
        pairs.append((parser.bytes(pair[0], "What to replace"), parser.text(pair[1], "A text")))
      }
      return .replace(pairs)
    },
    word(
      "split", "Cuts at a text and takes the part 'index', from 1; -1 is the last.",
      ("{ split: '/', index: -1 }", "CA/MB/204", "204"), options: ["index"]
    ) { parser, value, beside in
      let separator = parser.bytes(value, "'split'")
      let index = beside["index"].map { parser.integer($0, "'index'", in: -1000...1000) } ?? 1
      if index == 0 { parser.wrongType("'index' counts from 1, or from -1 back.", at: value) }
      return .split(by: separator, index: index)
    },
    word(
      "map",
      "Looks it up in a table, here or named in 'lookups'; a value that the table lacks is refused, "
        + "or becomes 'else'.",
      ("{ map: { A: 'active' }, else: 'closed' }", "A", "active"), options: ["else"]
    ) { parser, value, beside in
      let otherwise = beside["else"].map { parser.text($0, "'else'") }
      return .map(parser.table(value), otherwise: otherwise)
    },
    word(
      "nullIf", "Takes these words for nothing.", ("{ nullIf: ['N/A', '-'] }", "N/A", nil)
    ) { parser, value, _ in
      .nullIf(Set(parser.strings(value, "'nullIf'").map { Array($0.utf8) }))
    },
    word(
      "default", "Stands in where nothing is there.", ("{ default: 'CA' }", "", "CA")
    ) { parser, value, _ in .initial(parser.bytes(value, "'default'")) },
  ]
}

extension ProfileParser {
  mutating func step(_ json: JSONValue) -> Step? {
    let words = StepWord.all
    if let name = json.string {
      guard let word = words.first(where: { $0.name == name }) else {
        wrong(
          "unknown-step",
          "There is no step '\(name)'.\(NearestName.hint(name, among: words.map(\.name)))",
          at: json.position)
        return nil
      }
      if word.isPlain { return word.make(&self, json, [:]) }
      wrongType("The step '\(name)' is written \(word.example.step).", at: json)
      return nil
    }
    let parts = members(json, words.flatMap { [$0.name] + $0.options }, "A step")
    let given = words.filter { parts[$0.name] != nil }
    guard given.count == 1, let word = given.first, let argument = parts[word.name] else {
      // An unknown name has been told already.
      if json.members?.count == parts.count {
        wrongType("A step does exactly one thing; write a list of them.", at: json)
      }
      return nil
    }
    if word.isPlain {
      wrongType("The step '\(word.name)' stands alone: \(word.example.step).", at: json)
      return nil
    }
    for member in json.members ?? []
    where parts[member.key] != nil && member.key != word.name && !word.options.contains(member.key)
    {
      wrong(
        "unknown-key", "The step '\(word.name)' has no key '\(member.key)'.",
        at: member.keyPosition)
    }
    return word.make(&self, argument, parts)
  }
}
