package import Billing
internal import Diagnostics
internal import Store

/// What came of a carrier: yesterday beside the same day last week, and hours without a call in which
/// there always is one.
package struct CarrierDay: Sendable {
  package var carrier: String
  /// Yesterday, in the carrier's zone.
  package var day: String
  package var calls = 0
  package var seconds: Int64 = 0
  package var callsLastWeek = 0
  package var secondsLastWeek: Int64 = 0
  /// Hours of that day without a call, where each of the seven days before had one.
  package var silentHours: [Int] = []

  /// All sources with calls, or with a cadence.
  static func all(in database: Database, now: Instant) throws -> [CarrierDay] {
    let sources = try database.rows(
      """
      SELECT id, name, zone FROM source
      WHERE role IN ('bill', 'cost', 'reference') AND EXISTS (
        SELECT 1 FROM batch JOIN batch_span ON batch_span.batch = batch.id
        WHERE batch.source = source.id AND batch_span.kind = 'cdr')
      ORDER BY name
      """
    ) { ($0.integer(0), $0.text(1) ?? "", $0.text(2) ?? "UTC") }
    return try sources.map { id, name, zone in
      try day(of: id, name, try ZoneDatabase.rules(for: zone), now: now, in: database)
    }
  }

  private static func day(
    of source: Int64, _ name: String, _ zone: TimeZoneRules, now: Instant, in database: Database
  ) throws -> CarrierDay {
    let yesterday = zone.localDay(of: now) + -1
    let first = zone.startOfDay(yesterday + -7).milliseconds
    var result = CarrierDay(carrier: name, day: yesterday.description)
    // Calls by day before and hour, of eight days.
    var hours = [[Int]](repeating: [Int](repeating: 0, count: 24), count: 8)
    // No file brings calls before they are made, give or take a clock: earlier batches are not looked at.
    try database.forEach(
      """
      SELECT cdr.start, cdr.duration FROM batch
      JOIN batch_span ON batch_span.batch = batch.id AND batch_span.kind = 'cdr'
      JOIN cdr ON cdr.id BETWEEN batch_span.first_id AND batch_span.last_id
      WHERE batch.source = ? AND batch.finished >= ? AND cdr.start >= ? AND cdr.start < ?
      """,
      [
        .integer(source), .integer(first - Instant.millisecondsPerDay), .integer(first),
        .integer(zone.startOfDay(yesterday + 1).milliseconds),
      ]
    ) { row in
      let local = zone.local(Instant(milliseconds: row.integer(0)))
      let back = Int(yesterday.dayNumber - local.utcDay.dayNumber)
      hours[back][Int(local.millisecondOfDay / 3_600_000)] += 1
      if back == 0 {
        result.calls += 1
        result.seconds += row.integer(1)
      } else if back == 7 {
        result.callsLastWeek += 1
        result.secondsLastWeek += row.integer(1)
      }
    }
    result.seconds /= 1000
    result.secondsLastWeek /= 1000
    let there = hoursOf(yesterday, zone)
    result.silentHours = (0..<24).filter { hour in
      there.contains(hour) && hours[0][hour] == 0 && (1...7).allSatisfy { hours[$0][hour] > 0 }
    }
    return result
  }

  /// The hours that a day has: one is missing when clocks are set forward.
  package static func hoursOf(_ day: CalendarDate, _ zone: TimeZoneRules) -> Set<Int> {
    let range = zone.startOfDay(day).milliseconds..<zone.startOfDay(day + 1).milliseconds
    return Set(
      stride(from: range.lowerBound, to: range.upperBound, by: 1_800_000).map {
        Int(zone.local(Instant(milliseconds: $0)).millisecondOfDay / 3_600_000)
      })
  }
}
