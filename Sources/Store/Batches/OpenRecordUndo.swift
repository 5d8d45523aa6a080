internal import Diagnostics

/// Gives the list of open records back what it was before a batch.
struct OpenRecordUndo {
  let database: Database

  /// Whether a later batch completed an open record of batch ?1, or had it again.
  static let isNeeded = """
    (closed_batch > ?1 OR EXISTS (
      SELECT 1 FROM batch_repeat r
      WHERE r.kind = 'open_record' AND r.batch > ?1
        AND open_record.id BETWEEN r.first_id AND r.last_id))
    """

  /// Opens what the batch completed, and forgets what it brought.
  func run(_ batch: Int64) throws(Problem) {
    try database.run(
      "UPDATE open_record SET closed_batch = NULL, closed_line = NULL WHERE closed_batch = ?",
      [.integer(batch)])
    try database.run("DELETE FROM open_record WHERE batch = ?", [.integer(batch)])
  }

  /// The same, but for what later batches need and what rows that stay are made of; `temp.kept` has
  /// these.
  func runKeeping(_ batch: Int64) throws(Problem) {
    for kind in Kinds.all {
      try database.run(
        """
        UPDATE open_record SET closed_batch = NULL, closed_line = NULL
        WHERE closed_batch = ?1 AND kind = ?2 AND (closed_line IS NULL OR closed_line NOT IN (
          SELECT t.line FROM temp.kept k JOIN \(kind.table) t ON t.id = k.row WHERE k.kind = ?2))
        """, [.integer(batch), .text(kind.name)])
    }
    try database.run(
      "DELETE FROM open_record WHERE batch = ?1 AND NOT \(Self.isNeeded)", [.integer(batch)])
  }

  /// Later batches that completed open records of this one, or had them again.
  static let obstacles: [(Obstacle.Reason, String)] = [
    (
      .completed,
      """
      SELECT closed_batch, kind, count(*) FROM open_record
      WHERE batch = ?1 AND closed_batch > ?1 GROUP BY closed_batch, kind
      """
    ),
    (
      .repeats,
      """
      SELECT r.batch, o.kind, count(*) FROM open_record o JOIN batch_repeat r
        ON r.kind = 'open_record' AND o.id BETWEEN r.first_id AND r.last_id
      WHERE o.batch = ?1 AND r.batch > ?1 GROUP BY r.batch, o.kind
      """
    ),
  ]
}
