internal import Diagnostics

/// Which later batches changed a batch's rows, refer to them, or rely on them being there.
struct UndoObstacles {
  /// A column that holds ids of another table.
  struct Reference {
    var table: String
    var column: String
    var target: String
  }

  let database: Database
  let references: [Reference]

  init(_ database: Database) throws {
    self.database = database
    references = try Kinds.all.flatMap { kind in
      try database.rows(
        "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)", [.text(kind.table)]
      ) { Reference(table: kind.table, column: $0.text(0) ?? "", target: $0.text(1) ?? "") }
    }
  }

  /// All that is in the way of `batch`, newest first.
  func all(of batch: Int64) throws -> [Obstacle] {
    let found =
      try changed(batch) + referring(batch) + repeated(batch) + computed(batch)
      + continuing(batch)
      + OpenRecordUndo.obstacles.flatMap { try query($0.0, $0.1, [.integer(batch)]) }
    return found.sorted { ($0.batch, $0.kind) > ($1.batch, $1.kind) }
  }

  private func query(
    _ reason: Obstacle.Reason, _ sql: String, _ values: [SQLValue]
  ) throws -> [Obstacle] {
    try database.rows(sql, values) {
      Obstacle(batch: $0.integer(0), reason: reason, kind: $0.text(1) ?? "", count: $0.integer(2))
    }
  }

  /// Later batches that changed rows that this one inserted or changed.
  private func changed(_ batch: Int64) throws -> [Obstacle] {
    try query(
      .changed,
      """
      SELECT batch, kind, count(*) FROM (
        SELECT i.batch, i.kind, i.row FROM batch_span s
        JOIN batch_image i ON i.kind = s.kind AND i.row BETWEEN s.first_id AND s.last_id
        WHERE s.batch = ?1 AND i.batch > ?1
        UNION
        SELECT i.batch, i.kind, i.row FROM batch_image mine
        JOIN batch_image i ON i.kind = mine.kind AND i.row = mine.row
        WHERE mine.batch = ?1 AND i.batch > ?1)
      GROUP BY batch, kind
      """, [.integer(batch)])
  }

  /// Rows of others that refer to rows of `batch`: a SELECT of `columns` over the table as `c`. A
  /// reference that `batch` itself put there goes away with it, unless `keptImages` keeps it.
  func referringRows(
    _ reference: Reference, _ columns: String, keptImages: String = "0"
  ) -> String {
    let (table, column) = (reference.table, reference.column)
    return """
      SELECT \(columns) FROM batch_span s JOIN \(table) c
        ON c.\(column) BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ?1 AND s.kind = '\(reference.target)'
        AND NOT EXISTS (
          SELECT 1 FROM batch_span o
          WHERE o.batch = ?1 AND o.kind = '\(table)' AND c.id BETWEEN o.first_id AND o.last_id)
        AND NOT EXISTS (
          SELECT 1 FROM batch_image i
          WHERE i.batch = ?1 AND i.kind = '\(table)' AND i.row = c.id AND NOT \(keptImages)
            AND ifnull(json_extract(i.previous, '$.\(column)'), -1)
              NOT BETWEEN s.first_id AND s.last_id)
      """
  }

  /// The batch that made row `c` refer to what it refers to: the last that set the column, else the
  /// one that brought the row.
  func culprit(_ reference: Reference) -> String {
    """
    coalesce(
      (SELECT max(i.batch) FROM batch_image i
        WHERE i.kind = '\(reference.table)' AND i.row = c.id AND i.batch > ?1
          AND ifnull(json_extract(i.previous, '$.\(reference.column)'), -1)
            NOT BETWEEN s.first_id AND s.last_id),
      (SELECT o.batch FROM batch_span o
        WHERE o.kind = '\(reference.table)' AND o.last_id >= c.id
        ORDER BY o.last_id LIMIT 1), 0)
    """
  }

  private func referring(_ batch: Int64) throws -> [Obstacle] {
    let kinds = Set(
      try database.rows("SELECT DISTINCT kind FROM batch_span WHERE batch = ?", [.integer(batch)]) {
        $0.text(0) ?? ""
      })
    var counts: [Int64: [String: Int64]] = [:]
    for reference in references where kinds.contains(reference.target) {
      let rows = referringRows(reference, "\(culprit(reference)) AS batch")
      try database.forEach(
        "SELECT batch, count(*) FROM (\(rows)) GROUP BY batch", [.integer(batch)]
      ) { counts[$0.integer(0), default: [:]][reference.table, default: 0] += $0.integer(1) }
    }
    return counts.flatMap { culprit, kinds in
      kinds.map { Obstacle(batch: culprit, reason: .refers, kind: $0.key, count: $0.value) }
    }
  }

