internal import Billing
internal import Diagnostics

/// Calls that can't be: a switch without a clock, a counter that ran over, a column that was taken for
/// another. Whatever a profile says, such a call is refused.
enum CallPlausibility {
  /// What lies far ahead is a clock that was never set.
  private static let starts =
    0..<(CalendarDate(year: 2100, month: 1, day: 1).map { Instant($0).milliseconds } ?? 0)
  /// A month: the longest that a line was ever left open.
  private static let longest: Int64 = 31 * Instant.millisecondsPerDay

  /// Refuses the rows whose begin or duration can't be.
  static func check(_ rows: inout BoundRows) {
    guard let start = rows.column("start")?.cells, let duration = rows.column("duration")?.cells
    else { return }
    var refusals: [Refusal] = []
    for row in start.indices where !RowBatch.isEmpty(start[row]) {
      let record = Int(rows.records[row])
      if !starts.contains(start[row]) {
        refusals.append(
          Refusal(
            record: record, field: "start", code: "impossible-time",
            message: "No call began then: the clock was never set, or the column is another",
            value: Instant(milliseconds: start[row]).description))
      } else if duration[row] < 0 || duration[row] > longest {
        refusals.append(
          Refusal(
            record: record, field: "duration", code: "impossible-duration",
            message: duration[row] < 0
              ? "A call can't be shorter than nothing" : "No call lasts longer than a month",
            value: ScaledDecimal.print(duration[row], scale: 3, trimmed: true) + " s"))
      }
    }
    rows.refusals += refusals
  }
}
