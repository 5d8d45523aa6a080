internal import Bytes
package import Diagnostics

/// A batch that no file brought: what a verb made of rows that were there. Inside a transaction that the
/// caller holds.
package struct MadeBatch {
  package let id: Int64
  private let database: Database
  private var batch: Batch
  /// Over what was made: two runs that make the same have the same.
  private var hash = SHA256()
  private var pending: [UInt8] = []
  private var bytes = 0
  private var images: [String: Statement] = [:]

  /// - Parameters:
  ///   - source: whose rows they are; nil where these belong to no source.
  ///   - about: what was made, as lists of batches show it in place of a file.
  package init(
    _ database: Database, verb: String, source: Int64? = nil, about: String, version: String
  ) throws(Problem) {
    self.database = database
    id = try Batches(database).nextID()
    batch = Batch(
      source: source, fileName: about, fileSHA256: "", bytes: 0, profile: verb,
      profileSHA256: SHA256.hex(of: about.utf8), version: version)
    batch.id = id
    batch.verb = verb
  }

  /// Takes numbers of a row into the hash.
  package mutating func note(_ numbers: Int64...) { note(numbers) }

  /// Takes numbers of rows into the hash, where these are many.
  package mutating func note(_ numbers: [Int64]) {
    var place = pending.count
    pending.append(contentsOf: repeatElement(0, count: numbers.count * 8))
    for number in numbers {
      for byte in 0..<8 {
        pending[place + byte] = UInt8(truncatingIfNeeded: number >> Int64(56 - byte * 8))
      }
      place += 8
    }
    if pending.count > 32 << 10 { flush() }
  }

  private mutating func flush() {
    hash.update(pending[...])
    bytes += pending.count
    pending.removeAll(keepingCapacity: true)
  }

  /// Keeps a row as it is, for undo, before it is changed.
  package mutating func keepImage(of row: Int64, _ kind: String) throws(Problem) {
    let statement: Statement
    if let known = images[kind] {
      statement = known
    } else {
      let pairs = try database.columns(of: kind).map { "'\($0)', \($0)" }
      statement = try database.prepare(
        """
        INSERT OR IGNORE INTO batch_image (batch, kind, row, previous)
        SELECT ?, '\(kind)', id, json_object(\(pairs.joined(separator: ", "))) FROM \(kind)
        WHERE id = ?
        """)
      images[kind] = statement
    }
    statement.bind([.integer(id), .integer(row)])
    _ = try statement.step()
  }

  /// What it is instead of rows: a file that was written.
  package mutating func bytes(of file: [UInt8], profile: String) {
    hash = SHA256()
    pending = file
    batch.profile = profile
  }

  /// Completes it.
  ///
  /// - Parameters:
  ///   - spans: the rows that were made.
  ///   - updated: how many rows of what kind were changed.
  ///   - totals: what the rows of the spans come to, where it is known; they are asked for otherwise.
  package mutating func keep(
    spans: [(kind: String, first: Int64, last: Int64)],
    updated: [(kind: String, count: Int)] = [], counts more: [BatchCount] = [],
    totals: BatchTotals? = nil
  ) throws(Problem) {
    flush()
    batch.fileSHA256 = Hex.encode(hash.finish())
    batch.bytes = bytes
    batch.finished = WallClock.milliseconds
    let spans = spans.filter { $0.last >= $0.first }
    var counts = more
    for span in spans {
      let rows = span.last - span.first + 1
      batch.counts[.inserted] += Int(rows)
      counts.append(BatchCount(name: "\(span.kind) inserted", counted: rows))
    }
    for change in updated where change.count > 0 {
      batch.counts[.updated] += change.count
      counts.append(
        BatchCount(name: "\(change.kind) updated", counted: Int64(change.count)))
    }
    if let totals {
      counts += totals.counts
    } else {
      counts += try BatchTotals(of: spans, in: database).counts
    }
    try Batches(database).insert(batch, spans: spans, counts: counts, rejects: [])
  }
}
