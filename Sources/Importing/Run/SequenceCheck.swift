internal import Diagnostics
internal import Store

/// Whether a file is the next of its source's files: each states its number, and the batches keep it.
struct SequenceCheck {
  private static let name = "file sequence"
  let database: Database
  let request: ImportRequest

  /// The number that a file states, beside the one that was expected; nil when its profile has no
  /// rule for it.
  ///
  /// - Parameter replaces: whether the file was sent in the place of an earlier one.
  /// - Throws: `sequence-repeat` and `sequence-gap`, where the profile refuses these.
  func total(
    _ stated: (number: Int64, rule: Profile.FileSequence)?, replaces: Bool
  ) throws(Problem) -> ControlTotal? {
    guard let (number, rule) = stated else { return nil }
    if replaces, try batch(of: number) != nil {
      return ControlTotal(name: Self.name, declared: number, counted: number)
    }
    if rule.repetition == .refuse, let batch = try batch(of: number) {
      throw .sequenceRepeated(number, batch: batch, file: request.path)
    }
    var before = number - 1
    if let last = rule.last, number == rule.first { before = last }
    let isFirst = try newest() == nil
    // A late file comes after one that came before it, too: nothing is missing then.
    if isFirst || number == rule.first && rule.last == nil {
      return ControlTotal(name: Self.name, declared: number, counted: number)
    }
    if try batch(of: before) != nil {
      return ControlTotal(name: Self.name, declared: number, counted: number)
    }
    let last = try newest() ?? 0
    let expected = last == rule.last ? rule.first : last + 1
    if rule.gap == .refuse {
      throw .sequenceGap(number, after: last, expected: expected, file: request.path)
    }
    return ControlTotal(name: Self.name, declared: number, counted: expected)
  }

  private func batch(of number: Int64) throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT b.id FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
      WHERE c.name = ? AND c.expected = ? AND b.profile = ? AND b.source IS ? LIMIT 1
      """, parameters([.integer(number)]))
  }

  private func newest() throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT c.expected FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
      WHERE c.name = ? AND b.profile = ? AND b.source IS ? ORDER BY b.id DESC LIMIT 1
      """, parameters([]))
  }

  private func parameters(_ number: [SQLValue]) -> [SQLValue] {
    [.text("control: " + Self.name)] + number
      + [.text(request.profile.name), .optional(request.source?.id)]
  }
}
