internal import Bytes
internal import Diagnostics
package import Store
internal import Tabular

/// One file, one batch, one transaction: detect, read, map, load, control, commit, summary.
///
/// A thread of its own reads, parses and maps; the calling thread is the only one that touches the
/// store. Batches of records go round between them, so memory does not grow with the file.
package struct ImportRun {
  private let database: Database
  private let request: ImportRequest
  /// Told now and then how many bytes were read, of how many.
  package var onProgress: ((_ bytes: Int, _ of: Int?, _ records: Int) -> Void)?

  /// What follows the import of a file is rehearsed with it: called in a dry run while its rows are there
  /// as that batch.
  package var onRehearsed: ((_ batch: Int64) throws -> Void)?

  package init(database: Database, request: ImportRequest) {
    self.database = database
    self.request = request
  }

  package func run() throws -> ImportSummary {
    let batches = Batches(database)
    if let earlier = try alreadyImported(batches) { return earlier }
    let reader = try ImportReader(request: request)
    try StoreFile.prepareForLoad(database, bytes: reader.size ?? 0)
    try database.execute("BEGIN IMMEDIATE")
    do {
      let summary = try load(reader, into: batches)
      switch summary.outcome {
      case .committed:
        try database.execute("COMMIT")
      case .dryRun:
        try onRehearsed?(try batches.nextID() - 1)
        try database.execute("ROLLBACK")
      case .refused, .alreadyImported:
        try database.execute("ROLLBACK")
      }
      try StoreFile.settle(database)
      return summary
    } catch {
      // What went wrong matters more than a rollback that SQLite may have done by itself.
      try? database.execute("ROLLBACK")
      try? StoreFile.settle(database)
      throw error
    }
  }

  /// A file of a known size is hashed ahead, if a batch of that size exists: the same bytes do
  /// nothing (P4).
  private func alreadyImported(_ batches: Batches) throws(Problem) -> ImportSummary? {
    // A pipe is opened once, by who reads it: its writer is gone when somebody closes it.
    guard request.path != "-", let size = RandomAccessFile.stamp(of: request.path)?.size,
      try batches.hasFile(ofSize: size)
    else { return nil }
    let hash = try FileHash.sha256(
      of: try InputSource(path: request.path), sheet: request.sheet)
    return try same(as: hash, batches)
  }

  private func same(as hash: String, _ batches: Batches) throws(Problem) -> ImportSummary? {
    guard
      let batch = try batches.find(
        sha256: hash, profile: request.profile.name, source: request.source?.id)
    else { return nil }
    return ImportSummary(
      file: request.path, profile: request.profile.name, source: request.source?.name,
      outcome: .alreadyImported(batch: batch))
  }

  /// What must hold of all rows together.
  private func check(_ loader: Loader, batch: Int64) throws(Problem) {
    try AppliedTwice(database: database).check(loader.spans, file: request.path)
    try HoldingConflicts(database).check(
      loader.spans, kinds: request.profile.kinds, batch: batch, file: request.path)
    try BillingSources(database).check(loader.spans, source: request.source?.id)
  }

  private func load(_ reader: ImportReader, into batches: Batches) throws -> ImportSummary {
    let batchID = try batches.nextID()
    let loader = Loader(
      database: database,
      source: request.source?.facts ?? SourceFacts(id: 0, name: "", currency: nil, feed: nil),
      batch: batchID)
    let continued = try Continuation(batches: batches, request: request).find()
    if let continued { try loader.continue(continued) }
    loader.supersedes = request.supersedes
    loader.redates = request.redates
    if continued == nil {
      loader.reissue = try EarlierIssue(database: database, request: request)
        .find(sequence: { reader.sequenceAhead }).map {
          try Reissue(of: $0, by: batchID, in: database)
        }
    }
    loader.fingerprintBits = request.fingerprintBits
    var open = OpenTally(
      OpenRecords(
        database, source: request.source?.id, profile: request.profile.name, batch: batchID),
      request.profile)
    reader.open(try open.earlier())
    var tally = ImportTally(request: request, reader: reader, batch: batchID)
    let owners = try loader.owners(for: request.profile.kinds)
    // A record has rarely fewer than 40 bytes; a pipe may bring anything.
    try loader.expect(request.profile.kinds, rows: (reader.size ?? 0) / 40)
    try BatchPipeline.run(
      batches: 3, make: { reader.emptyPiece() },
      produce: { (piece: inout ImportPiece) throws(Problem) -> Bool in
        let isThere = try reader.next(&piece)
        for batch in piece.mapped.rows.indices { owners?.find(in: &piece.mapped.rows[batch]) }
        return isThere
      },
      meanwhile: { reader.workAhead() },
      consume: { (piece: inout ImportPiece) throws(Problem) in
        let result = try loader.load(piece.mapped.rows, lines: piece.records.lines)
        try tally.add(piece, result)
        try open.add(piece, result)
        onProgress?(piece.bytesRead, reader.size, tally.counts.read)
      })
    reader.beginHash()
    let left = reader.left
    try open.finish(left.records, loader)
    try tally.add(open, left)
    try loader.reissue?.finish(loader, isWhole: tally.counts[.rejected] == 0)
    tally.summary.reissue = loader.reissue?.summary
    if let deck = request.deck, request.isWholeDeck {
      tally.summary.goneRates = try loader.endRates(of: deck)
    }
    try loader.finish()
    try check(loader, batch: batchID)
    var end = try reader.finish(isPart: continued != nil)
    if let earlier = try same(as: end.sha256, batches) { return earlier }
    let sequence = SequenceCheck(database: database, request: request)
    if let total = try sequence.total(end.sequence, replaces: loader.reissue != nil) {
      end.totals.append(total)
    }
    if let continued {
      end.totals = try ContinuedTotals(database: database, request: request, batch: continued)
        .totals(counts: tally.counts, spans: loader.spans)
    }
    // What was refused is no snapshot of everything.
    let isPart = continued != nil || request.path.hasSuffix(Continuation.suffix)
    try tally.finish(
      end,
      missing: isPart
        ? [] : try loader.missing(request.profile.kinds, profile: request.profile.name))

    var summary = tally.summary
    summary.continues = continued
    summary.redated = loader.redated
    summary.redatedCount = loader.redatedCount
    let names = request.profile.kinds.map(\.name)
    let others = loader.entities.keys.filter { !names.contains($0) }.sorted()
    summary.entities = (names + others).map { ($0, loader.entities[$0] ?? [:]) }
    if !tally.isWithinLimit {
      summary.outcome = .refused
    } else {
      var batch = Batch(
        source: request.source?.id, fileName: request.path, fileSHA256: end.sha256,
        bytes: end.bytes, profile: request.profile.name, profileSHA256: request.profile.sha256,
        version: request.version)
      batch.id = batchID
      batch.set = request.set
      batch.continues = continued
      batch.reissues = loader.reissue?.summary.batch
      batch.finished = WallClock.milliseconds
      batch.counts = tally.counts
      batch.warnings = summary.warnings.map(\.count).reduce(0, +)
      try batches.insert(
        batch, spans: loader.spans,
        counts: tally.batchCounts(entities: summary.entities) + loader.totalCounts(),
        rejects: tally.batchRejects)
      summary.outcome = request.isDryRun ? .dryRun : .committed(batch: batchID)
    }
    return summary
  }
}
