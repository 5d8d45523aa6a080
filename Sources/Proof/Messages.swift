internal import Diagnostics

// The sentences of this room. Facts come in, words go out.

extension Problem {
  static func periodClosed(_ period: String, company: String, last: String) -> Problem {
    Problem(
      "period-closed", .usage,
      "The books of \(company) are closed up to \(last), \(period) with them: 'carryover period verify "
        + "\(period)' tells whether they still say the same.")
  }

  static func periodOpen(_ period: String) -> Problem {
    Problem(
      "period-open", .usage,
      "\(period) is not closed: 'carryover period list' shows what is.")
  }

  static func periodOrder(_ period: String, company: String, open: String) -> Problem {
    Problem(
      "period-order", .usage,
      "The books of \(company) have entries of \(open.prefix(7)) that nobody closed: close the months in "
        + "their order, or all up to \(period) as history, with --through.")
  }

  static func noHistory(_ period: String, company: String, own: String) -> Problem {
    Problem(
      "period-order", .usage,
      "The books of \(company) have \(own) closed as a month of their own: \(period) can't be history of "
        + "another system after it. Close it without --through.")
  }

  static func laterPeriodClosed(_ period: String, company: String, last: String) -> Problem {
    Problem(
      "period-order", .usage,
      "The books of \(company) are closed up to \(last): open \(last.prefix(7)) first, then \(period)."
    )
  }

  static func packWithoutCompany(_ report: String) -> Problem {
    Problem(
      "report-header", .input,
      "The report '\(report)' is of kind pack and has no parameter 'company': closing keeps it for each "
        + "company by itself.")
  }
}
