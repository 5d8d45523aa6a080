internal import Billing

/// Local times of a file, by column in its order: where clocks showed a time twice, the order tells which
/// it is (rules §9).
struct LocalTimes: Sendable {
  private struct Column {
    var last: Instant?
    /// Times taken for the earlier one since nothing told which they are, as far as what follows may
    /// still tell.
    var open = 0
    /// Those of which nothing told.
    var undecided = 0
    /// The quarter of an hour that was looked up last, and how far its times are from UTC, in
    /// milliseconds: clocks are set at quarters, and neighbours in a file are mostly of one.
    var quarter: Int64?
    var offset: Int64 = 0
  }

  /// A column's place: those of checks and control records, which have negative numbers, and then those
  /// of fields, batch by batch.
  private var columns: [Column] = []
  /// The two instants of the time that was read last, where it came twice.
  private(set) var folded: [Instant] = []

  private static func place(of column: Int) -> Int {
    column < 0 ? -column - 1 : 2 + (column >> 16) * 256 + (column & 0xFF)
  }

  /// How many times came twice of which nothing told which they are.
  var undecided: Int { columns.map(\.undecided).reduce(0, +) }

  /// Forgets the order of what was read, before the file is read again.
  mutating func rewind() { columns = [] }

  /// Forgets what was read last.
  mutating func forgetLast() { if !folded.isEmpty { folded = [] } }

  /// The instant of a local time; nil where clocks were set forward over it.
  mutating func instant(of local: Instant, in zone: TimeZoneRules, column: Int) -> Instant? {
    let place = Self.place(of: column)
    while columns.count <= place { columns.append(Column()) }
    let quarter = TimeZoneRules.quarter(of: local)
    if let quarter, columns[place].quarter == quarter {
      return only(Instant(milliseconds: local.milliseconds - columns[place].offset), place)
    }
    let candidates = zone.instants(ofLocal: local)
    guard let earlier = candidates.first else { return nil }
    if candidates.count == 1 {
      columns[place].quarter = quarter
      columns[place].offset = local.milliseconds - earlier.milliseconds
      return only(earlier, place)
    }
    folded = candidates
    return chosen(candidates, &columns[place])
  }

  /// A time that came once.
  private mutating func only(_ instant: Instant, _ place: Int) -> Instant {
    forgetLast()
    columns[place].last = instant
    columns[place].open = 0
    return instant
  }

  /// Which of two instants a local time is, by the order of the file: behind an instant that lies between
  /// them it is the later one, and what came before that was the earlier.
  private func chosen(_ candidates: [Instant], _ column: inout Column) -> Instant {
    let last = column.last ?? candidates[0]
    if last > candidates[0], last <= candidates[1] {
      column.last = candidates[1]
      column.undecided -= column.open
      column.open = 0
      return candidates[1]
    }
    column.last = candidates[0]
    column.open += 1
    column.undecided += 1
    return candidates[0]
  }

  /// Says which of the two instants the time is that was read last: something better than the order told.
  mutating func settle(_ instant: Instant, in column: Int) {
    let place = Self.place(of: column)
    guard columns.indices.contains(place), let last = columns[place].last else { return }
    if columns[place].open > 0, last == folded.first {
      columns[place].open -= 1
      columns[place].undecided -= 1
    }
    columns[place].last = instant
  }
}