  /// Later files that had rows of this one again: without this batch they would have brought them.
  private func repeated(_ batch: Int64) throws -> [Obstacle] {
    try query(
      .repeats,
      """
      SELECT batch, kind, sum(rows) FROM (
        SELECT r.batch, r.kind,
          min(r.last_id, s.last_id) - max(r.first_id, s.first_id) + 1 AS rows
        FROM batch_span s JOIN batch_repeat r
          ON r.kind = s.kind AND r.first_id <= s.last_id AND r.last_id >= s.first_id
        WHERE s.batch = ?1 AND r.batch > ?1 AND r.state <> 'possible'
        UNION ALL
        SELECT r.batch, r.kind, 1
        FROM batch_image i JOIN batch_repeat r
          ON r.kind = i.kind AND i.row BETWEEN r.first_id AND r.last_id
        WHERE i.batch = ?1 AND r.batch > ?1 AND r.state <> 'possible')
      GROUP BY batch, kind
      """, [.integer(batch)])
  }

  /// What later rows copy from a row when they are made, or are read by. Later rows that were made
  /// with a changed value would be others without this batch.
  static let copied: [(kind: String, columns: [String])] = [
    ("account", ["type", "company"]), ("company", ["currency", "zone"]),
    ("source", ["zone", "country", "area", "currency", "feed", "fallback"]),
  ]

  /// The rows of a kind that `batch` ?1 changed in a column that later rows copy.
  static func shapingRows(_ kind: String, _ columns: [String]) -> String {
    let changes = columns.map { "json_extract(i.previous, '$.\($0)') IS NOT t.\($0)" }
    return """
      SELECT i.row FROM batch_image i JOIN \(kind) t ON t.id = i.row
      WHERE i.batch = ?1 AND i.kind = '\(kind)' AND (\(changes.joined(separator: " OR ")))
      """
  }

  private func computed(_ batch: Int64) throws -> [Obstacle] {
    var found: [Obstacle] = []
    for (_, rows) in Self.callsOfHolders {
      found += try query(
        .computed, "SELECT batch, 'cdr', count(*) FROM (\(rows)) GROUP BY batch", [.integer(batch)])
    }
    for rows in [Self.chargesOfPlans, Self.chargesAfter] {
      found += try query(
        .computed,
        "SELECT batch, 'call_charge', count(DISTINCT charge) FROM (\(rows)) GROUP BY batch",
        [.integer(batch)])
    }
    for (name, columns) in Self.copied {
      let rows = Self.shapingRows(name, columns)
      if name == "source" {
        found += try query(
          .computed,
          """
          SELECT id, 'source', 1 FROM batch WHERE id > ?1 AND source IN (\(rows))
          """, [.integer(batch)])
        continue
      }
      guard try database.integer(rows + " LIMIT 1", [.integer(batch)]) != nil else { continue }
      for kind in Kinds.all where kind.copiesAccount {
        found += try query(
          .computed,
          """
          SELECT s.batch, s.kind, count(*) FROM batch_span s JOIN \(kind.table) c
            ON c.id BETWEEN s.first_id AND s.last_id
          WHERE s.kind = '\(kind.name)' AND s.batch > ?1 AND c.\(name) IN (\(rows))
          GROUP BY s.batch
          """, [.integer(batch)])
      }
    }
    return found
  }

