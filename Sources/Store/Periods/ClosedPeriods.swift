package import Diagnostics

/// Up to which day the books of each company are closed, and what must leave them alone (rules §12).
package struct ClosedPeriods {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// Whether any books are closed at all: mostly none are, and nothing more has to be asked.
  package var exist: Bool {
    get throws(Problem) { try database.integer("SELECT 1 FROM closed_through LIMIT 1") != nil }
  }

  /// The last closed day of a company, `2026-10-31`; nil where its books are open.
  func last(of company: Int64) throws(Problem) -> String? {
    try database.text("SELECT last FROM closed_through WHERE company = ?", [.integer(company)])
  }

  /// Refuses to take batches back that have entries in closed books.
  ///
  /// - Throws: `closed-period`, with the batch, the entries and the company.
  package func requireOpen(_ batches: [Int64]) throws(Problem) {
    guard try exist else { return }
    for batch in batches {
      for kind in Kinds.all {
        guard let dated = Self.dated(kind) else { continue }
        let statement = try database.prepare(
          """
          SELECT company.code, closed.last, count(*) FROM (
            SELECT t.id FROM batch_span AS s JOIN \(kind.table) AS t
              ON t.id BETWEEN s.first_id AND s.last_id
            WHERE s.batch = ?1 AND s.kind = '\(kind.name)'
            UNION
            SELECT row FROM batch_image WHERE batch = ?1 AND kind = '\(kind.name)'
          ) AS own
          JOIN \(kind.table) AS t ON t.id = own.id
          JOIN closed_through AS closed ON closed.company = \(dated.company)
          JOIN company ON company.id = closed.company
          WHERE \(dated.date) <= closed.last
          GROUP BY company.id
          """)
        statement.bind([.integer(batch)])
        if try statement.step() {
          throw .closedPeriod(
            batch: batch, kind: kind.name, count: statement.integer(2),
            company: statement.text(0) ?? "", last: statement.text(1) ?? "")
        }
      }
    }
  }

  /// Whether a stored ledger row lies in closed books.
  func holds(_ id: Int64, of kind: Kind) throws(Problem) -> Bool {
    guard try exist, let dated = Self.dated(kind) else { return false }
    return try database.integer(
      """
      SELECT 1 FROM \(kind.table) AS t JOIN closed_through AS closed
        ON closed.company = \(dated.company)
      WHERE t.id = ? AND \(dated.date) <= closed.last
      """, [.integer(id)]) != nil
  }

  /// How the company and the day of a ledger row `t` are found: its own, or those of what it belongs to.
  /// Nil for kinds that are no entries of anybody's books.
  private static func dated(_ kind: Kind) -> (company: String, date: String)? {
    guard kind.conduct == .ledger else { return nil }
    let owners = kind.fields.compactMap { field -> String? in
      guard case .reference(let target) = field.type, Kinds.named(target)?.copiesAccount == true
      else { return nil }
      return target
    }
    func ofOwner(_ column: String) -> String? {
      let values = owners.map { "(SELECT o.\(column) FROM \($0) AS o WHERE o.id = t.\($0))" }
      return values.isEmpty ? nil : "coalesce(\(values.joined(separator: ", ")), NULL)"
    }
    let company = kind.copiesAccount ? "t.company" : ofOwner("company")
    let date = kind.field("date") != nil ? "t.date" : ofOwner("date")
    guard let company, let date else { return nil }
    return (company, date)
  }
}
