package import Diagnostics

/// A number or trunk has one billing source at a time (rules §9): two carriers, or a switch and a carrier,
/// that both bill would have every call charged twice.
package struct BillingSources {
  /// Calls of the same number this near to each other are of the same time: an hour.
  private static let near: Int64 = 3_600_000

  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// Asked when the calls of an import are in, before the commit.
  ///
  /// - Throws: `billed-twice`.
  package func check(
    _ spans: [(kind: String, first: Int64, last: Int64)], source: Int64?
  ) throws(Problem) {
    guard let source, let span = spans.first(where: { $0.kind == "cdr" }) else { return }
    try check(
      "id BETWEEN ?2 AND ?3", source: source, [.integer(span.first), .integer(span.last)])
  }

  /// Asked when a batch has found out whose some calls are.
  ///
  /// - Throws: `billed-twice`.
  package func check(matchedBy batch: Int64) throws(Problem) {
    let sources = try database.prepare("SELECT id FROM source WHERE role = 'bill'")
    var ids: [Int64] = []
    while try sources.step() { ids.append(sources.integer(0)) }
    for source in ids {
      try check(
        "source = ?1 AND id IN (SELECT row FROM batch_image WHERE batch = ?2 AND kind = 'cdr')",
        source: source, [.integer(batch)])
    }
  }

  private func check(_ rows: String, source: Int64, _ values: [SQLValue]) throws(Problem) {
    let others = try database.prepare(
      """
      SELECT name, id FROM source
      WHERE role = 'bill' AND id <> ?1 AND (SELECT role FROM source WHERE id = ?1) = 'bill'
        AND EXISTS (SELECT 1 FROM batch JOIN batch_span ON batch_span.batch = batch.id
          WHERE batch.source = source.id AND batch_span.kind = 'cdr')
      ORDER BY name
      """)
    others.bind([.integer(source)])
    var found: [(name: String, id: Int64)] = []
    while try others.step() { found.append((others.text(0) ?? "", others.integer(1))) }
    if found.isEmpty { return }
    let statement = try database.prepare(
      """
      SELECT ifnull('+' || number, trunk) AS held, count(*), min(line) FROM (
        \(ofNumbers("from", rows)) UNION ALL \(ofNumbers("to", rows))
        UNION ALL \(ofTrunks(rows)))
      GROUP BY held ORDER BY 2 DESC, held
      """)
    let span = try database.prepare("SELECT min(start), max(start) FROM cdr WHERE \(rows)")
    span.bind([.integer(source)] + values)
    guard try span.step(), !span.isNull(0) else { return }
    let times = (first: span.integer(0), last: span.integer(1))
    span.reset()
    for other in found {
      let name = try database.text("SELECT name FROM source WHERE id = ?", [.integer(source)]) ?? ""
      statement.bind([.integer(source)] + values)
      statement.bind(other.id, at: 4)
      statement.bind(times.first - Self.near, at: 5)
      statement.bind(times.last + Self.near, at: 6)
      var numbers: [String] = []
      var calls = 0
      while try statement.step() {
        numbers.append(statement.text(0) ?? "")
        calls += Int(statement.integer(1))
      }
      statement.reset()
      if calls > 0 { throw .billedTwice(numbers, calls: calls, name, other.name) }
    }
  }

  /// Calls that were found by a number of ours, and have a call of the other source beside them that was
  /// found by the same party and number.
  private func ofNumbers(_ party: String, _ rows: String) -> String {
    """
    SELECT n.did AS number, trunk, line FROM cdr AS c JOIN cdr_number AS n ON n.call = c.id
    WHERE \(rows) AND c.matched_by = '\(party)'
      -- Mostly no number has calls of both at all: that is known without looking at each call.
      AND n.did IN (
        SELECT number FROM did_assignment AS held WHERE EXISTS (
          SELECT 1 FROM cdr_did AS d JOIN cdr AS o ON o.id = d.call
          WHERE d.did = held.number AND d.start BETWEEN ?5 AND ?6 AND o.source = ?4))
      AND \(Self.isThere("c")) AND EXISTS (
        SELECT 1 FROM cdr_did AS d JOIN cdr AS o ON o.id = d.call
        WHERE d.did = n.did AND d.start BETWEEN c.start - \(Self.near) AND c.start + \(Self.near)
          AND o.matched_by = '\(party)' AND o.source = ?4 AND \(Self.isThere("o")))
    """
  }

  /// The same of calls that were found by their trunk.
  private func ofTrunks(_ rows: String) -> String {
    """
    SELECT NULL AS number, trunk, line FROM cdr AS c
    WHERE \(rows) AND matched_by = 'trunk' AND \(Self.isThere("c")) AND EXISTS (
      SELECT 1 FROM cdr AS o WHERE o.trunk = c.trunk AND o.matched_by = 'trunk'
        AND o.start BETWEEN c.start - \(Self.near) AND c.start + \(Self.near)
        AND o.source = ?4 AND \(Self.isThere("o")))
    """
  }

  private static func isThere(_ call: String) -> String {
    "NOT EXISTS (SELECT 1 FROM call_reversal WHERE call_reversal.call = \(call).id)"
  }
}