  /// Later calls whose account follows from who held a number, or from whose a trunk, account code or
  /// address was, by rows that `batch` ?1 brought or changed: for each of the two kinds the row, whether
  /// it is new, and the batch that found the call's account.
  static let callsOfHolders: [(kind: String, rows: String)] = {
    let owner = """
      coalesce(
        (SELECT max(i.batch) FROM batch_image i WHERE i.kind = 'cdr' AND i.row = c.id),
        (SELECT o.batch FROM batch_span o WHERE o.kind = 'cdr' AND o.last_id >= c.id
          ORDER BY o.last_id LIMIT 1), 0)
      """
    func calls(
      _ kind: String,
      _ ways: [(party: String, calls: String, condition: String)]
    ) -> String {
      let each = ways.map { way in
        // The few rows of the batch first: it may have none.
        """
        SELECT d.id AS row, d.isNew, \(owner) AS batch FROM d CROSS JOIN \(way.calls)
          AND c.matched_by = '\(way.party)' AND (c.account = d.account OR NOT d.isNew)\(way.condition)
        """
      }
      return """
        WITH d AS (
          SELECT t.*, 1 AS isNew FROM batch_span s JOIN \(kind) t
            ON t.id BETWEEN s.first_id AND s.last_id
          WHERE s.batch = ?1 AND s.kind = '\(kind)'
          UNION ALL
          SELECT t.*, 0 FROM batch_image i JOIN \(kind) t ON t.id = i.row
          WHERE i.batch = ?1 AND i.kind = '\(kind)')
        SELECT row, isNew, batch FROM (\(each.joined(separator: " UNION ALL ")))
        WHERE batch > ?1
        """
    }
    let parties = Holders.Party.allCases
    return [
      (
        "did_assignment",
        calls(
          "did_assignment",
          parties.filter { !Holders.Party.fallbacks.contains($0) }
            .map {
              ($0.rawValue, "cdr_did n ON n.did = d.number CROSS JOIN cdr c ON c.id = n.call", "")
            })
      ),
      (
        "call_key",
        calls(
          "call_key",
          Holders.Party.fallbacks.map {
            (
              $0.rawValue, "cdr c ON c.\(Holders.column(of: $0)) = d.value",
              " AND d.type = '\($0.rawValue)'"
            )
          })
      ),
    ]
  }()

  /// Later charges of accounts whose plan `batch` ?1 brought or changed, or what belongs to it.
  static let chargesOfPlans: String = {
    let accounts = [
      ("voice_plan_assignment", "a.id = t.id"), ("voice_plan", "a.plan = t.id"),
      ("local_prefix", "a.plan = t.plan"), ("voice_allowance", "a.plan = t.plan"),
    ].map { kind, condition in
      """
      SELECT '\(kind)' AS kind, t.id AS row, 1 AS isNew, a.account AS account
      FROM batch_span s JOIN \(kind) t ON t.id BETWEEN s.first_id AND s.last_id
      JOIN voice_plan_assignment a ON \(condition)
      WHERE s.batch = ?1 AND s.kind = '\(kind)'
      UNION ALL
      SELECT '\(kind)', t.id, 0, a.account
      FROM batch_image i JOIN \(kind) t ON t.id = i.row
      JOIN voice_plan_assignment a ON \(condition)
      WHERE i.batch = ?1 AND i.kind = '\(kind)'
      """
    }
    return """
      SELECT p.kind AS kind, p.row AS row, p.isNew AS isNew, o.batch AS batch, c.id AS charge
      FROM (\(accounts.joined(separator: " UNION ALL "))) p
      JOIN batch_span o ON o.kind = 'call_charge' AND o.batch > ?1
      JOIN call_charge c ON c.id BETWEEN o.first_id AND o.last_id AND c.account = p.account
      """
  }()

  /// Later charges of calls that `batch` ?1 charged: reversals, and what was charged anew.
  static let chargesAfter = """
    SELECT 'call_charge' AS kind, c.id AS row, 1 AS isNew, o.batch AS batch, later.id AS charge
    FROM batch_span s JOIN call_charge c ON c.id BETWEEN s.first_id AND s.last_id
    JOIN call_charge later ON later.call = c.call AND later.sequence > c.sequence
    JOIN batch_span o ON o.kind = 'call_charge' AND o.last_id >= later.id AND o.first_id <= later.id
    WHERE s.batch = ?1 AND s.kind = 'call_charge' AND o.batch > ?1
    """

  private func continuing(_ batch: Int64) throws -> [Obstacle] {
    try query(
      .continues, "SELECT id, 'batch', 1 FROM batch WHERE ?1 IN (continues, reissues)",
      [.integer(batch)])
      + query(
        .source,
        """
        SELECT DISTINCT b.id, 'source', 1 FROM batch_span s JOIN batch b
          ON b.source BETWEEN s.first_id AND s.last_id
        WHERE s.batch = ?1 AND s.kind = 'source' AND b.id > ?1
        """, [.integer(batch)])
  }
}
