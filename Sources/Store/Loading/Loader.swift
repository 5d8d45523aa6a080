package import Diagnostics

/// What the loader must know of a source.
package struct SourceFacts: Sendable {
  package var id: Int64
  package var name: String
  package var currency: String?
  /// `snapshot` or `increment`; nil when the source declares none.
  package var feed: String?

  package init(id: Int64, name: String, currency: String?, feed: String?) {
    self.id = id
    self.name = name
    self.currency = currency
    self.feed = feed
  }
}

/// Puts the rows of an import into the store, inside a transaction that its caller holds: references
/// resolved, identity decided by rules §8, each record's rows accepted or refused together.
package final class Loader {
  private let database: Database
  private let source: SourceFacts
  private let batch: Int64
  private var parents: Parents
  private var loaders: [String: KindLoader] = [:]
  private var hasSeenTable = false
  /// Statements that make the indexes again.
  private var dropped: [String] = []
  /// Entities by kind and state: what the second table of a summary shows.
  package private(set) var entities: [String: [RecordState: Int]] = [:]

  package init(database: Database, source: SourceFacts, batch: Int64) {
    self.database = database
    self.source = source
    self.batch = batch
    parents = Parents(database: database, source: source.id)
  }

  /// The rows that this loader inserted, one span a kind, sorted by kind.
  package var spans: [(kind: String, first: Int64, last: Int64)] {
    loaders.values
      .filter { $0.nextID > $0.firstID }
      .map { ($0.kind.name, $0.firstID, $0.nextID - 1) }
      .sorted { $0.0 < $1.0 }
  }

  /// Takes the secondary indexes of tables away that will grow by more than a quarter: building them
  /// at the end is quicker than keeping them. Within the transaction, so a rollback brings them back.
  ///
  /// - Parameters:
  ///   - kinds: what will be loaded.
  ///   - rows: about how many rows.
  package func expect(_ kinds: [Kind], rows: Int) throws(Problem) {
    for kind in kinds where kind.conduct != .master && rows > 20_000 {
      let present = try database.integer("SELECT max(id) FROM \(kind.table)") ?? 0
      guard Int64(rows) > present / 4 else { continue }
      let statement = try database.prepare(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL"
      )
      statement.bind(.text(kind.table), at: 1)
      var found: [(name: String, sql: String)] = []
      while try statement.step() {
        guard let name = statement.text(0), let sql = statement.text(1) else { continue }
        // The key and the fingerprint tell what comes again: they are needed all the time.
        if name.hasSuffix("_key") || name.hasSuffix("_fingerprint") { continue }
        found.append((name, sql))
      }
      for index in found {
        try database.execute("DROP INDEX \(index.name)")
        dropped.append(index.sql)
      }
    }
  }

  /// Builds again what `expect` took away; to be called after the last rows.
  package func finish() throws(Problem) {
    try StoreFile.build(dropped, in: database)
    dropped = []
  }

  /// Loads the rows of one batch of records.
  ///
  /// - Parameters:
  ///   - batches: the rows, one batch for each entity that the profile emits, parents first.
  ///   - lines: for each record the line that it began on.
  package func load(_ batches: [RowBatch], lines: [Int]) throws(Problem) -> LoadResult {
    var result = LoadResult(records: lines.count)
    if let only = batches.first, batches.count == 1, only.kind.conduct != .master {
      let rows = try bound(only)
      let hasKeylessRows = rows.fingerprints.contains { $0 != RowBatch.null }
      if rows.refusals.isEmpty, !hasKeylessRows {
        try loadInGroups(only, rows, lines: lines, into: &result)
        return result
      }
    }
    let all = 0..<(batches.map(\.count).max() ?? 0)
    try loadSlowly(batches, rows: all, lines: lines, into: &result)
    return result
  }

  private func bound(_ batch: RowBatch) throws(Problem) -> BoundRows {
    let binder = RowBinder(
      kind: batch.kind, source: source.id, sourceCurrency: source.currency)
    return try binder.bind(batch, parents: &parents)
  }

  private func loader(for kind: Kind) throws(Problem) -> KindLoader {
    if let known = loaders[kind.name] { return known }
    let loader = try KindLoader(kind: kind, database: database, source: source.id)
    loaders[kind.name] = loader
    return loader
  }

  /// Many rows at once; a row whose key is taken goes alone, and when the next one's is taken as well
  /// (a file that comes again), so do some more before the next try.
  private func loadInGroups(
    _ batch: RowBatch, _ rows: BoundRows, lines: [Int], into result: inout LoadResult
  ) throws(Problem) {
    let loader = try loader(for: rows.kind)
    var next = 0
    while next < rows.count {
      let first = next
      next = try loader.insertMany(rows, from: first, lines: lines)
      for row in first..<next { result.states[Int(rows.records[row])] = .inserted }
      entities[rows.kind.name, default: [:]][.inserted, default: 0] += next - first
      if next == rows.count { return }
      let alone = next..<min(next == first ? next + 32 : next + 1, rows.count)
      try loadSlowly([batch], rows: alone, lines: lines, into: &result)
      next = alone.upperBound
    }
  }

  /// Record by record, each in the order of its entities. An entity may refer to one before it in
  /// the same record, so references are resolved record by record, too.
  private func loadSlowly(
    _ batches: [RowBatch], rows: Range<Int>, lines: [Int], into result: inout LoadResult
  ) throws(Problem) {
    var next = Array(repeating: rows.lowerBound, count: batches.count)
    let ends = batches.map { min($0.count, rows.upperBound) }
    while true {
      let pending = batches.indices.filter { next[$0] < ends[$0] }
      guard let record = pending.map({ batches[$0].records[next[$0]] }).min() else { return }
      let savesPoint = batches.count > 1
      if savesPoint { try database.execute("SAVEPOINT record") }
      let firsts = loaders.mapValues(\.nextID)
      var outcome: [(kind: String, state: RecordState)] = []
      var refusals: [Refusal] = []
      for index in pending {
        while next[index] < ends[index], batches[index].records[next[index]] == record {
          let rows = try bound(batches[index].row(next[index]))
          next[index] += 1
          refusals += rows.refusals
          if !refusals.isEmpty { continue }
          let state = try loadOne(
            rows, line: lines[Int(record)], refusals: &refusals, result: &result)
          outcome.append((rows.kind.name, state))
        }
      }
      if refusals.isEmpty {
        for (kind, state) in outcome { entities[kind, default: [:]][state, default: 0] += 1 }
        if let strongest = outcome.map(\.state).max() { result.states[Int(record)] = strongest }
      } else {
        if savesPoint {
          try database.execute("ROLLBACK TO record")
          for (kind, loader) in loaders { loader.rewind(to: firsts[kind] ?? loader.firstID) }
          parents.forget()
        }
        result.states[Int(record)] = .rejected
        result.refusals += refusals
      }
      if savesPoint { try database.execute("RELEASE record") }
    }
  }

  private func loadOne(
    _ rows: BoundRows, line: Int, refusals: inout [Refusal], result: inout LoadResult
  ) throws(Problem) -> RecordState {
    let loader = try loader(for: rows.kind)
    if !rows.kind.fingerprint.isEmpty, rows.fingerprints[0] != RowBatch.null {
      return try loadKeyless(rows, line: line, loader: loader, result: &result)
    }
    guard let stored = try loader.stored(0, of: rows) else {
      try loader.insert(0, of: rows, line: line)
      return .inserted
    }
    let isOfThisFile = stored.id >= loader.firstID
    switch rows.kind.conduct {
    case .event:
      return .duplicate
    case .master:
      if try loader.update(stored, to: 0, of: rows, line: line, batch: batch) {
        if rows.kind.name == "account" { parents.forget() }
        return isOfThisFile ? .merged : .updated
      }
      return isOfThisFile ? .duplicate : .unchanged
    case .ledger:
      // A column that the file does not have, or leaves empty, contradicts nothing; neither does a
      // copy of the account as it is today.
      let contradicting = stored.differing.map { rows.columns[$0] }
        .filter { $0.cells[0] != RowBatch.null && $0.name != "account_type" }
      guard let column = contradicting.first else { return isOfThisFile ? .duplicate : .unchanged }
      refusals.append(
        .conflict(
          record: Int(rows.records[0]), kind: rows.kind, column: column.name, line: stored.line,
          inThisFile: isOfThisFile))
      return .rejected
    }
  }

  /// A row without a key: it is told from its twins by how many equal ones came before it.
  private func loadKeyless(
    _ rows: BoundRows, line: Int, loader: KindLoader, result: inout LoadResult
  ) throws(Problem) -> RecordState {
    // Whether equal money is the same money again can't be guessed (rules §8).
    if rows.kind.conduct == .ledger, source.feed == nil {
      throw .noFeed(source.name, kind: rows.kind.name)
    }
    let names = rows.kind.fingerprint.compactMap { rows.kind.field($0) }
      .map { rows.kind.column(of: $0) }
    let equal = try loader.equals(0, of: rows, columns: names)
    let earlier = equal.filter { $0.id < loader.firstID }
    if let first = earlier.first {
      if source.feed == "increment" {
        result.possibleDuplicates.append(
          (Int(rows.records[0]), try batch(of: first.id, kind: rows.kind.name), first.line))
      } else if try seen(first.id, kind: rows.kind.name) <= earlier.count {
        return .duplicate
      }
    }
    try loader.insert(0, of: rows, line: line)
    return .inserted
  }

  /// Counts how often this file brought a row equal to the stored row `id`. On disk, since a file
  /// that comes again is all duplicates.
  private func seen(_ id: Int64, kind: String) throws(Problem) -> Int {
    if !hasSeenTable {
      try database.execute(
        """
        CREATE TEMP TABLE IF NOT EXISTS seen (
          kind TEXT NOT NULL, id INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (kind, id)
        ) WITHOUT ROWID;
        DELETE FROM temp.seen;
        """)
      hasSeenTable = true
    }
    let count = try database.integer(
      """
      INSERT INTO temp.seen VALUES (?, ?, 1)
      ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count
      """, [.text(kind), .integer(id)])
    return Int(count ?? 1)
  }

  private func batch(of id: Int64, kind: String) throws(Problem) -> Int64 {
    try database.integer(
      "SELECT batch FROM batch_span WHERE kind = ? AND first_id <= ? AND last_id >= ?",
      [.text(kind), .integer(id), .integer(id)]) ?? 0
  }
}

extension Refusal {
  static func conflict(record: Int, kind: Kind, column: String, line: Int64, inThisFile: Bool)
    -> Refusal
  {
    let place = inThisFile ? "line \(line) of this file" : "the store (line \(line) of its file)"
    return Refusal(
      record: record, field: column == "external_id" ? "id" : column, code: "conflict",
      message:
        "The same key is in \(place) with another \(column): a \(kind.name) is never changed "
        + "by an import. Correct the file, or reverse the one and add the other", value: nil)
  }
}
