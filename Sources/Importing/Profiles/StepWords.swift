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
    plain(
      "unwrapExcelText", "Takes the quotes off that keep a spreadsheet from changing a text.",
      .unwrapExcelText, "=\"00123\"", "00123"),
    plain(
      "unescapeFormula", "Takes the apostrophe off that keeps a text from being a formula.",
      .unescapeFormula, "'+12045550002", "+12045550002"),
    plain(
      "urlDecode", "Reads %7C and the like as what they stand for.", .urlDecode, "a%7Cb", "a|b"),
    word(
      "strip", "Takes these characters out, wherever they stand.",
      ("{ strip: ' $' }", "$ 5.00", "5.00")
    ) { parser, value, _ in
      .strip(Set(String(decoding: parser.bytes(value, "'strip'"), as: UTF8.self).unicodeScalars))
    },
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
      "regex",
      "Takes the part that a pattern finds: its first group, or all of it, or the group of that "
        + "number, or a 'template' such as '$2-$1'. What does not match is refused, or as 'onMiss' "
        + "says: reject, null or keep.",
      ("{ regex: '(\\\\d{6,8})', onMiss: 'null' }", "Kunde 0012345, Mai", "0012345"),
      options: ["group", "template", "onMiss"]
    ) { parser, value, beside in
      guard let pattern = parser.pattern(value, "'regex'") else { return nil }
      let group =
        beside["group"].map { parser.integer($0, "'group'", in: 0...pattern.groups - 1) }
        ?? min(1, pattern.groups - 1)
      if let both = beside["template"], beside["group"] != nil {
        parser.wrongType("'group' and 'template' exclude each other.", at: both)
      }
      let template =
        beside["template"].map { parser.template($0, "'template'", for: pattern) }
        ?? (try? PatternTemplate("$\(group)", groups: pattern.groups))
      guard let template else { return nil }
      return .regex(pattern, template, otherwise: parser.stepMiss(beside))
    },
    word(
      "rewrite", "Puts templates in place of all that patterns find: [[pattern, template], …].",
      (
        "{ rewrite: [['^00', '+'], ['(\\\\d+)x(\\\\d+)', '$1 ext. $2']] }", "00445550002x12",
        "+445550002 ext. 12"
      )
    ) { parser, value, _ in
      var pairs: [(Pattern, PatternTemplate)] = []
      for element in parser.list(value, "'rewrite'") ?? [] {
        guard let pair = parser.list(element, "A pair of 'rewrite'", count: 2),
          let pattern = parser.pattern(pair[0], "A pattern of 'rewrite'"),
          let template = parser.template(pair[1], "the template", for: pattern)
        else { return nil }
        pairs.append((pattern, template))
      }
      return .rewrite(pairs)
    },
    word(
      "map",
      "Looks it up in a table, here or named in 'lookups'; a value that the table lacks is refused, "
        + "or becomes 'else', or as 'onMiss' says: reject, null or keep.",
      ("{ map: { A: 'active' }, else: 'closed' }", "A", "active"), options: ["else", "onMiss"]
    ) { parser, value, beside in .map(parser.table(value), otherwise: parser.stepMiss(beside)) },
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
  /// What `else` and `onMiss` say of a step.
  mutating func stepMiss(_ parts: [String: JSONValue]) -> StepMiss {
    enum Word: String, CaseIterable { case reject, null, keep }
    if let otherwise = parts["else"] {
      if let both = parts["onMiss"] {
        wrongType("'else' and 'onMiss' exclude each other.", at: both)
      }
      return .text(text(otherwise, "'else'"))
    }
    switch parts["onMiss"].flatMap({ choice($0, "'onMiss'", among: Word.allCases) }) {
    case .null: return .nothing
    case .keep: return .keep
    case .reject, nil: return .reject
    }
  }

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
