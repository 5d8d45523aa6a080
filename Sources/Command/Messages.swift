internal import Diagnostics

// The sentences of this room.

extension Problem {
  static func unknownVerb(_ name: String, among verbs: [String]) -> Problem {
    Problem(
      "unknown-verb", .usage,
      "There is no verb '\(name)'.\(NearestName.hint(name, among: verbs)) "
        + "'carryover help' lists them.")
  }

  static func unknownOption(_ name: String, of verb: String, among options: [String]) -> Problem {
    Problem(
      "unknown-option", .usage,
      "'\(verb)' has no option \(name).\(NearestName.hint(name, among: options)) "
        + "'carryover \(verb) --help' lists them.")
  }

  static func optionWantsValue(_ name: String, _ value: String) -> Problem {
    Problem("missing-value", .usage, "--\(name) wants a value: --\(name) \(value).")
  }

  static func optionTakesNoValue(_ name: String) -> Problem {
    Problem("unwanted-value", .usage, "--\(name) is a switch and takes no value.")
  }

  static func optionTwice(_ name: String) -> Problem {
    Problem("option-twice", .usage, "--\(name) is given twice; give it once.")
  }

  static func notANumber(option: String, _ text: String) -> Problem {
    Problem(
      "not-a-number", .usage, "--\(option) wants a whole number, not '\(text)'.")
  }

  static func operandCount(verb: String, operands: String, given: Int) -> Problem {
    let wanted = operands.isEmpty ? "no operands" : operands
    return Problem(
      "operands", .usage,
      "'\(verb)' takes \(wanted), and \(given) \(given == 1 ? "was" : "were") given. "
        + "'carryover \(verb) --help' says more.")
  }

  static func badChoice(option: String, _ text: String, among choices: [String]) -> Problem {
    Problem(
      "bad-choice", .usage,
      "--\(option) is one of \(choices.joined(separator: ", ")), not '\(text)'."
        + NearestName.hint(text, among: choices))
  }

  static func noReportsFolder(_ path: String) -> Problem {
    Problem(
      "no-reports-folder", .usage,
      "There is no folder '\(path)' with reports of your own: mend --reports or $CARRYOVER_REPORTS."
    )
  }

  static func badDate(option: String, _ text: String) -> Problem {
    Problem(
      "bad-date", .usage, "--\(option) wants a day such as 2026-10-31, not '\(text)'.")
  }
}
