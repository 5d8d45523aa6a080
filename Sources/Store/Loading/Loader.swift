internal import Billing
internal import Bytes
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
  let database: Database
  let source: SourceFacts
  let batch: Int64
  /// Whether a ledger row that comes with other values is taken, as contra and new.
  package var supersedes = false
  /// Whether new rows that are dated into closed books get the first open day.
  package var redates = false
  /// The first few of those, and how many there were.
  package private(set) var redated: [RedatedRow] = []
  package private(set) var redatedCount = 0
  /// The earlier file in whose place this one was sent; nil for a file of its own.
  package var reissue: Reissue?
  /// Width of the hash of keyless rows; a test narrows it to force collisions.
  package var fingerprintBits = 40

  private var parents: Parents
  /// Of telephone numbers; read when the first calls come.
  private var holders: Holders?
  private var loaders: [String: KindLoader] = [:]
  /// Of calls, where many come.
  private var numbers: CallNumbers?
  /// The store's file, where it grows much.
  private var file: ForeignFile?
  /// A load in the order of its keys reads next to none of the pages that it wrote; any other, many.
  private static let pagesReadAtMost = 10_000
  private let repeats: RepeatLog
  /// How many repeats of each sort were listed.
  private var listed: [Repeat.Relation: Int] = [:]
  private static let listedAtMost = 10
  /// Statements that make the indexes again.
  private var dropped: [String] = []
  /// Entities by kind and state: what the second table of a summary shows.
  package private(set) var entities: [String: [RecordState: Int]] = [:]
  /// What the inserted rows come to.
  private var totals = BatchTotals()
  /// Whether rows went in that no record brought: what takes superseded ones back.
  private var hasContras = false

  package init(database: Database, source: SourceFacts, batch: Int64) {
    self.database = database
    self.source = source
    self.batch = batch
    parents = Parents(database: database, source: source.id)
    repeats = RepeatLog(database: database, batch: batch)
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
      file = ForeignFile(path: database.path)
      dropped += try database.dropSecondaryIndexes(of: kind.table)
      if kind.name == "cdr" {
        dropped += try CallNumbers.suspendComing(in: database)
        numbers = CallNumbers(database)
      }
    }
  }

  /// Builds again what `expect` took away, and completes the lineage; after the last rows.
  package func finish() throws(Problem) {
    try repeats.finish()
    try numbers?.settle()
    try StoreFile.build(dropped, in: database)
    dropped = []
  }

  /// The loader of a kind: the same for the whole import.
  func loader(for kind: Kind) throws(Problem) -> KindLoader {
    if let known = loaders[kind.name] { return known }
    let loader = try KindLoader(kind: kind, database: database, source: source.id)
    if kind.name == "cdr" { loader.numbers = numbers }
    loaders[kind.name] = loader
    return loader
  }

  // MARK: Loading

  /// Loads the rows of one batch of records.
  ///
  /// - Parameters:
  ///   - batches: the rows, one batch for each entity that the profile emits, parents first.
  ///   - lines: for each record the line that it began on.
  package func load(_ batches: [RowBatch], lines: [Int]) throws(Problem) -> LoadResult {
    var result = LoadResult(records: lines.count)
    if batches.count == 1, let only = batches.first, only.hasOneRowARecord {
      try loadPlain(only, lines: lines, into: &result)
    } else {
      try loadTogether(batches, lines: lines, into: &result)
    }
    try numbers?.layAside()
    file?.advance(isReadAgain: database.pagesRead > Self.pagesReadAtMost)
    return result
  }

  /// - Parameter batch: gets other days where late rows may be dated to an open one.
  private func bound(_ batch: inout RowBatch) throws(Problem) -> BoundRows {
    let binder = RowBinder(
      kind: batch.kind, source: source.id, sourceCurrency: source.currency,
      fingerprintBits: fingerprintBits)
    var rows = try binder.bind(batch, parents: &parents)
    if !rows.closed.isEmpty,
      let moved = try Redating(database: database, isWanted: redates)
        .moved(batch, rows, parents: &parents)
    {
      let closed = rows.closed
      batch = moved.batch
      rows = try binder.bind(batch, parents: &parents)
      rows.closed = closed
      rows.stated = moved.stated
    }
    if batch.kind.name == "cdr" { try findHolders(&rows, batch.holders) }
    return rows
  }

  private func findHolders(_ rows: inout BoundRows, _ found: FoundHolders?) throws(Problem) {
    CallPlausibility.check(&rows)
    if holders == nil { holders = try Holders(database, source: source.id) }
    holders?.fill(&rows, found)
  }

  /// What finds out whose calls are, for another thread; nil where the file itself may say who holds what.
  package func owners(for kinds: [Kind]) throws(Problem) -> CallOwners? {
    guard kinds.map(\.name) == ["cdr"] else { return nil }
    let holders = try Holders(database, source: source.id)
    self.holders = holders
    return CallOwners(holders: holders)
  }

  /// Records of one row each: references are resolved for all of them at once, and rows go in many at
  /// a time as long as they are new.
  private func loadPlain(
    _ original: RowBatch, lines: [Int], into result: inout LoadResult
  ) throws(Problem) {
    var batch = original
    let rows = try bound(&batch)
    let loader = try loader(for: rows.kind)
    let hasKeylessRows = rows.fingerprints.contains { $0 != RowBatch.null }
    if hasKeylessRows { try requireFeed(rows.kind) }
    let mayGroup = !hasKeylessRows || !loader.hasEarlierKeylessRows
    result.refusals += rows.refusals
    for refusal in rows.refusals { result.states[refusal.record] = .rejected }
    func isRefused(_ row: Int) -> Bool { result.states[Int(rows.records[row])] == .rejected }
    /// Behind the rows from `row` on that nothing was found against.
    func goodEnd(_ row: Int) -> Int {
      var end = rows.count
      if !rows.refusals.isEmpty { end = (row..<rows.count).first(where: isRefused) ?? end }
      if !rows.closed.isEmpty { end = (row..<end).first { rows.closed[$0] != nil } ?? end }
      return end
    }
    var row = 0
    while row < rows.count {
      if isRefused(row) {
        row += 1
        continue
      }
      if mayGroup, loader.expectsNew, rows.closed[row] == nil {
        let end = goodEnd(row)
        let next = try loader.insertMany(
          rows, row..<end, lines: lines, keyless: hasKeylessRows)
        for inserted in row..<next { result.states[Int(rows.records[inserted])] = .inserted }
        count(rows.kind.name, .inserted, next - row)
        totals.add(batch, rows, row..<next)
        if next < end { loader.learn(isNew: false) }
        row = next
        continue
      }
      let record = Int(rows.records[row])
      let outcome = try loadOne(row, of: rows, line: lines[record])
      try note(outcome, rows.kind, record: record, line: lines[record], in: &result)
      if outcome.refusal == nil { count(rows.kind.name, outcome.state, 1) }
      if outcome.state == .inserted { totals.add(batch, rows, row..<row + 1) }
      loader.learn(isNew: outcome.state == .inserted)
      result.states[record] = outcome.state
      row += 1
      if outcome.state == .duplicate, let equal = outcome.equal {
        let next = try passOver(rows, row..<goodEnd(row), behind: equal.id, lines, loader)
        for known in row..<next { result.states[Int(rows.records[known])] = .duplicate }
        row = next
      }
    }
  }

  /// Passes over events that are there already, in the order in which they are stored, when the first few
  /// were listed.
  ///
  /// - Returns: The first row that is not one of them.
  private func passOver(
    _ rows: BoundRows, _ run: Range<Int>, behind id: Int64, _ lines: [Int], _ loader: KindLoader
  ) throws(Problem) -> Int {
    guard rows.kind.conduct == .event, reissue == nil, !run.isEmpty,
      listed[.equal, default: 0] >= Self.listedAtMost
    else { return run.lowerBound }
    let end = try loader.follow(rows, run, from: id + 1)
    let known = run.lowerBound..<end
    for place in 0..<known.count { loader.seen.insert(id + 1 + Int64(place)) }
    try repeats.add(
      rows.kind.name, lines: known.map { lines[Int(rows.records[$0])] }, firstRow: id + 1,
      state: RecordState.duplicate.name)
    count(rows.kind.name, .duplicate, known.count)
    return end
  }

  /// Several entities a record: kind by kind as long as all rows are new, else record by record. Rows of
  /// one kind stay in the order of the records.
  private func loadTogether(
    _ batches: [RowBatch], lines: [Int], into result: inout LoadResult
  ) throws(Problem) {
    let filled = batches.filter { $0.count > 0 }
    let loaders = try filled.map { batch throws(Problem) in try loader(for: batch.kind) }
    if Set(filled.map(\.kind.name)).count == filled.count, loaders.allSatisfy(\.expectsNew) {
      if try loadKindByKind(filled, lines: lines, into: &result) { return }
      for loader in loaders { loader.learn(isNew: false) }
    }
    try loadRecordByRecord(batches, lines: lines, into: &result)
  }

  /// Many rows at a time, the entities in the order of the profile.
  ///
  /// - Returns: false where a row is not new, is refused, is dated into closed books, or refers to a
  ///   later record; then nothing was done.
  private func loadKindByKind(
    _ batches: [RowBatch], lines: [Int], into result: inout LoadResult
  ) throws(Problem) -> Bool {
    try database.execute("SAVEPOINT records")
    let firsts = loaders.mapValues(\.nextID)
    var inserted: [(batch: RowBatch, bound: BoundRows)] = []
    for original in batches {
      var batch = original
      let rows = try bound(&batch)
      let loader = try loader(for: rows.kind)
      let hasKeylessRows = rows.fingerprints.contains { $0 != RowBatch.null }
      if hasKeylessRows { try requireFeed(rows.kind) }
      guard rows.refusals.isEmpty, rows.closed.isEmpty,
        !hasKeylessRows || !loader.hasEarlierKeylessRows,
        !refersAhead(rows, inserted.map(\.bound), firsts),
        try loader.insertMany(rows, 0..<rows.count, lines: lines, keyless: hasKeylessRows)
          == rows.count
      else {
        try database.execute("ROLLBACK TO records; RELEASE records")
        for (kind, loader) in loaders { loader.rewind(to: firsts[kind] ?? loader.firstID) }
        parents.forget()
        return false
      }
      inserted.append((batch, rows))
    }
    try database.execute("RELEASE records")
    for (batch, rows) in inserted {
      count(rows.kind.name, .inserted, rows.count)
      totals.add(batch, rows, 0..<rows.count)
      for record in rows.records { result.states[Int(record)] = .inserted }
    }
    return true
  }

  /// Whether a row refers to one that a later record brings: read record by record, that would not be
  /// there yet.
  private func refersAhead(_ rows: BoundRows, _ before: [BoundRows], _ firsts: [String: Int64])
    -> Bool
  {
    for field in rows.kind.fields {
      guard case .reference(let target) = field.type,
        let column = rows.column(rows.kind.column(of: field))
      else { continue }
      guard let records = before.first(where: { $0.kind.name == target })?.records else { continue }
      let first = firsts[target] ?? loaders[target]?.firstID ?? .max
      for (row, id) in column.cells.enumerated() where id >= first {
        let place = Int(id - first)
        if records.indices.contains(place), records[place] > rows.records[row] { return true }
      }
    }
    return false
  }

  /// Each record in the order of its entities. An entity may refer to one before it in the same record,
  /// so references are resolved record by record, too.
  private func loadRecordByRecord(
    _ batches: [RowBatch], lines: [Int], into result: inout LoadResult
  ) throws(Problem) {
    var next = Array(repeating: 0, count: batches.count)
    while true {
      let pending = batches.indices.filter { next[$0] < batches[$0].count }
      guard let record = pending.map({ batches[$0].records[next[$0]] }).min() else { return }
      let line = lines[Int(record)]
      try database.execute("SAVEPOINT record")
      let firsts = loaders.mapValues(\.nextID)
      var outcomes: [(kind: Kind, outcome: Outcome)] = []
      var inserted: [(batch: RowBatch, bound: BoundRows)] = []
      var refusals: [Refusal] = []
      for index in pending {
        while next[index] < batches[index].count, batches[index].records[next[index]] == record {
          var batch = batches[index].row(next[index])
          let rows = try bound(&batch)
          next[index] += 1
          refusals += rows.refusals
          if !refusals.isEmpty { continue }
          let outcome = try loadOne(0, of: rows, line: line)
          if let refusal = outcome.refusal { refusals.append(refusal) }
          outcomes.append((rows.kind, outcome))
          if outcome.state == .inserted { inserted.append((batch, rows)) }
        }
      }
      if refusals.isEmpty {
        try database.execute("RELEASE record")
        for (kind, outcome) in outcomes {
          count(kind.name, outcome.state, 1)
          try loader(for: kind).learn(isNew: outcome.state == .inserted)
          try note(outcome, kind, record: Int(record), line: line, in: &result)
        }
        for (batch, bound) in inserted { totals.add(batch, bound, 0..<1) }
        result.states[Int(record)] = outcomes.map(\.outcome.state).max()
      } else {
        try database.execute("ROLLBACK TO record; RELEASE record")
        for (kind, loader) in loaders { loader.rewind(to: firsts[kind] ?? loader.firstID) }
        parents.forget()
        result.states[Int(record)] = .rejected
        result.refusals += refusals
      }
    }
  }

  /// Counts a row that no record brought.
  func countContra(_ kind: Kind) {
    hasContras = true
    count(kind.name, .inserted, 1)
  }

  /// Counts rows that no record changed.
  func countUpdated(_ kind: Kind, _ rows: Int) { count(kind.name, .updated, rows) }

  /// Adds to what the rows come to what was changed of rows that were there.
  func noteSum(_ amount: Int64, of measure: String) { totals.add(amount, to: measure) }

  /// What the inserted rows come to, and who holds which number now; after `finish`.
  package func totalCounts() throws(Problem) -> [BatchCount] {
    let totals = hasContras ? try BatchTotals(of: spans, in: database) : totals
    return try totals.counts + BatchTotals.holders(in: database, loaders.values.map(\.kind))
  }

  private func count(_ kind: String, _ state: RecordState, _ rows: Int) {
    if rows > 0 { entities[kind, default: [:]][state, default: 0] += rows }
  }

  // MARK: Identity

  /// What became of a row.
  private struct Outcome {
    var state: RecordState
    /// The row that it equals, if one was there.
    var equal: KindLoader.Stored?
    /// Whether it was stored although it equals one.
    var isPossible = false
    /// Whether it has the key of a stored row, and another time, duration or amount.
    var differs = false
    /// Whether a stored row was taken back for it.
    var supersedes = false
    /// The row that was dated to an open day, with the day that its file states.
    var redated: (row: Int64, stated: CalendarDate, date: String)?
    var refusal: Refusal?
  }

  private func loadOne(_ row: Int, of rows: BoundRows, line: Int) throws(Problem) -> Outcome {
    let loader = try loader(for: rows.kind)
    if !rows.kind.fingerprint.isEmpty, rows.fingerprints[row] != RowBatch.null {
      return try loadKeyless(row, of: rows, line: line, loader: loader)
    }
    guard let stored = try loader.stored(row, of: rows) else {
      if let closed = closedBooks(row, of: rows) { return closed }
      try loader.insert(row, of: rows, line: line)
      var outcome = Outcome(state: .inserted)
      outcome.redated = redated(row, of: rows, as: loader.nextID - 1)
      return outcome
    }
    let isOfThisFile = stored.id >= loader.firstID
    if !isOfThisFile { loader.seen.insert(stored.id) }
    let same: RecordState = isOfThisFile ? .duplicate : .unchanged
    switch rows.kind.conduct {
    case .event:
      if let reissue, rows.kind.name == "cdr", !isOfThisFile, reissue.covers(stored.id) {
        return try loadAgain(row, of: rows, line: line, stored, reissue)
      }
      var outcome = Outcome(state: .duplicate, equal: stored)
      outcome.differs = loader.saysOtherwise(row, of: rows, than: stored)
      return outcome
    case .master:
      if try loader.update(stored, to: row, of: rows, line: line, batch: batch) {
        if rows.kind.name == "account" { parents.forget() }
        return Outcome(state: isOfThisFile ? .merged : .updated)
      }
      return Outcome(state: same, equal: stored)
    case .ledger:
      guard let column = try contradiction(row, of: rows, stored) else {
        return Outcome(state: same, equal: stored)
      }
      if supersedes, !isOfThisFile {
        if let closed = closedBooks(row, of: rows) { return closed }
        let superseding = Superseding(loader: self, rows: rows, row: row, line: line)
        guard let reason = try superseding.obstacle(to: stored.id) else {
          try superseding.run(on: stored.id)
          // What was found by the key was the old row.
          parents.forget()
          return Outcome(state: .inserted, supersedes: true)
        }
        return Outcome(
          state: .rejected,
          refusal: .notSuperseded(
            record: Int(rows.records[row]), kind: rows.kind, column: column.name, reason: reason))
      }
      return Outcome(
        state: .rejected,
        refusal: .conflict(
          record: Int(rows.records[row]), kind: rows.kind, column: column.name,
          place: isOfThisFile
            ? "line \(stored.line) of this file"
            : "the store (batch \(try loader.batch(of: stored.id)), line \(stored.line))",
          values: try CanonicalRows.values(
            of: column.name, stored: stored.id, file: column.cells[row], rows, in: database)))
    }
  }

  /// The column in which a ledger row contradicts the stored one; amount, day and account first. One
  /// that the file does not have, or leaves empty, contradicts nothing; neither does a copy of the
  /// account as it is today, nor a midnight that stands for a day.
  private func contradiction(
    _ row: Int, of rows: BoundRows, _ stored: KindLoader.Stored
  ) throws(Problem) -> BoundRows.Column? {
    var isRedated = false
    if let stated = rows.stated[row] {
      isRedated = try Redating(database: database, isWanted: redates)
        .isKnown(stored.id, rows.kind, stated: stated)
    }
    let columns = stored.differing.map { rows.columns[$0] }
      .filter { column in
        !RowBatch.isEmpty(column.cells[row]) && column.name != "account_type"
          && (column.name != "at" || rows.statesInstant)
          && !(isRedated && ["at", "date"].contains(column.name))
      }
    let gravest = ["amount", "total", "date", "account"]
    return gravest.compactMap { name in columns.first { $0.name == name } }.first ?? columns.first
  }

  /// A call that the earlier file had under the same id: it is the same, or comes in its place.
  private func loadAgain(
    _ row: Int, of rows: BoundRows, line: Int, _ stored: KindLoader.Stored, _ reissue: Reissue
  ) throws(Problem) -> Outcome {
    let loader = try loader(for: rows.kind)
    let isAlike = stored.differing.allSatisfy { column in
      rows.kind.fields.contains {
        $0.isSettledLater && rows.kind.column(of: $0) == rows.columns[column].name
      }
    }
    if isAlike {
      reissue.noteAlike()
      return Outcome(state: .duplicate, equal: stored)
    }
    guard try reissue.replace(stored.id, by: loader.nextID, line: line, self) else {
      return Outcome(
        state: .rejected,
        refusal: Refusal(
          record: Int(rows.records[row]), field: nil, code: "closed-call",
          message: "The call as it was (line \(stored.line) of the earlier file) is on a frozen "
            + "invoice or in closed books, and stays: credit the difference, or open the books again",
          value: nil))
    }
    try loader.insert(row, of: rows, line: line)
    return Outcome(state: .inserted)
  }

  /// A row without a key: it is told from its twins by how many equal ones came before it. The n-th
  /// equal row of a file is the n-th equal row that was there.
  private func loadKeyless(
    _ row: Int, of rows: BoundRows, line: Int, loader: KindLoader
  ) throws(Problem) -> Outcome {
    try requireFeed(rows.kind)
    var outcome = Outcome(state: .inserted)
    if loader.hasEarlierKeylessRows {
      var earlier = try loader.equals(row, of: rows)
        .filter { $0.id < loader.firstID && !loader.own.contains($0.id) }
      if let reissue,
        let same = earlier.first(where: { !loader.seen.contains($0.id) && reissue.covers($0.id) })
      {
        loader.seen.insert(same.id)
        reissue.noteAlike()
        return Outcome(state: .duplicate, equal: same)
      }
      if let reissue { earlier.removeAll { reissue.covers($0.id) } }
      outcome.isPossible = source.feed == "increment"
      let next = earlier.first { !loader.seen.contains($0.id) }
      if let next = next ?? (outcome.isPossible ? earlier.first : nil) {
        loader.seen.insert(next.id)
        outcome.equal = next
        if !outcome.isPossible {
          outcome.state = source.feed == "snapshot" ? .unchanged : .duplicate
          return outcome
        }
      }
    }
    if let closed = closedBooks(row, of: rows) { return closed }
    try loader.insert(row, of: rows, line: line)
    outcome.redated = redated(row, of: rows, as: loader.nextID - 1)
    return outcome
  }

  private func redated(_ row: Int, of rows: BoundRows, as id: Int64)
    -> (row: Int64, stated: CalendarDate, date: String)?
  {
    guard let stated = rows.stated[row], let date = rows.column("date") else { return nil }
    return (id, stated, String(decoding: rows.text(date.cells[row]), as: UTF8.self))
  }

  /// What becomes of a new row that is dated into closed books; nil where they are open.
  private func closedBooks(_ row: Int, of rows: BoundRows) -> Outcome? {
    guard let last = rows.closed[row], !redates || rows.stated[row] == nil else { return nil }
    return Outcome(
      state: .rejected,
      refusal: Refusal(
        record: Int(rows.records[row]), field: rows.kind.field("date") == nil ? nil : "date",
        code: "closed-period",
        message: "The books are closed up to \(last): open them again ('carryover period reopen'), "
          + "date it into an open month, or let --redate date it to the first open day", value: nil)
    )
  }

  /// Whether equal money is the same money again can't be guessed (rules §8).
  private func requireFeed(_ kind: Kind) throws(Problem) {
    if kind.conduct == .ledger, source.feed == nil { throw .noFeed(source.name, kind: kind.name) }
  }

  /// Remembers which row a row equals, and lists the first few.
  private func note(
    _ outcome: Outcome, _ kind: Kind, record: Int, line: Int, in result: inout LoadResult
  ) throws(Problem) {
    if let refusal = outcome.refusal { result.refusals.append(refusal) }
    if outcome.supersedes { result.superseded += 1 }
    if let late = outcome.redated {
      redatedCount += 1
      if redated.count < Self.listedAtMost {
        redated.append(
          RedatedRow(
            kind: kind.name, line: line, stated: late.stated.description, date: late.date))
      }
      try database.run(
        "INSERT INTO batch_redated (batch, kind, row, line, stated, date) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .integer(batch), .text(kind.name), .integer(late.row), .integer(Int64(line)),
          .text(late.stated.description), .text(late.date),
        ])
    }
    guard let equal = outcome.equal else { return }
    try repeats.add(
      kind.name, line: line, row: equal.id,
      state: outcome.isPossible ? "possible" : outcome.state.name)
    if outcome.isPossible { result.possibleDuplicates += 1 }
    if outcome.differs { result.differentDuplicates += 1 }
    let relation: Repeat.Relation =
      outcome.isPossible ? .possible : outcome.differs ? .different : .equal
    guard outcome.isPossible || outcome.state == .duplicate,
      listed[relation, default: 0] < Self.listedAtMost
    else { return }
    listed[relation, default: 0] += 1
    let loader = try loader(for: kind)
    result.repeats.append(
      Repeat(
        record: record, batch: equal.id >= loader.firstID ? batch : try loader.batch(of: equal.id),
        line: equal.line, relation: relation))
  }

  /// Gives a row that is stored already what a side record says besides.
  ///
  /// - Returns: nil where there is no such row, or where the record has an amount or a duration that
  ///   the row lacks: what the row's batch came to is settled.
  package func complete(by record: OpenRecord) throws(Problem) -> RecordState? {
    var row = record.row
    let rows = try bound(&row)
    guard record.kind.conduct != .ledger, rows.refusals.isEmpty else { return nil }
    let loader = try loader(for: record.kind)
    guard let stored = try loader.stored(0, of: rows) else { return nil }
    let missing = stored.empty.filter { !RowBatch.isEmpty(rows.columns[$0].cells[0]) }
    let isSettled = missing.contains { position in
      record.kind.fields.contains {
        record.kind.column(of: $0) == rows.columns[position].name
          && BatchTotals.sums($0, of: record.kind)
      }
    }
    if isSettled { return nil }
    let line = Int(stored.line)
    try numbers?.settle()
    if try loader.set(missing, of: stored, to: 0, of: rows, line: line, batch: batch) {
      return .merged
    }
    if stored.id < loader.firstID {
      try repeats.add(
        record.kind.name, line: record.line, row: stored.id, state: RecordState.duplicate.name)
    }
    return .duplicate
  }

  /// The rows of a batch whose refused records this import brings, repaired, count as rows of this
  /// very file: a repaired row is not taken for its twin (rules §8).
  package func `continue`(_ earlier: Int64) throws(Problem) {
    let statement = try database.prepare(
      """
      WITH RECURSIVE chain (id) AS (
        SELECT ? UNION
        SELECT continues FROM batch JOIN chain ON chain.id = batch.id WHERE continues IS NOT NULL
      )
      SELECT kind, first_id, last_id, 1 FROM batch_span JOIN chain ON chain.id = batch
      UNION ALL
      SELECT kind, first_id, last_id, 0 FROM batch_repeat JOIN chain ON chain.id = batch
      """)
    statement.bind([.integer(earlier)])
    while try statement.step() {
      guard let kind = Kinds.named(statement.text(0) ?? "") else { continue }
      let loader = try loader(for: kind)
      if kind.fingerprint.isEmpty { continue }
      let isOwn = statement.integer(3) == 1
      for id in statement.integer(1)...statement.integer(2) {
        if isOwn { loader.own.insert(id) } else { loader.seen.insert(id) }
      }
    }
  }
}
