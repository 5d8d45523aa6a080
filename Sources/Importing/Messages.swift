internal import Diagnostics

// The sentences of this room.

extension Problem {
  static func noProfiles() -> Problem {
    Problem(
      "no-profile", .usage,
      "No source says which profiles its files have. Name them in its column 'profiles', parted by "
        + "commas, such as 'asterisk-cdr-csv:Master*.csv'; or give --profile.")
  }

  static func olderIssue(_ file: String, batch: Int64, newer: String) -> Problem {
    Problem(
      "older-issue", .input,
      "Batch \(batch) has the calls of that day from '\(newer)', which is the newer file of the two. "
        + "Nothing was stored; to go back to this one, take that back first ('carryover undo "
        + "\(batch)').", at: SourcePosition(file: file))
  }

  static func missingColumn(_ name: String, among names: [String], at place: SourcePosition)
    -> Problem
  {
    let listed = names.filter { !$0.isEmpty }.joined(separator: ", ")
    return Problem(
      "missing-column", .input,
      "There is no column '\(name)', which is needed.\(NearestName.hint(name, among: names)) The "
        + "file has: \(listed).", at: place)
  }

  static func undeclaredColumn(_ name: String, among names: [String], at place: SourcePosition)
    -> Problem
  {
    Problem(
      "unknown-column", .input,
      "These rows have no column '\(name)'.\(NearestName.hint(name, among: names)) They have: "
        + names.joined(separator: ", ") + ".", at: place)
  }

  static func unknownColumn(
    _ name: String, column: Int, among names: [String], kind: String, at place: SourcePosition
  ) -> Problem {
    Problem(
      "unknown-column", .input,
      "A \(kind) has no column '\(name)'.\(NearestName.hint(name, among: names)) "
        + "'carryover template \(kind)' shows its columns; a profile can map others.", at: place)
  }

  static func duplicateColumn(_ name: String, at place: SourcePosition) -> Problem {
    Problem(
      "duplicate-label", .input,
      "Two columns mean '\(name)'; rename one, so that nothing is guessed.", at: place)
  }

  static func noContinuation(_ batch: Int64, profile: String) -> Problem {
    Problem(
      "no-continuation", .usage,
      "Batch \(batch) refused no records of this source through the profile '\(profile)': "
        + "'carryover batches' shows which did.")
  }

  static func emptyFile(_ file: String) -> Problem {
    Problem(
      "empty-file", .input,
      "The file is empty: not even a header. Export it again; nothing was stored.",
      at: SourcePosition(file: file))
  }

  static func fileChanged(_ file: String) -> Problem {
    Problem(
      "file-changed", .input,
      "The file was changed while it was read; nothing was stored. Import it again when nobody writes "
        + "to it any more.",
      at: SourcePosition(file: file))
  }

  static func controlMismatch(_ total: ControlTotal, file: String) -> Problem {
    Problem(
      "control-mismatch", .input,
      "\(total.name.hasPrefix("declared ") ? "The manifest" : "The file") states \(total.name) \(total.text(total.declared)), but it has "
        + "\(total.text(total.counted)). Something is "
        + "missing or doubled: get the file again. Nothing was stored.",
      at: SourcePosition(file: file))
  }

  static func controlMissing(_ name: String, file: String) -> Problem {
    Problem(
      "control-missing", .input,
      "The profile expects '\(name)', but no such record came: the file may be cut off. Get it again, "
        + "or take 'control' out of the profile. Nothing was stored.",
      at: SourcePosition(file: file))
  }

  static func controlOverflow(_ name: String, file: String) -> Problem {
    Problem(
      "overflow", .input,
      "The total \(name) is too large to be kept. Check the values of this column; nothing was "
        + "stored.", at: SourcePosition(file: file))
  }

  static func extraColumn(_ name: String, profile: String, at place: SourcePosition) -> Problem {
    Problem(
      "extra-column", .input,
      "The profile \(profile) does not use the column '\(name)', and its policy refuses such. Name it "
        + "in the profile, or set extraColumns to ignore.", at: place)
  }

