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
        id, verb, source, set_id, continues, file_name, file_sha256, bytes, profile, profile_sha256,
        version, finished, records_read, inserted, updated, unchanged, merged, pending, duplicate,
        discarded, rejected, control, warnings
      ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(batch.id), .text(batch.verb), .optional(batch.source), .optional(batch.set),
        .optional(batch.continues), .text(batch.fileName), .text(batch.fileSHA256),
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
        control, warnings, set_id, continues
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
      return batch
    }
  }

  /// The batch with that number, or a usage error that says how many there are.
  package func require(_ id: Int64) throws -> Batch {
    guard let batch = try all().first(where: { $0.id == id }) else {
      throw Problem(
        "unknown-batch", .usage,
        "There is no batch \(id): 'carryover batches' lists those that there are.")
    }
    return batch
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
