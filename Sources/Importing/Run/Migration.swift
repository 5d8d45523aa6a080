internal import Bytes
internal import Diagnostics
package import Store

/// Many files as one set: into a new store, which nobody sees half; or into one with data, after a
/// backup, as a set that can be undone.
package struct Migration {
  package enum Outcome: Sendable, Equatable {
    /// The store is there under its name, and the proof passed.
    case done
    /// All files came in, but the proof did not pass: a new store keeps its working name.
    case unproven(at: String)
    /// A file was refused; those before it are in.
    case refused(file: String, at: String)
    /// A rehearsal: nothing was kept.
    case rehearsed(proven: Bool, refused: Bool)
  }

  package struct Report: Sendable {
    package var outcome: Outcome
    package var set: Int64
    /// The copy of the store as it was; nil where there was none.
    package var backup: String?
    package var files: [ImportSummary] = []
    package var exitCode: Int32 = 0
  }

  private let manifest: Manifest
  private let store: String
  private let version: String
  private let apply: ApplyMode
  private let files: [ManifestFile]
  package var rejectsFolder = "rejects"
  package var onFile: ((ImportSummary) throws -> Void)?
  package var onApplied: ((Source, AppliedSummary) throws -> Void)?
  package var onProgress: ((_ bytes: Int, _ of: Int?, _ records: Int) -> Void)?

  private var building: String { store + ".building" }
  private var rehearsal: String { store + ".rehearsal" }

  /// - Throws: what is wrong with the manifest or a profile: before anything is read.
  package init(_ manifest: Manifest, store: String, version: String) throws {
    self.manifest = manifest
    self.store = store
    self.version = version
    apply = try manifest.requireApply()
    files = try manifest.files()
  }

  // MARK: The three courses

  /// - Parameters:
  ///   - resumes: goes on with a migration into a new store that did not end.
  ///   - prove: the proof; whether it passed.
  package func run(resumes: Bool, prove: (Database) throws -> Bool) throws -> Report {
    let isBegun = Folder.fileExists(building)
    if Folder.fileExists(store) {
      if resumes { throw Problem.nothingToResume(building) }
      return try runIntoExisting(prove)
    }
    if isBegun, !resumes { throw Problem.unfinishedMigration(building) }
    if !isBegun, resumes { throw Problem.nothingToResume(building) }
    if !isBegun { try StoreFile.settle(try StoreFile.create(at: building)) }
    var report = try bring(into: building, isNew: true, prove)
    if report.outcome == .done {
      try StoreFile.move(building, to: store)
    } else {
      report.exitCode = max(report.exitCode, Problem.Kind.finding.rawValue)
    }
    return report
  }

  private func runIntoExisting(_ prove: (Database) throws -> Bool) throws -> Report {
    let next = try Batches(try StoreFile.openForReading(at: store)).nextID()
    let backup = StoreFile.firstFree("\(store).before-batch-\(next)")
    try StoreFile.copy(try StoreFile.openForReading(at: store), to: backup)
    var report = try bring(into: store, isNew: false, prove)
    // The same manifest again changes nothing, and leaves nothing: not the files of a log either,
    // which only a writer removes.
    if try Batches(try StoreFile.openForWriting(at: store)).nextID() == next {
      StoreFile.remove(backup)
    } else {
      report.backup = backup
    }
    if report.outcome != .done {
      report.exitCode = max(report.exitCode, Problem.Kind.finding.rawValue)
    }
    return report
  }

  /// The same on a copy that is thrown away. A file that would be refused comes in as far as it can,
  /// so that the files after it are judged by their own mistakes.
  package func rehearse(prove: (Database) throws -> Bool) throws -> Report {
    StoreFile.remove(rehearsal)
    defer { StoreFile.remove(rehearsal) }
    let isNew = !Folder.fileExists(store)
    if isNew {
      try StoreFile.settle(try StoreFile.create(at: rehearsal))
    } else {
      try StoreFile.copy(try StoreFile.openForReading(at: store), to: rehearsal)
    }
    var report = try bring(into: rehearsal, isNew: isNew, isRehearsal: true, prove)
    let isRefused = report.files.contains { $0.outcome == .refused }
    let isProven = report.outcome == .done
    report.outcome = .rehearsed(proven: isProven, refused: isRefused)
    if isRefused { report.exitCode = Problem.Kind.input.rawValue }
    if !isProven { report.exitCode = max(report.exitCode, Problem.Kind.finding.rawValue) }
    return report
  }

  // MARK: Bringing in

  private func bring(
    into path: String, isNew: Bool, isRehearsal: Bool = false,
    _ prove: (Database) throws -> Bool
  ) throws -> Report {
    let database = try StoreFile.openForWriting(at: path)
    let batches = Batches(database)
    // What goes on with an unfinished migration belongs to its set.
    let begun = isNew ? try database.integer("SELECT max(set_id) FROM batch") : nil
    var report = Report(outcome: .done, set: try begun ?? batches.nextSet())
    if let declared = try ManifestBatch(manifest).run(
      into: database, set: report.set, version: version)
    {
      try add(declared, to: &report)
    }
    var sources: [Source] = []
    for file in files {
      try Interrupt.check()
      let source =
        try file.profile.needsSource ? database.source(named: file.entry.source) : nil
      if let source, !sources.contains(source) { sources.append(source) }
      var request = request(for: file, source: source, set: report.set)
      var summary = try bring(request, into: database)
      if case .alreadyImported(let batch) = summary.outcome, isNew,
        try database.text(
          "SELECT profile_sha256 FROM batch WHERE id = ?", [.integer(batch)])
          != file.profile.sha256
      {
        throw Problem.profileChanged(
          file.entry.path, profile: file.profile.name, batch: batch, building: path)
      }
      try add(summary, to: &report)
      guard summary.outcome == .refused else { continue }
      if !isRehearsal {
        report.outcome = .refused(file: file.entry.path, at: path)
        report.exitCode = Problem.Kind.input.rawValue
        try StoreFile.settle(database)
        return report
      }
      request.rejectLimit = .percent(100)
      summary = try bring(request, into: database)
    }
    for source in sources where source.role == "system" {
      let applied = try Applier(
        database: database, source: source, mode: apply, version: version, set: report.set
      ).run()
      try onApplied?(source, applied)
      try checkMeasure(of: source, in: database)
    }
    try StoreFile.settle(database)
    if try !prove(database) { report.outcome = .unproven(at: path) }
    return report
  }

  private func bring(_ request: ImportRequest, into database: Database) throws -> ImportSummary {
    var run = ImportRun(database: database, request: request)
    run.onProgress = onProgress
    return try run.run()
  }

  private func request(for file: ManifestFile, source: Source?, set: Int64) -> ImportRequest {
    var request = ImportRequest(
      path: file.entry.path, profile: file.profile, source: source, version: version)
    request.sheet = file.entry.sheet
    request.declared = file.entry.declared
    request.rejectLimit = file.entry.rejectLimit
    request.rejectsFolder = rejectsFolder
    request.set = set
    return request
  }

  private func add(_ summary: ImportSummary, to report: inout Report) throws {
    report.files.append(summary)
    report.exitCode = max(report.exitCode, summary.exitCode)
    try onFile?(summary)
  }

  private func checkMeasure(of source: Source, in database: Database) throws {
    guard let declared = manifest.statedBalance else { return }
    let found = try database.text(
      "SELECT measure FROM stated WHERE source = ? AND invoice IS NULL AND measure <> ? LIMIT 1",
      [.integer(source.id), .text(declared)])
    if let found { throw Problem.statedMeasure(found, declared: declared, source: source.name) }
  }
}
