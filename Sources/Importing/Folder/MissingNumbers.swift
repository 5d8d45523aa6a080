internal import Billing
internal import Store

/// Files that did not come, by the numbers of those that did: named for a week, or until they come.
struct MissingNumbers {
  let database: Database
  let now: Instant

  private static let days: Int64 = 7
  private static let control = "control: file sequence"

  func all() throws -> [String] {
    let gaps = try database.rows(
      """
      SELECT source.name, b.profile, c.counted, c.expected FROM batch_count AS c
      JOIN batch AS b ON b.id = c.batch JOIN source ON source.id = b.source
      WHERE c.name = ? AND c.counted <> c.expected AND b.finished > ?
      ORDER BY source.name, b.id
      """,
      [
        .text(Self.control),
        .integer(now.milliseconds - Self.days * Instant.millisecondsPerDay),
      ]
    ) {
      (source: $0.text(0) ?? "", profile: $0.text(1) ?? "", from: $0.integer(2), to: $0.integer(3))
    }
    return try gaps.flatMap { gap in
      // Where numbers began anew, how far they went before is not known here.
      if gap.from > gap.to { return ["\(gap.source): file \(gap.from) and what follows it"] }
      let there = try database.rows(
        """
        SELECT DISTINCT c.expected FROM batch_count AS c JOIN batch AS b ON b.id = c.batch
        JOIN source ON source.id = b.source
        WHERE c.name = ? AND source.name = ? AND b.profile = ? AND c.expected >= ? AND c.expected < ?
        ORDER BY 1
        """,
        [
          .text(Self.control), .text(gap.source), .text(gap.profile), .integer(gap.from),
          .integer(gap.to),
        ]
      ) { $0.integer(0) }
      return Self.runs(from: gap.from, to: gap.to, without: there).map { run in
        run.lowerBound == run.upperBound
          ? "\(gap.source): file \(run.lowerBound)"
          : "\(gap.source): files \(run.lowerBound) to \(run.upperBound)"
      }
    }
  }

  private static func runs(from first: Int64, to end: Int64, without there: [Int64])
    -> [ClosedRange<Int64>]
  {
    var runs: [ClosedRange<Int64>] = []
    var next = first
    for number in there + [end] {
      if number > next { runs.append(next...number - 1) }
      next = number + 1
    }
    return runs
  }
}
