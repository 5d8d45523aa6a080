internal import Diagnostics
internal import Store

// The sentences of this room.

extension Problem {
  static func unknownRowColumn(_ name: String, among names: [String], at place: SourcePosition)
    -> Problem
  {
    Problem(
      "unknown-column", .input,
      "These rows have no column '\(name)'.\(NearestName.hint(name, among: names)) They have: "
        + names.joined(separator: ", ") + ".", at: place)
  }

  // MARK: Exports

  static func parameterMissing(_ parameter: TargetParameter, of target: String) -> Problem {
    Problem(
      "missing-parameter", .usage,
      "\(target) needs --\(parameter.option): \(parameter.about).")
  }

  static func loadDayMissing(_ target: String) -> Problem {
    Problem(
      "missing-parameter", .usage,
      "\(target) takes no dates that are over: say with --load-day on which day the files are loaded, "
        + "such as --load-day 2026-11-03.")
  }

  static func badLoadDay(_ text: String) -> Problem {
    Problem(
      "bad-date", .usage, "--load-day wants a day such as 2026-11-03, not '\(text)'.")
  }

  static func severalCurrencies(_ currencies: [String], target: String) -> Problem {
    Problem(
      "several-currencies", .usage,
      "The accounts have amounts in \(currencies.joined(separator: " and ")), and \(target)'s files have "
        + "no column for a currency: export one company at a time, with --company.")
  }

  static func sameName(_ name: String, _ first: String, _ second: String, target: String) -> Problem
  {
    Problem(
      "same-id", .input,
      "The accounts \(first) and \(second) would both be '\(name)' in \(target): give one of them another "
        + "id with 'crosswalk import', or export one source at a time, with --source. Nothing was "
        + "written.")
  }

  static func exportedBefore(_ rows: Int, of all: Int, _ what: String, target: String) -> Problem {
    Problem(
      "exported-before", .finding,
      "\(rows) of the \(all) \(what) went to \(target) before: --new sends what is new or changed, --again N "
        + "gives an earlier export once more. Nothing was written.")
  }

  // MARK: Parity

  static func noIDKnown(_ count: Int, _ first: String, target: String, at place: SourcePosition)
    -> Problem
  {
    Problem(
      "unknown-ids", .input,
      "None of the \(count) accounts that it names is known here, neither by its old id nor by the "
        + "crosswalk; the first is '\(first)'. Bring the ids that \(target) gave with 'carryover crosswalk "
        + "import FILE --target \(target)' first, or name another --profile.", at: place)
  }

  // MARK: Crosswalk

  static func unknownOldID(_ id: String, nearest: String, at place: SourcePosition) -> Problem {
    Problem(
      "unknown-account", .input,
      "There is no account '\(id)' in the store.\(nearest) Nothing was stored.", at: place)
  }

  static func ambiguousOldID(_ id: String, sources: [String], at place: SourcePosition) -> Problem {
    Problem(
      "ambiguous-account", .input,
      "The sources \(sources.joined(separator: " and ")) have an account '\(id)' each: say with --source "
        + "whose ids these are. Nothing was stored.", at: place)
  }

  static func oneNewID(_ id: String, _ first: String, _ second: String, at place: SourcePosition)
    -> Problem
  {
    Problem(
      "same-id", .input,
      "The accounts \(first) and \(second) have the same new id '\(id)': one of them is wrong. Nothing was "
        + "stored.", at: place)
  }

  static func twoNewIDs(
    _ account: String, _ first: String, _ second: String, at place: SourcePosition
  )
    -> Problem
  {
    Problem(
      "two-new-ids", .input,
      "The account \(account) has two new ids, '\(first)' and '\(second)'. Where the first one was wrong, "
        + "undo the batch that brought it. Nothing was stored.", at: place)
  }
}
