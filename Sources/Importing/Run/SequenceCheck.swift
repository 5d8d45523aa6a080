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
    let here = ControlTotal(name: Self.name, declared: number, counted: number)
    let known = try batch(of: number, rule)
    if replaces, known != nil { return here }
    if rule.repetition == .refuse, let known {
      throw .sequenceRepeated(number, batch: known, file: request.path)
    }
    var before = number - 1
    if let last = rule.last, number == rule.first { before = last }
    let isFirst = try newest() == nil
    // A late file comes after one that came before it, too: nothing is missing then.
    if isFirst || number == rule.first && rule.last == nil { return here }
    if try batch(of: before, rule) != nil { return here }
    // What is missing are the files from that number on, up to this one.
    var nearest = try nearest(below: number, rule)
    if nearest == nil, rule.last != nil { nearest = try newest() }
    // It may be of before the first that ever came.
    guard let last = nearest else { return here }
    let expected = last == rule.last ? rule.first : last + 1
    if rule.gap == .refuse {
      throw .sequenceGap(number, after: last, expected: expected, file: request.path)
    }
    return ControlTotal(name: Self.name, declared: number, counted: expected)
  }

  /// The batch of the file of that number, among those of its round: where numbers begin anew, one that
  /// half a round of files came after is another file's.
  private func batch(of number: Int64, _ rule: Profile.FileSequence) throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT b.id FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
      WHERE c.name = ?1 AND b.profile = ?2 AND b.source IS ?3 AND c.expected = ?4 AND (?5 = 0 OR (
        SELECT count(*) FROM batch_count AS c2 JOIN batch AS b2 ON b2.id = c2.batch
        WHERE c2.name = c.name AND b2.profile = b.profile AND b2.source IS b.source
          AND b2.id > b.id) < ?5)
      ORDER BY b.id DESC LIMIT 1
      """, parameters + [.integer(number), .integer(Self.halfRound(rule))])
  }

  /// The highest number before one that came, in its round.
  private func nearest(below number: Int64, _ rule: Profile.FileSequence) throws(Problem) -> Int64?
  {
    let half = Self.halfRound(rule)
    return try database.integer(
      """
      SELECT max(expected) FROM (
        SELECT c.expected FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
        WHERE c.name = ? AND b.profile = ? AND b.source IS ? ORDER BY b.id DESC LIMIT ?)
      WHERE expected < ?
      """, parameters + [.integer(half == 0 ? -1 : half), .integer(number)])
  }

  /// 0 where numbers go on for ever.
  private static func halfRound(_ rule: Profile.FileSequence) -> Int64 {
    rule.last.map { max(1, ($0 - rule.first + 1) / 2) } ?? 0
  }

  private func newest() throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT c.expected FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
      WHERE c.name = ? AND b.profile = ? AND b.source IS ? ORDER BY b.id DESC LIMIT 1
      """, parameters)
  }

  private var parameters: [SQLValue] {
    [
      .text("control: " + Self.name), .text(request.profile.name), .optional(request.source?.id),
    ]
  }
}
