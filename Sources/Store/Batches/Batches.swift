package import Diagnostics

/// The batches of a store: kept, found again, listed.
package struct Batches {
  private let database: Database

  package init(_ database: Database) { self.database = database }

  /// A number that no batch has or had: one that was undone is never given again.
  package func nextID() throws(Problem) -> Int64 {
    (try database.integer(
      "SELECT max(ifnull((SELECT max(id) FROM batch), 0), ifnull(max(batch), 0)) FROM batch_undone")
      ?? 0) + 1
  }

  /// A number for the batches of one migration (`Batch.set`), which `undo --set` takes back together.
  package func nextSet() throws(Problem) -> Int64 {
    (try database.integer(
      """
      SELECT max(ifnull((SELECT max(set_id) FROM batch), 0), ifnull(max(set_id), 0))
      FROM batch_undone
      """) ?? 0) + 1
  }

  /// Whether a file of that size was ever imported: only then is it worth hashing before reading.
  package func hasFile(ofSize bytes: Int) throws(Problem) -> Bool {
    try database.integer("SELECT 1 FROM batch WHERE bytes = ? LIMIT 1", [.integer(Int64(bytes))])
      != nil
  }

  /// The batch that these very bytes became, from the same source through the same profile; nil when
  /// they are new, or when that batch was undone.
  package func find(sha256: String, profile: String, source: Int64?) throws(Problem) -> Int64? {
    try database.integer(
      """
      SELECT id FROM batch WHERE file_sha256 = ? AND profile = ? AND source IS ?
        AND id NOT IN (SELECT batch FROM batch_undone)
      ORDER BY id LIMIT 1
      """, [.text(sha256), .text(profile), .optional(source)])
  }

  /// Keeps a batch with its spans, counts and rejects.
  package func insert(
    _ batch: Batch, spans: [(kind: String, first: Int64, last: Int64)], counts: [BatchCount],
    rejects: [BatchReject]
  ) throws(Problem) {
    let c = batch.counts
    let numbers = [
      c.read, c[.inserted], c[.updated], c[.unchanged], c[.merged], c[.pending], c[.duplicate],
      c[.discarded], c[.rejected], c[.control], batch.warnings,
    ]
    try database.run(
      """
      INSERT INTO batch (
        id, verb, source, set_id, continues, reissues, file_name, file_sha256, bytes, profile, profile_sha256,
        version, finished, records_read, inserted, updated, unchanged, merged, pending, duplicate,
        discarded, rejected, control, warnings
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(batch.id), .text(batch.verb), .optional(batch.source), .optional(batch.set),
        .optional(batch.continues), .optional(batch.reissues), .text(batch.fileName),
        .text(batch.fileSHA256),
        .integer(Int64(batch.bytes)), .text(batch.profile),
        .text(batch.profileSHA256), .text(batch.version), .integer(batch.finished),
      ] + numbers.map { .integer(Int64($0)) })
    for span in spans {
      try database.run(
        "INSERT INTO batch_span (batch, kind, first_id, last_id) VALUES (?, ?, ?, ?)",
        [.integer(batch.id), .text(span.kind), .integer(span.first), .integer(span.last)])
    }
    for count in counts {
      try database.run(
        "INSERT INTO batch_count (batch, name, counted, expected) VALUES (?, ?, ?, ?)",
        [
          .integer(batch.id), .text(count.name), .integer(count.counted),
          .optional(count.expected),
        ])
    }
    for (position, reject) in rejects.enumerated() {
      try database.run(
        """
        INSERT INTO batch_reject (batch, line, position, code, column_name, message)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        [
          .integer(batch.id), .integer(Int64(reject.line)), .integer(Int64(position)),
          .text(reject.code), .optional(reject.column), .text(reject.message),
        ])
    }
  }

  /// All batches, oldest first.
  package func all() throws -> [Batch] {
    try database.rows(
      """
      SELECT id, verb, source, file_name, file_sha256, bytes, profile, profile_sha256, version,
        finished, inserted, updated, unchanged, merged, pending, duplicate, discarded, rejected,
        control, warnings, set_id, continues, reissues
      FROM batch ORDER BY id
      """
    ) { row in
      var batch = Batch(
        source: row.optionalInteger(2), fileName: row.text(3) ?? "",
        fileSHA256: row.text(4) ?? "", bytes: Int(row.integer(5)), profile: row.text(6) ?? "",
        profileSHA256: row.text(7) ?? "", version: row.text(8) ?? "")
      batch.id = row.integer(0)
      batch.verb = row.text(1) ?? ""
      batch.finished = row.integer(9)
      for (offset, state) in RecordCounts.printed.enumerated() {
        batch.counts[state] = Int(row.integer(10 + offset))
      }
      batch.warnings = Int(row.integer(19))
      batch.set = row.optionalInteger(20)
      batch.continues = row.optionalInteger(21)
      batch.reissues = row.optionalInteger(22)
      return batch
    }
  }

  /// The batch with that number, or a usage error that says how many there are.
  package func require(_ id: Int64) throws -> Batch {
    guard let batch = try all().first(where: { $0.id == id }) else {
      if try undone().contains(where: { $0.id == id && $0.kept == 0 }) {
        throw Problem.undoneBatch(id)
      }
      throw Problem.unknownBatch(id)
    }
    return batch
  }

  /// A batch that was taken back.
  package struct Undone: Sendable {
    package var id: Int64
    package var verb: String
    package var fileName: String
    package var recordsRead: Int64
    /// Milliseconds since 1970, UTC.
    package var undone: Int64
    /// Rows that were left for later batches.
    package var kept: Int64
  }

  package func undone() throws -> [Undone] {
    try database.rows(
      "SELECT batch, verb, file_name, records_read, undone, kept FROM batch_undone ORDER BY batch"
    ) {
      Undone(
        id: $0.integer(0), verb: $0.text(1) ?? "", fileName: $0.text(2) ?? "",
        recordsRead: $0.integer(3), undone: $0.integer(4), kept: $0.integer(5))
    }
  }

  /// Calls `body` with every row that a batch brought and that was there already: its kind, line,
  /// whether it was unchanged, duplicate or possible, and the batch and line that it equals.
  package func forEachRepeat(
    of batch: Int64,
    _ body: (_ kind: String, _ line: Int64, _ state: String, _ batch: Int64, _ line: Int64) throws
      -> Void
  ) throws {
    let kinds = try database.rows(
      "SELECT DISTINCT kind FROM batch_repeat WHERE batch = ?", [.integer(batch)]
    ) { $0.text(0) ?? "" }
    for kind in kinds.compactMap({ Kinds.named($0) }) {
      try database.forEach(
        """
        SELECT r.line + t.id - r.first_id, r.state, t.line, (
          SELECT s.batch FROM batch_span s
          WHERE s.kind = r.kind AND s.last_id >= t.id ORDER BY s.last_id LIMIT 1)
        FROM batch_repeat r JOIN \(kind.table) t ON t.id BETWEEN r.first_id AND r.last_id
        WHERE r.batch = ? AND r.kind = ? ORDER BY r.line, t.id
        """, [.integer(batch), .text(kind.name)]
      ) { row in
        try body(
          kind.name, row.integer(0), row.text(1) ?? "", row.integer(3), row.integer(2))
      }
    }
  }

  /// A partial record that waits for a later file.
  package struct Open: Sendable {
    package var batch: Int64
    package var line: Int64
    package var kind: String
    package var key: String
    package var at: Int64?
    package var profile: String
    package var source: String?
  }

  /// Calls `body` with every partial record that waits, of one batch or of all, the oldest first.
  package func forEachOpenRecord(of batch: Int64? = nil, _ body: (Open) throws -> Void) throws {
    try database.forEach(
      """
      SELECT o.batch, o.line, o.kind, o.key, o.at, o.profile, source.name
      FROM open_record o LEFT JOIN source ON source.id = o.source
      WHERE closed_batch IS NULL AND (?1 IS NULL OR batch = ?1) ORDER BY ifnull(at, 0), o.id
      """, [.optional(batch)]
    ) {
      try body(
        Open(
          batch: $0.integer(0), line: $0.integer(1), kind: $0.text(2) ?? "", key: $0.text(3) ?? "",
          at: $0.optionalInteger(4), profile: $0.text(5) ?? "", source: $0.text(6)))
    }
  }

  package func counts(of batch: Int64) throws -> [BatchCount] {
    try database.rows(
      "SELECT name, counted, expected FROM batch_count WHERE batch = ? ORDER BY name",
      [.integer(batch)]
    ) {
      BatchCount(
        name: $0.text(0) ?? "", counted: $0.integer(1), expected: $0.optionalInteger(2))
    }
  }

  /// The batches that refused records of a source through a profile, newest first.
  package func refusing(profile: String, source: Int64?) throws(Problem) -> [(
    id: Int64, fileName: String
  )] {
    let statement = try database.prepare(
      """
      SELECT id, file_name FROM batch
      WHERE profile = ? AND source IS ? AND rejected > 0
        AND id NOT IN (SELECT batch FROM batch_undone)
      ORDER BY id DESC
      """)
    statement.bind([.text(profile), .optional(source)])
    var found: [(id: Int64, fileName: String)] = []
    while try statement.step() { found.append((statement.integer(0), statement.text(1) ?? "")) }
    return found
  }

  /// The lines of the records that a batch refused, as far as it keeps them.
  package func rejectedLines(of batch: Int64) throws(Problem) -> [Int] {
    let statement = try database.prepare(
      "SELECT DISTINCT line FROM batch_reject WHERE batch = ? ORDER BY line")
    statement.bind([.integer(batch)])
    var lines: [Int] = []
    while try statement.step() { lines.append(Int(statement.integer(0))) }
    return lines
  }

  package func rejects(of batch: Int64) throws -> [BatchReject] {
    try database.rows(
      """
      SELECT line, code, column_name, message FROM batch_reject WHERE batch = ?
      ORDER BY line, position
      """, [.integer(batch)]
    ) {
      BatchReject(
        line: Int($0.integer(0)), code: $0.text(1) ?? "", column: $0.text(2),
        message: $0.text(3) ?? "")
    }
  }
}