  static func ambiguousDate(
    _ column: String, text: String, _ readings: [(format: String, day: String)],
    at place: SourcePosition
  ) -> Problem {
    let both = readings.map { "\($0.day) as \($0.format)" }.joined(separator: " or ")
    return Problem(
      "ambiguous-date", .input,
      "Every date of '\(column)' fits two formats, and '\(text)' is \(both). Leave one of them in the "
        + "profile. Nothing was stored.", at: place)
  }

  static func mixedDates(
    _ column: String, _ examples: [(format: String, text: String, line: Int)], file: String
  ) -> Problem {
    let listed = examples.map { "'\($0.text)' on line \($0.line) is not \($0.format)" }
    return Problem(
      "mixed-dates", .input,
      "The dates of '\(column)' are not all written alike: \(listed.joined(separator: ", ")). Nobody "
        + "can tell what the others mean. Leave the right format in the profile, and the others become "
        + "rejects; nothing was stored.",
      at: SourcePosition(file: file, line: examples.first?.line))
  }

  static func noHeaderFound(_ name: String, file: String) -> Problem {
    Problem(
      "missing-label", .input,
      "No record has the cell '\(name)', with which the profile finds the header. Is this the right "
        + "file? Nothing was stored.", at: SourcePosition(file: file))
  }

  static func duplicateKey(_ key: String, at place: SourcePosition) -> Problem {
    Problem(
      "duplicate-key", .input,
      "The table has '\(key)' twice, with different values; remove one.", at: place)
  }

  static func lookupTooLarge(_ path: String, most: Int) -> Problem {
    Problem(
      "file-too-large", .input,
      "The table has more than \(most) rows, and tables are held in memory: make it shorter.",
      at: SourcePosition(file: path))
  }

  static func sequenceRepeated(_ number: Int64, batch: Int64, file: String) -> Problem {
    Problem(
      "sequence-repeat", .input,
      "This is file number \(number) of its source, and batch \(batch) had that number with other "
        + "bytes. If it was issued anew, undo that batch first, or let the source's column 'reissue' "
        + "say 'sequence'. Nothing was stored.",
      at: SourcePosition(file: file))
  }

  static func sequenceGap(_ number: Int64, after last: Int64, expected: Int64, file: String)
    -> Problem
  {
    Problem(
      "sequence-gap", .input,
      "This is file number \(number) of its source, but \(expected) is the next after \(last): import "
        + "the files between first. Nothing was stored.", at: SourcePosition(file: file))
  }

  static func noTable(_ file: String) -> Problem {
    Problem(
      "no-table", .input,
      "A profile is drafted from a table or from JSON Lines, and this is neither. 'carryover profile "
        + "reference' has the words for XML.", at: SourcePosition(file: file))
  }

  // MARK: Manifests

  static func manifest(_ message: String, at place: SourcePosition?) -> Problem {
    Problem("bad-manifest", .input, message, at: place)
  }

  static func manifestKey(_ member: JSONValue.Member, among names: [String]) -> Problem {
    Problem(
      "unknown-key", .input,
      "A manifest has no '\(member.key)' here.\(NearestName.hint(member.key, among: names)) There "
        + "are: \(names.joined(separator: ", ")).", at: member.keyPosition)
  }

  static func unfinishedMigration(_ path: String) -> Problem {
    Problem(
      "unfinished-migration", .usage,
      "A migration into this store did not end, and what it brought is here. Pass --resume to go on "
        + "with it, or remove this file to begin anew.", at: SourcePosition(file: path))
  }

  static func nothingToResume(_ path: String) -> Problem {
    Problem(
      "nothing-to-resume", .usage,
      "No unfinished migration is here: leave --resume out.", at: SourcePosition(file: path))
  }

  static func profileChanged(_ file: String, profile: String, batch: Int64, building: String)
    -> Problem
  {
    Problem(
      "profile-changed", .input,
      "The file came in as batch \(batch) through another version of the profile '\(profile)'. Remove "
        + "\(building) and migrate anew, so that every file is read by the profile as it is now.",
      at: SourcePosition(file: file))
  }

  static func statedMeasure(_ found: String, declared: String, source: String) -> Problem {
    Problem(
      "stated-measure", .input,
      "The manifest declares that the stated balances are the \(declared), but the files of source "
        + "'\(source)' state the \(found). Find out which of the numbers it is, and correct the profile "
        + "or the manifest.")
  }
}
