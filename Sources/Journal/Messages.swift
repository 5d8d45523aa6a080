internal import Billing
internal import Diagnostics

// The sentences of this room. Facts come in, words go out.

extension Problem {
  static func mappingLacks(_ what: String, _ why: String) -> Problem {
    Problem("bad-mapping", .input, "The mapping lacks \(what): \(why).")
  }

  static func journalField(_ field: String, software: String, delimiter: Character) -> Problem {
    Problem(
      "journal-field", .input,
      "\(software) can't read a field with a \(delimiter == "\t" ? "tab" : "comma") or a quote in it: "
        + "write the account or the customer without, in the mapping and there.", detail: field)
  }

  static func nominalCode(_ account: String) -> Problem {
    Problem(
      "journal-field", .input,
      "A nominal code of Sage is a number of at most eight digits: give one in the mapping.",
      detail: account)
  }

  static func whichCompany(_ codes: [String]) -> Problem {
    codes.isEmpty
      ? Problem("which-company", .usage, "The store has no company yet.")
      : Problem(
        "which-company", .usage,
        "A journal is one company's: name it with --company (\(codes.joined(separator: ", "))).")
  }

  static func legacyPeriod(_ period: String, through last: String) -> Problem {
    Problem(
      "legacy-period", .input,
      "\(period) is history that another system made and posted, up to the cut-over on \(last): it has no "
        + "journal. --include-legacy writes one all the same. Nothing was written.")
  }

  static func emptyJournal(_ period: String, company: String) -> Problem {
    Problem(
      "empty-journal", .usage, "\(company) has nothing to post in \(period): nothing was written.")
  }

  static func unmapped(_ journal: Journal, _ lines: [String]) -> Problem {
    Problem(
      "unmapped", .input,
      "The journal of \(journal.company.code) for \(journal.month.name) can't be written: the mapping has no "
        + "account for\n  " + lines.joined(separator: "\n  ") + "\nNothing was written.")
  }

  static func unmappedClosed(_ period: String) -> Problem {
    Problem(
      "unmapped-closed", .input,
      "\(period) is closed, and what nobody mapped may not stay so: give each debit its code, or its type one "
        + "in 'types', and take 'unmapped' out. 'carryover journal check' lists them. Nothing was written."
    )
  }

  static func noJournal(_ batch: Int64) -> Problem {
    Problem(
      "unknown-batch", .usage,
      "Batch \(batch) is no journal: 'carryover batches' lists what went.")
  }

  static func journalChanged(_ number: String, batch: Int64) -> Problem {
    Problem(
      "journal-changed", .input,
      "The journal \(number) went before, as batch \(batch), and would be another today: the ledger or the "
        + "mapping has changed since. If it was never posted, 'carryover undo \(batch)' forgets it; else "
        + "post the difference by hand, or get the old bytes with --again \(batch). Nothing was written."
    )
  }
}
