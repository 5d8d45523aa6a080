internal import Bytes
internal import Diagnostics
internal import Store

/// Brings in the companies and sources that a manifest declares: the manifest is a file like any
/// other, and its batch knows their lines.
struct ManifestBatch {
  private let manifest: Manifest
  private static let profile = "manifest"

  init(_ manifest: Manifest) { self.manifest = manifest }

  /// - Returns: nil where the manifest declares none.
  func run(into database: Database, set: Int64?, version: String) throws -> ImportSummary? {
    if manifest.rows.isEmpty { return nil }
    let batches = Batches(database)
    var summary = ImportSummary(
      file: manifest.path, profile: Self.profile, source: nil, outcome: .refused)
    if let earlier = try batches.find(
      sha256: manifest.sha256, profile: Self.profile, source: nil)
    {
      summary.outcome = .alreadyImported(batch: earlier)
      return summary
    }
    return try database.transaction {
      let id = try batches.nextID()
      let loader = Loader(
        database: database, source: SourceFacts(id: 0, name: "", currency: nil, feed: nil),
        batch: id)
      for row in manifest.rows {
        let result = try loader.load([try rowBatch(row)], lines: [row.position.line ?? 1])
        if let refusal = result.refusals.first {
          throw Problem.manifest("\(refusal.message).", at: row.position)
        }
        summary.counts[result.states.first.flatMap { $0 } ?? .unchanged] += 1
      }
      try loader.finish()
      summary.entities = loader.entities.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      var batch = Batch(
        source: nil, fileName: manifest.path, fileSHA256: manifest.sha256, bytes: manifest.bytes,
        profile: Self.profile, profileSHA256: SHA256.hex(of: Self.profile.utf8), version: version)
      batch.id = id
      batch.set = set
      batch.finished = WallClock.milliseconds
      batch.counts = summary.counts
      try batches.insert(
        batch, spans: loader.spans, counts: counts(loader.entities), rejects: [])
      summary.outcome = .committed(batch: id)
      return summary
    }
  }

  private func counts(_ entities: [String: [RecordState: Int]]) -> [BatchCount] {
    entities.sorted { $0.key < $1.key }.flatMap { kind, states in
      RecordCounts.printed.compactMap { state in
        states[state].map { BatchCount(name: "\(kind) \(state.name)", counted: Int64($0)) }
      }
    }
  }

  /// Checks the texts as cells of canonical CSV are checked.
  private func rowBatch(_ row: ManifestRow) throws(Problem) -> RowBatch {
    let kind = row.kind
    let given = row.fields.sorted {
      (kind.index(of: $0.name) ?? 0) < (kind.index(of: $1.name) ?? 0)
    }
    for field in kind.fields where field.isRequired {
      if !given.contains(where: { $0.name == field.name && !$0.text.isEmpty }) {
        throw .manifest(
          "A \(kind.name) needs its '\(field.name)': \(field.about).", at: row.position)
      }
    }
    var parser = CellParser(context: try MappingContext(source: nil, fileName: manifest.path))
    var batch = RowBatch(kind: kind, fields: given.compactMap { kind.index(of: $0.name) })
    for (position, cell) in given.enumerated() {
      guard let field = kind.field(cell.name) else { continue }
      let text = Array(cell.text.utf8)[...]
      let type = CellType.canonical(field.type)
      do throws(CellFailure) {
        if field.type.isArenaText || text.isEmpty {
          if !text.isEmpty { try parser.check(text, as: type) }
          batch.append(text: text, to: position)
        } else {
          batch.append(
            try parser.number(text, as: type, digits: nil, column: position), to: position)
        }
      } catch {
        throw .manifest("'\(cell.name)': \(error.message).", at: cell.position)
      }
    }
    batch.endRow(record: 0)
    return batch
  }
}
