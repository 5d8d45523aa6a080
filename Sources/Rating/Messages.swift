internal import Diagnostics

// The sentences of this room.

extension Problem {
  static func noDeck(_ name: String, among names: [String]) -> Problem {
    Problem(
      "unknown-deck", .usage,
      "There is no rate deck '\(name)'.\(NearestName.hint(name, among: names)) "
        + (names.isEmpty
          ? "There are none yet: 'carryover rate --deck FILE --name NAME' brings one."
          : "There are: \(names.joined(separator: ", "))."))
  }

  static func deckChain(_ name: String) -> Problem {
    Problem(
      "deck-chain", .input,
      "The rate deck '\(name)' marks up a deck that marks up another: name the carrier's own deck in "
        + "the column 'base'.")
  }

  static func badPrefix(_ prefix: String, deck: String, line: Int64) -> Problem {
    Problem(
      "bad-prefix", .input,
      "A rate of the deck '\(deck)', from line \(line) of its file, has a prefix that is none: it is "
        + "one to fifteen digits from the country code on, or a range of equally long ones. Correct "
        + "the file, and bring it again after 'carryover undo'.", detail: prefix)
  }

  static func unknownCall(_ call: String) -> Problem {
    Problem(
      "unknown-row", .usage,
      "There is no such call: it is named by the carrier's id, or by file and line as "
        + "'calls.csv:17'.", detail: call)
  }

  static func nothingToBill(_ period: String) -> Problem {
    Problem(
      "nothing-to-bill", .finding,
      "No rated call of \(period) or before waits for its debit: they were billed before, or nothing "
        + "is rated ('carryover rate').")
  }
}
