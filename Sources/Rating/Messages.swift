internal import Billing
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

  static func nothingToInvoice(_ date: CalendarDate, waiting: Int) -> Problem {
    Problem(
      "nothing-to-invoice", .finding,
      "No debit of calls up to \(date) waits for an invoice"
        + (waiting > 0
          ? ", but for \(waiting) \(waiting == 1 ? "account" : "accounts") that would get a credit or "
            + "nothing: that waits for the next one."
          : ": 'carryover rate --bill MONTH' makes the debits."))
  }

  static func dueBefore(_ due: CalendarDate, _ date: CalendarDate) -> Problem {
    Problem(
      "bad-date", .usage,
      "An invoice of \(date) can't be due on \(due): --due is that day or later.")
  }

  static func invoiceBeforeDebits(_ date: CalendarDate, _ month: Month) -> Problem {
    Problem(
      "bad-date", .usage,
      "The debits of \(month.name) are dated \(month.to), and an invoice of \(date) can't have them: "
        + "date it \(month.to) or later.")
  }

  static func badSeries(_ series: String) -> Problem {
    Problem(
      "bad-series", .usage,
      "'\(series)' can't begin the numbers of invoices: it is up to 40 letters, digits and signs without "
        + "a space, and its end is no digit. {company} stands for the company's code.")
  }

  static func sharedSeries(_ series: String) -> Problem {
    Problem(
      "bad-series", .usage,
      "Several companies would write invoices of the series '\(series)': each needs numbers without a "
        + "gap of its own. Put {company} into it.")
  }

  static func seriesTaken(_ series: String, by number: String) -> Problem {
    Problem(
      "series-taken", .usage,
      "The series '\(series)' has numbers of another system, such as \(number): name another with "
        + "--series.")
  }

  static func invoiceInClosedBooks(_ date: CalendarDate, company: String, last: String) -> Problem {
    Problem(
      "closed-period", .usage,
      "An invoice of \(date) would be dated into the books of \(company), which are closed up to "
        + "\(last). Give a later day, or open them first: carryover period reopen \(last.prefix(7)) "
        + "--reason TEXT. Nothing was changed.")
  }
}
