internal import Bytes
internal import Diagnostics

/// Takes batches back, so that the store is as if they had never come (P5): inserted rows go, changed
/// rows get their before-images, and the same files can be imported again. Inside a transaction that
/// the caller holds.
package struct Undo {
  private let database: Database
  private let obstacles: UndoObstacles

  package init(_ database: Database) throws {
    self.database = database
    obstacles = try UndoObstacles(database)
  }

  // MARK: Planning

  /// What is in the way of taking these batches back together, newest first.
  package func obstacles(to batches: [Int64]) throws -> [Obstacle] {
    try batches.flatMap { try obstacles.all(of: $0) }.filter { !batches.contains($0.batch) }
  }

  /// The batches and all that build on them, newest first.
  package func cascade(from batches: [Int64]) throws -> [Int64] {
    var found = Set(batches)
    var pending = batches
    while let batch = pending.popLast() {
      for obstacle in try obstacles.all(of: batch) where found.insert(obstacle.batch).inserted {
        pending.append(obstacle.batch)
      }
    }
    return found.sorted(by: >)
  }

  /// The batches of a set that are there, newest first.
  package func batches(ofSet set: Int64) throws -> [Int64] {
    try database.rows("SELECT id FROM batch WHERE set_id = ? ORDER BY id DESC", [.integer(set)]) {
      $0.integer(0)
    }
  }

  /// What taking a batch back comes to.
  package struct Description: Sendable {
    package var id: Int64
    package var verb: String
    package var fileName: String
    package var inserted: Int64
    package var changed: Int64
  }

  package func describe(_ batch: Int64) throws -> Description {
    let found = try database.rows(
      """
      SELECT verb, file_name,
        (SELECT ifnull(sum(last_id - first_id + 1), 0) FROM batch_span WHERE batch = ?1),
        (SELECT count(*) FROM batch_image WHERE batch = ?1)
      FROM batch WHERE id = ?1
      """, [.integer(batch)]
    ) {
      Description(
        id: batch, verb: $0.text(0) ?? "", fileName: $0.text(1) ?? "", inserted: $0.integer(2),
        changed: $0.integer(3))
    }
    guard let first = found.first else { throw Problem.unknownBatch(batch) }
    return first
  }

  // MARK: Running

  /// Takes batches back that have nothing in their way, or only each other.
  ///
  /// - Parameter batches: newest first.
  package func run(_ batches: [Int64], at instant: Int64) throws {
    var dropped: [String] = []
    try ClosedPeriods(database).requireOpen(batches)
    for batch in batches {
      try Interrupt.check()
      dropped += try dropIndexes(for: batch)
      for kind in Kinds.all.reversed() {
        try database.run(
          """
          DELETE FROM \(kind.table) WHERE id IN (
            SELECT t.id FROM batch_span s JOIN \(kind.table) t
              ON t.id BETWEEN s.first_id AND s.last_id
            WHERE s.batch = ? AND s.kind = ?)
          """, [.integer(batch), .text(kind.name)])
      }
      // After the rows went: a superseded row gets back the key that the new one had.
      for kind in Kinds.all { try restore(kind, batch: batch) }
      try record(batch, at: instant, kept: 0)
      try database.run("DELETE FROM batch_image WHERE batch = ?", [.integer(batch)])
      try OpenRecordUndo(database: database).run(batch)
      try forget(batch)
      for table in ["batch_span", "batch_count", "batch_reject", "batch_redated"] {
        try database.run("DELETE FROM \(table) WHERE batch = ?", [.integer(batch)])
      }
      try database.run("DELETE FROM batch WHERE id = ?", [.integer(batch)])
    }
    try StoreFile.build(dropped, in: database)
  }

  /// Where most of a table goes, its secondary indexes are quicker built again than kept.
  private func dropIndexes(for batch: Int64) throws -> [String] {
    let spans = try database.rows(
      """
      SELECT kind, sum(last_id - first_id + 1) FROM batch_span WHERE batch = ? GROUP BY kind
      """, [.integer(batch)]
    ) { ($0.text(0) ?? "", $0.integer(1)) }
    var dropped: [String] = []
    for (name, rows) in spans where rows > 20_000 {
      guard let kind = Kinds.named(name) else { continue }
      let all = try database.integer("SELECT count(*) FROM \(kind.table)") ?? 0
      if rows * 2 > all {
        dropped += try database.dropSecondaryIndexes(of: kind.table)
        if name == "cdr" { dropped += try CallNumbers.suspend(in: database) }
      }
    }
    return dropped
  }

  /// Gives the rows that a batch changed their values of before.
  private func restore(_ kind: Kind, batch: Int64, except: String = "0") throws {
    let columns = try database.columns(of: kind.table)
      .map { "\($0) = json_extract(i.previous, '$.\($0)')" }
    try database.run(
      """
      UPDATE \(kind.table) SET \(columns.joined(separator: ", "))
      FROM batch_image i
      WHERE i.batch = ? AND i.kind = ? AND i.row = \(kind.table).id AND NOT \(except)
      """, [.integer(batch), .text(kind.name)])
  }

  private func record(_ batch: Int64, at instant: Int64, kept: Int64) throws {
    try database.run(
      """
      INSERT INTO batch_undone
      SELECT batch.id, set_id, verb, source.name, file_name, file_sha256, profile, records_read,
        finished, ?2, ?3
      FROM batch LEFT JOIN source ON source.id = batch.source WHERE batch.id = ?1
      ON CONFLICT DO UPDATE SET undone = excluded.undone, kept = excluded.kept
      """, [.integer(batch), .integer(instant), .integer(kept)])
  }

  /// What a batch says of rows of others no longer counts.
  private func forget(_ batch: Int64) throws {
    try database.run("DELETE FROM batch_repeat WHERE batch = ?", [.integer(batch)])
  }

  // MARK: Keeping what later batches changed

  private static let keptImage =
    "EXISTS (SELECT 1 FROM temp.kept_image k WHERE k.kind = i.kind AND k.row = i.row)"

  /// Takes a batch back but for the rows that later batches changed, refer to or rely on.
  ///
  /// - Parameter list: told each kept row: its kind, what it is known by, the later batch.
  /// - Returns: How many rows were kept.
  package func runKeeping(
    _ batch: Int64, at instant: Int64, list: (_ kind: String, _ name: String, Int64) throws -> Void
  ) throws -> Int {
    try findKept(batch)
    let kept =
      try database.integer(
        """
        SELECT (SELECT count(*) FROM temp.kept) + (SELECT count(*) FROM temp.kept_image)
          + (SELECT count(*) FROM batch WHERE ?1 IN (continues, reissues))
          + (SELECT count(*) FROM open_record WHERE batch = ?1 AND \(OpenRecordUndo.isNeeded))
        """, [.integer(batch)]) ?? 0
    if kept == 0 {
      try run([batch], at: instant)
      return 0
    }
    try ClosedPeriods(database).requireOpen([batch])
    try requireNothingSuperseded(batch)
    for kind in Kinds.all {
      try database.forEach(
        """
        SELECT \(CanonicalRows.nameColumns(of: kind)), k.batch FROM temp.kept k
        JOIN \(kind.table) t ON t.id = k.row WHERE k.kind = ?1
        UNION ALL
        SELECT \(CanonicalRows.nameColumns(of: kind)), k.batch FROM temp.kept_image k
        JOIN \(kind.table) t ON t.id = k.row WHERE k.kind = ?1
        """, [.text(kind.name)]
      ) { row in
        let (name, next) = CanonicalRows.name(row, kind)
        try list(kind.name, name, row.integer(next))
      }
    }
    for kind in Kinds.all.reversed() {
      try database.run(
        """
        DELETE FROM \(kind.table) WHERE id IN (
          SELECT t.id FROM batch_span s JOIN \(kind.table) t
            ON t.id BETWEEN s.first_id AND s.last_id
          WHERE s.batch = ?1 AND s.kind = ?2)
        AND id NOT IN (SELECT row FROM temp.kept WHERE kind = ?2)
        """, [.integer(batch), .text(kind.name)])
    }
    for kind in Kinds.all { try restore(kind, batch: batch, except: Self.keptImage) }
    try database.run(
      """
      DELETE FROM batch_image AS i WHERE batch = ? AND NOT \(Self.keptImage)
      """, [.integer(batch)])
    try record(batch, at: instant, kept: kept)
    try OpenRecordUndo(database: database).runKeeping(batch)
    try forget(batch)
    // The lineage of what is left, in runs without a gap, and what it comes to.
    try database.run("DELETE FROM batch_span WHERE batch = ?", [.integer(batch)])
    try database.run(
      """
      INSERT INTO batch_span (batch, kind, first_id, last_id)
      SELECT ?, kind, min(row), max(row) FROM (
        SELECT kind, row, row - row_number() OVER (PARTITION BY kind ORDER BY row) AS run
        FROM temp.kept)
      GROUP BY kind, run
      """, [.integer(batch)])
    try recount(batch)
    return Int(kept)
  }

  private func recount(_ batch: Int64) throws {
    let spans = try database.rows(
      "SELECT kind, first_id, last_id FROM batch_span WHERE batch = ?", [.integer(batch)]
    ) { (kind: $0.text(0) ?? "", first: $0.integer(1), last: $0.integer(2)) }
    try database.run(
      """
      DELETE FROM batch_count WHERE batch = ? AND (name GLOB 'total: *' OR (name NOT GLOB '*:*'
        AND (name GLOB '* inserted' OR name GLOB '* updated')))
      """, [.integer(batch)])
    try database.run(
      """
      INSERT INTO batch_count (batch, name, counted)
      SELECT ?1, kind || ' inserted', sum(last_id - first_id + 1)
      FROM batch_span WHERE batch = ?1 GROUP BY kind
      UNION ALL
      SELECT ?1, kind || ' updated', count(*) FROM batch_image WHERE batch = ?1 GROUP BY kind
      """, [.integer(batch)])
    // As they were when this batch was done: what came later is counted with what did it.
    for count in try BatchTotals(of: spans, in: database, asOf: batch).counts {
      try database.run(
        "INSERT INTO batch_count (batch, name, counted) VALUES (?, ?, ?)",
        [.integer(batch), .text(count.name), .integer(count.counted)])
    }
  }

  private func findKept(_ batch: Int64) throws {
    try database.execute(
      """
      CREATE TEMP TABLE IF NOT EXISTS kept (
        kind TEXT NOT NULL, row INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (kind, row)
      ) WITHOUT ROWID;
      CREATE TEMP TABLE IF NOT EXISTS kept_image (
        kind TEXT NOT NULL, row INTEGER NOT NULL, batch INTEGER NOT NULL, PRIMARY KEY (kind, row)
      ) WITHOUT ROWID;
      DELETE FROM temp.kept;
      DELETE FROM temp.kept_image;
      """)
    let id: [SQLValue] = [.integer(batch)]
    // Changed rows that are to stay as they are.
    try database.run(
      """
      INSERT OR IGNORE INTO temp.kept_image
      SELECT i.kind, i.row, later.batch FROM batch_image i JOIN batch_image later
        ON later.kind = i.kind AND later.row = i.row AND later.batch > i.batch
      WHERE i.batch = ?1
      UNION ALL
      SELECT i.kind, i.row, r.batch FROM batch_image i JOIN batch_repeat r
        ON r.kind = i.kind AND i.row BETWEEN r.first_id AND r.last_id
      WHERE i.batch = ?1 AND r.batch > ?1 AND r.state <> 'possible'
      """, id)
    for (kind, columns) in UndoObstacles.copied {
      let used =
        kind == "source"
        ? "SELECT source FROM batch WHERE id > ?1"
        : Kinds.all.filter(\.copiesAccount).map { ledger in
          """
          SELECT c.\(kind) FROM batch_span s JOIN \(ledger.table) c
            ON c.id BETWEEN s.first_id AND s.last_id
          WHERE s.kind = '\(ledger.name)' AND s.batch > ?1
          """
        }.joined(separator: " UNION ")
      try database.run(
        """
        INSERT OR IGNORE INTO temp.kept_image SELECT '\(kind)', row, ?1 FROM (
          \(UndoObstacles.shapingRows(kind, columns))) WHERE row IN (\(used))
        """, id)
    }
    for (table, isNew) in [("kept", 1), ("kept_image", 0)] {
      for (kind, rows) in UndoObstacles.callsOfHolders {
        try database.run(
          """
          INSERT OR IGNORE INTO temp.\(table)
          SELECT '\(kind)', row, max(batch) FROM (\(rows)) WHERE isNew = \(isNew) GROUP BY row
          """, id)
      }
      for rows in [UndoObstacles.chargesOfPlans, UndoObstacles.chargesAfter] {
        try database.run(
          """
          INSERT OR IGNORE INTO temp.\(table)
          SELECT kind, row, max(batch) FROM (\(rows)) WHERE isNew = \(isNew) GROUP BY kind, row
          """, id)
      }
    }
    // Inserted rows that are to stay.
    try database.run(
      """
      INSERT OR IGNORE INTO temp.kept
      SELECT i.kind, i.row, i.batch FROM batch_span s JOIN batch_image i
        ON i.kind = s.kind AND i.row BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ?1 AND i.batch > ?1
      """, id)
    try database.run(
      """
      INSERT OR IGNORE INTO temp.kept
      SELECT 'source', b.source, b.id FROM batch_span s JOIN batch b
        ON b.source BETWEEN s.first_id AND s.last_id
      WHERE s.batch = ?1 AND s.kind = 'source' AND b.id > ?1
      """, id)
    for kind in Kinds.all {
      try database.run(
        """
        INSERT OR IGNORE INTO temp.kept
        SELECT '\(kind.name)', t.id, r.batch FROM batch_span s JOIN batch_repeat r
          ON r.kind = s.kind AND r.first_id <= s.last_id AND r.last_id >= s.first_id
        JOIN \(kind.table) t
          ON t.id BETWEEN max(r.first_id, s.first_id) AND min(r.last_id, s.last_id)
        WHERE s.batch = ?1 AND s.kind = '\(kind.name)' AND r.batch > ?1 AND r.state <> 'possible'
        """, id)
    }
    for reference in obstacles.references {
      let columns =
        "'\(reference.target)', c.\(reference.column), \(obstacles.culprit(reference))"
      try database.run(
        "INSERT OR IGNORE INTO temp.kept "
          + obstacles.referringRows(reference, columns, keptImages: Self.keptImage), id)
    }
    // What the kept rows themselves refer to, and what they are made of: an invoice stays with its lines,
    // and the debit of calls with what says which calls it bills. Half of them would be another sum.
    let parts = obstacles.references.filter(Self.isPart)
    var before: Int64 = -1
    while let now = try database.integer("SELECT count(*) FROM temp.kept"), now != before {
      before = now
      for part in parts {
        try database.run(
          """
          INSERT OR IGNORE INTO temp.kept
          SELECT '\(part.table)', c.id, k.batch
          FROM temp.kept k JOIN \(part.table) c ON c.\(part.column) = k.row
          JOIN batch_span s ON c.id BETWEEN s.first_id AND s.last_id
          WHERE k.kind = '\(part.target)' AND s.batch = ?1 AND s.kind = '\(part.table)'
          """, id)
      }
      for reference in obstacles.references.reversed() {
        try database.run(
          """
          INSERT OR IGNORE INTO temp.kept
          SELECT '\(reference.target)', c.\(reference.column), k.batch
          FROM temp.kept k JOIN \(reference.table) c ON c.id = k.row
          JOIN batch_span s ON c.\(reference.column) BETWEEN s.first_id AND s.last_id
          WHERE k.kind = '\(reference.table)' AND s.batch = ?1 AND s.kind = '\(reference.target)'
          """, id)
      }
    }
  }

  /// Whether what a reference leads to is not whole without the row that has it.
  private static func isPart(_ reference: UndoObstacles.Reference) -> Bool {
    func isLedger(_ table: String) -> Bool { Kinds.named(table)?.conduct == .ledger }
    return isLedger(reference.target)
      && (isLedger(reference.table) || reference.table == "call_billing")
  }

  /// A superseded row, its contra and the new row belong together.
  private func requireNothingSuperseded(_ batch: Int64) throws {
    let kinds = Kinds.all.filter { $0.conduct == .ledger }.map { "'\($0.name)'" }
    let superseded = try database.integer(
      """
      SELECT 1 FROM batch_image WHERE batch = ? AND kind IN (\(kinds.joined(separator: ", ")))
      LIMIT 1
      """, [.integer(batch)])
    if superseded != nil { throw Problem.supersededTogether(batch) }
  }
}
