internal import Billing
package import Diagnostics

/// The rates of a deck that a file of the whole deck lacks: they hold up to the day before the file's
/// first new rate does. The rows stay; only their last day is set.
package struct GoneRates: Sendable, Equatable {
  package var ended = 0
  /// The last day on which they hold; nil where the file states no first day, so that none was ended.
  package var until: String?
}

extension Loader {
  /// Ends what the file at hand lacks of a deck; after its last row.
  package func endRates(of deck: String) throws(Problem) -> GoneRates {
    var gone = GoneRates()
    guard let kind = Kinds.named("rate"),
      let id = try database.integer(
        "SELECT id FROM rate_deck WHERE name = ? AND source = ?",
        [.text(deck), .integer(source.id)])
    else { return gone }
    let rates = try loader(for: kind)
    let first = try database.text(
      "SELECT min(since) FROM rate WHERE deck = ? AND id >= ?",
      [.integer(id), .integer(rates.firstID)])
    guard let first = first.flatMap({ CalendarDate($0) }) else { return gone }
    let until = (first + -1).description
    gone.until = until
    let statement = try database.prepare(
      """
      SELECT id, until, prefix, prefix_to, direction FROM rate AS old
      WHERE deck = ?1 AND id < ?2 AND ifnull(until, '9999') > ?3
      ORDER BY id
      """)
    let restated = try database.prepare(
      """
      SELECT id FROM rate WHERE deck = ?1 AND prefix = ?2 AND prefix_to IS ?3 AND direction IS ?4
      """)
    statement.bind([.integer(id), .integer(rates.firstID), .text(until)])
    var ending: [(id: Int64, until: String?)] = []
    while try statement.step() {
      restated.bind([.integer(id), statement.value(2), statement.value(3), statement.value(4)])
      var isThere = false
      while try restated.step() {
        let row = restated.integer(0)
        if row >= rates.firstID || rates.seen.contains(row) { isThere = true }
      }
      restated.reset()
      if !isThere { ending.append((statement.integer(0), statement.text(1))) }
    }
    let last = Int64((first + -1).dayNumber)
    for rate in ending {
      try rates.keepImage(of: rate.id, batch: batch)
      try database.run(
        "UPDATE rate SET until = ? WHERE id = ?", [.text(until), .integer(rate.id)])
      let before = rate.until.flatMap { CalendarDate($0) }.map { Int64($0.dayNumber) }
      noteSum(last - (before ?? 0), of: "rate.until")
      gone.ended += 1
    }
    if gone.ended > 0 { countUpdated(kind, gone.ended) }
    return gone
  }
}
