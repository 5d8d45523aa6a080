internal import Diagnostics
internal import Glibc

/// A command line, understood: a verb, its operands, its options.
struct Invocation: Sendable {
  var verb: Verb
  var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// Reads the words after the verb. `--name=value` and `--name value` are the same; `--` ends the
  /// options; a verb's report may add options of its own (`extra`).
  init(verb: Verb, words: [String], extra: [Option] = []) throws(Problem) {
    self.verb = verb
    let options = verb.options + commonOptions + extra
    var words = words[...]
    var isOver = false
    while let word = words.popFirst() {
      if isOver || !word.hasPrefix("-") || word == "-" {
        operands.append(word)
        continue
      }
      if word == "--" {
        isOver = true
        continue
      }
      let spelled = word == "-o" ? "--output" : word == "-h" ? "--help" : word
      let parts = spelled.drop { $0 == "-" }.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = parts.first.map(String.init) ?? ""
      guard let option = options.first(where: { $0.name == name }) else {
        throw .unknownOption(word, of: verb.name, among: options.map { "--" + $0.name })
      }
      var value = parts.count > 1 ? String(parts[1]) : ""
      if option.value == nil {
        guard parts.count == 1 else { throw .optionTakesNoValue(name) }
      } else if parts.count == 1 {
        guard let next = words.popFirst() else {
          throw .optionWantsValue(name, option.value ?? "VALUE")
        }
        value = next
      }
      if values[name] != nil, !option.repeats { throw .optionTwice(name) }
      values[name, default: []].append(value)
    }
    guard wantsHelp || verb.count.contains(operands.count) else {
      throw .operandCount(verb: verb.name, operands: verb.operands, given: operands.count)
    }
  }

  func has(_ option: String) -> Bool { values[option] != nil }
  func value(_ option: String) -> String? { values[option]?.last }
  func values(_ option: String) -> [String] { values[option] ?? [] }

  var wantsHelp: Bool { has("help") }
  var wantsJSON: Bool { has("json") }
  var isQuiet: Bool { has("quiet") }

  var storePath: String { value("store") ?? environment("CARRYOVER_STORE") ?? "carryover.db" }

  /// A whole number that an option must have.
  func number(_ option: String) throws(Problem) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number >= 0 else { throw .notANumber(option: option, text) }
    return number
  }
}

func environment(_ name: String) -> String? {
  guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
  return unsafe String(cString: value)
}
