internal import Billing
package import Diagnostics

/// Rows of a kind that are in the store and not in the newest snapshot.
package struct Missing: Sendable {
  package struct Amount: Sendable {
    package var currency: String
    /// In the currency's minor unit.
    package var amount: Int64
    package var digits: Int
  }

  package var kind: String
  package var count = 0
  /// What they come to, by currency; empty for kinds without amounts.
  package var amounts: [Amount] = []
  /// The first few, for the eye.
  package var first: [String] = []
}

extension Loader {
  private static let shown = 10

  /// What earlier files of this source brought through the same profile and this one does not have: a
  /// snapshot is everything, so the source has dropped it (rules §8). Nothing is deleted.
  package func missing(_ kinds: [Kind], profile: String) throws(Problem) -> [Missing] {
    guard source.feed == "snapshot" else { return [] }
    var found: [Missing] = []
    for kind in kinds where kind.isSourced {
      let missing = try missing(kind, profile: profile)
      if missing.count > 0 { found.append(missing) }
    }
    return found
  }

  private func missing(_ kind: Kind, profile: String) throws(Problem) -> Missing {
    let loader = try loader(for: kind)
    let spans = try database.prepare(
      """
      SELECT first_id, last_id FROM batch_span JOIN batch ON batch.id = batch_span.batch
      WHERE kind = ? AND batch.source = ? AND batch.profile = ? AND first_id < ? ORDER BY first_id
      """)
    spans.bind([
      .text(kind.name), .integer(source.id), .text(profile), .integer(loader.firstID),
    ])
    // What a file superseded, and its contra, are the store's own.
    var condition = "t.id BETWEEN ? AND ?"
    if kind.conduct == .ledger, let key = kind.keyColumns.first, kind.keyIsPerSource {
      condition += " AND (t.\(key) IS NULL OR t.\(key) NOT GLOB '*\(Superseding.mark)[0-9]*')"
    }
    let amount = CanonicalRows.amountColumn(of: kind).map { "t.\($0)" } ?? "NULL"
    let currency = CanonicalRows.currency(of: kind)
    let sums = try database.prepare(
      """
      SELECT count(*), sum(\(amount)), \(currency) AS currency FROM \(kind.table) t
      WHERE \(condition) GROUP BY currency
      """)
    let rows = try database.prepare(
      """
      SELECT \(CanonicalRows.nameColumns(of: kind)) FROM \(kind.table) t
      WHERE \(condition) ORDER BY t.id
      """)
    var missing = Missing(kind: kind.name)
    var totals: [String: Int64] = [:]
    while try spans.step() {
      var gaps: [ClosedRange<Int64>] = []
      loader.seen.forEachGap(from: spans.integer(0), to: spans.integer(1)) { gaps.append($0) }
      for gap in gaps {
        let bounds: [SQLValue] = [.integer(gap.lowerBound), .integer(gap.upperBound)]
        sums.bind(bounds)
        while try sums.step() {
          missing.count += Int(sums.integer(0))
          if !sums.isNull(1) { totals[sums.text(2) ?? "", default: 0] += sums.integer(1) }
        }
        guard missing.first.count < Self.shown else { continue }
        rows.bind(bounds)
        while missing.first.count < Self.shown, try rows.step() {
          missing.first.append(CanonicalRows.name(rows, kind).text)
        }
        rows.reset()
      }
    }
    missing.amounts = totals.sorted { $0.key < $1.key }.map {
      .init(currency: $0.key, amount: $0.value, digits: Currency.digits($0.key) ?? 2)
    }
    return missing
  }
}
