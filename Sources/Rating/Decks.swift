internal import Diagnostics
package import Store

/// The decks of a store: listed, made, and compared with what they were.
package struct Decks {
  package struct Line: Sendable {
    package var id: Int64
    package var name: String
    package var source: String
    package var purpose: String
    package var currency: String?
    /// The name of the deck that it marks up, and by how much, in 10⁻⁸.
    package var base: String?
    package var markup: Int64
    package var rates: Int
    package var prefixes: Int
    package var newest: String?
  }

  private let database: Database

  package init(_ database: Database) { self.database = database }

  package func all() throws -> [Line] {
    try database.rows(
      """
      SELECT rate_deck.id, rate_deck.name, source.name, purpose, source.currency,
        (SELECT name FROM rate_deck AS b WHERE b.id = rate_deck.base), ifnull(markup, 0),
        count(rate.id), count(DISTINCT rate.prefix), max(rate.since)
      FROM rate_deck JOIN source ON source.id = rate_deck.source
      LEFT JOIN rate ON rate.deck = rate_deck.id
      GROUP BY rate_deck.id ORDER BY rate_deck.name, source.name
      """
    ) {
      Line(
        id: $0.integer(0), name: $0.text(1) ?? "", source: $0.text(2) ?? "",
        purpose: $0.text(3) ?? "", currency: $0.text(4), base: $0.text(5),
        markup: $0.integer(6), rates: Int($0.integer(7)), prefixes: Int($0.integer(8)),
        newest: $0.text(9))
    }
  }

  /// The deck of that name and source, made if there is none.
  ///
  /// - Returns: Its id, and the batch that made it; nil where it was there.
  package func deck(_ name: String, source: Int64, purpose: String, version: String) throws -> (
    id: Int64, batch: Int64?
  ) {
    if let known = try database.integer(
      "SELECT id FROM rate_deck WHERE name = ? AND source = ?", [.text(name), .integer(source)])
    {
      return (known, nil)
    }
    return try database.transaction {
      var batch = try MadeBatch(
        database, verb: "deck", source: source, about: "rate deck \(name)", version: version)
      let id = (try database.integer("SELECT max(id) FROM rate_deck") ?? 0) + 1
      try database.run(
        "INSERT INTO rate_deck (id, source, line, name, purpose) VALUES (?, ?, 0, ?, ?)",
        [.integer(id), .integer(source), .text(name), .text(purpose)])
      batch.note(id)
      try batch.keep(spans: [("rate_deck", id, id)])
      return (id, batch.id)
    }
  }

  /// The first day of the rates that batch ?1 brought: what ended before it is not gone by it.
  private static let firstDay = """
    (SELECT min(t.since) FROM batch_span AS s JOIN rate AS t ON t.id BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ?1 AND s.kind = 'rate')
    """

  /// What a file changed in a deck.
  package struct Difference: Sendable {
    package var new = 0
    package var up = 0
    package var down = 0
    package var unchanged = 0
    /// Prefixes that had a rate, and have none in the file.
    package var gone = 0
    /// The first few of these.
    package var firstGone: [String] = []
  }

  /// - Parameter batch: the import of the file.
  package func difference(of batch: Int64, in deck: Int64) throws -> Difference {
    var difference = Difference()
    let ids: [SQLValue] = [.integer(batch), .integer(deck)]
    try database.forEach(
      """
      SELECT change, count(*) FROM (
        SELECT CASE WHEN before IS NULL THEN 'new' WHEN price > before THEN 'up'
          WHEN price < before THEN 'down' ELSE 'unchanged' END AS change
        FROM (
          SELECT t.price, (
            SELECT r.price FROM rate AS r
            WHERE r.prefix = t.prefix AND r.deck = t.deck
              AND ifnull(r.direction, '') = ifnull(t.direction, '') AND r.id < s.first_id
              AND ifnull(r.since, '') <= ifnull(t.since, '')
            ORDER BY ifnull(r.since, '') DESC LIMIT 1) AS before
          FROM batch_span AS s JOIN rate AS t ON t.id BETWEEN s.first_id AND s.last_id
          WHERE s.batch = ?1 AND s.kind = 'rate' AND t.deck = ?2)
        UNION ALL
        SELECT 'unchanged' FROM batch_repeat AS r JOIN rate AS t
          ON t.id BETWEEN r.first_id AND r.last_id
        WHERE r.batch = ?1 AND r.kind = 'rate' AND t.deck = ?2)
      GROUP BY change
      """, ids
    ) { row in
      let count = Int(row.integer(1))
      switch row.text(0) {
      case "new": difference.new = count
      case "up": difference.up = count
      case "down": difference.down = count
      default: difference.unchanged = count
      }
    }
    try database.forEach(
      """
      SELECT prefix FROM rate WHERE deck = ?2 AND id < (
        SELECT ifnull(min(first_id), 9223372036854775807) FROM batch_span
        WHERE batch = ?1 AND kind = 'rate')
        AND (until IS NULL OR until >= ifnull(\(Self.firstDay), until)
          OR id IN (SELECT row FROM batch_image WHERE batch = ?1 AND kind = 'rate'))
      EXCEPT
      SELECT t.prefix FROM batch_span AS s JOIN rate AS t ON t.id BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ?1 AND s.kind = 'rate'
      EXCEPT
      SELECT t.prefix FROM batch_repeat AS r JOIN rate AS t
        ON t.id BETWEEN r.first_id AND r.last_id
      WHERE r.batch = ?1 AND r.kind = 'rate'
      ORDER BY prefix
      """, ids
    ) { row in
      difference.gone += 1
      if difference.firstGone.count < 10 { difference.firstGone.append(row.text(0) ?? "") }
    }
    return difference
  }
}
