internal import Diagnostics

// The sentences of this room.

extension Problem {
  static func missingColumn(_ name: String, among names: [String], at place: SourcePosition)
    -> Problem
  {
    let listed = names.filter { !$0.isEmpty }.joined(separator: ", ")
    return Problem(
      "missing-column", .input,
      "There is no column '\(name)', which is needed.\(NearestName.hint(name, among: names)) The "
        + "file has: \(listed).", at: place)
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

  static func controlMismatch(_ total: ControlTotal, file: String) -> Problem {
    Problem(
      "control-mismatch", .input,
      "The file states \(total.name) \(total.text(total.declared)), but it has "
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
}
