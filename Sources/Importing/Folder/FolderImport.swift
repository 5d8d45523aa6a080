internal import Billing
internal import Bytes
package import Diagnostics
package import Store

/// The morning job: brings what is new in a folder, each file by the source and profile that it matches,
/// and says of every file and every carrier what came and what did not. Nothing is moved or deleted.
package struct FolderImport {
  /// What became of a file.
  package enum State: Sendable {
    case imported(ImportSummary)
    case alreadyIn(batch: Int64)
    /// Somebody still writes it, or its end is missing: the next run looks again.
    case waiting(reason: String, isLong: Bool)
    /// A newer file is in that was sent in its place.
    case superseded(reason: String)
    /// No source has a profile for it, or several have.
    case unknown(reason: String)
    case refused(Problem)
  }

  package struct File: Sendable {
    package var name: String
    package var state: State
  }

  package struct Report: Sendable {
    package var files: [File] = []
    package var carriers: [CarrierDay] = []
    /// Sources of which a file should have come.
    package var missing: [String] = []

    /// 1 when anything wants a look.
    package var exitCode: Int32 {
      let needsLook = files.contains { file in
        switch file.state {
        case .imported(let summary): summary.exitCode != 0
        case .waiting(_, let isLong): isLong
        case .alreadyIn, .superseded: false
        case .unknown, .refused: true
        }
      }
      return needsLook || !missing.isEmpty || carriers.contains { !$0.silentHours.isEmpty } ? 1 : 0
    }
  }

  private let database: Database
  private let version: String
  /// The moment of the run: what was missed is known only by a clock.
  private let now: Instant
  package var rejectsFolder = "rejects"
  package var isDryRun = false
  package var onFile: ((File) throws -> Void)?
  package var onProgress: ((_ bytes: Int, _ of: Int?, _ records: Int) -> Void)?

  package init(_ database: Database, version: String, now: Int64) {
    self.database = database
    self.version = version
    self.now = Instant(milliseconds: now)
  }

  /// - Throws: `no-profiles` when no source says which profiles its files have.
  package func run(_ folder: String) throws -> Report {
    let matching = try FileMatching(database)
    if matching.candidates.isEmpty { throw Problem.noProfiles() }
    var report = Report()
    let names = (Folder.files(in: folder) ?? []).filter { Self.isWanted($0) }
    let sizes = Dictionary(uniqueKeysWithValues: names.map { ($0, Self.size(folder, $0)) })
    // What is being written grows meanwhile.
    if !names.isEmpty { WallClock.pause(milliseconds: 200) }
    for name in names.sorted(by: Self.inSequence) {
      try Interrupt.check()
      let path = folder + (folder.hasSuffix("/") ? "" : "/") + name
      let state =
        Self.size(folder, name) == sizes[name]
        ? try bring(path, matching) : .waiting(reason: "it is still being written", isLong: false)
      let file = File(name: name, state: state)
      report.files.append(file)
      try onFile?(file)
    }
    report.carriers = try CarrierDay.all(in: database, now: now)
    report.missing = try missing(matching) + MissingNumbers(database: database, now: now).all()
    return report
  }

  /// Hidden files, unfinished ones, and reject files are nobody's.
  static func isWanted(_ name: String) -> Bool {
    !name.hasPrefix(".") && !name.contains(".rejects")
      && ![".part", ".tmp", ".filepart"].contains { name.lowercased().hasSuffix($0) }
  }

  /// `P9.dat` before `P10.dat`: numbers count as numbers.
  static func inSequence(_ a: String, _ b: String) -> Bool {
    let (one, other) = (parts(a), parts(b))
    for (left, right) in zip(one, other) where left != right {
      if let x = Int(left), let y = Int(right), x != y { return x < y }
      return left < right
    }
    return one.count < other.count
  }

  private static func parts(_ name: String) -> [String] {
    var parts: [String] = []
    for character in name {
      if let last = parts.last?.last, last.isNumber == character.isNumber {
        parts[parts.count - 1].append(character)
      } else {
        parts.append(String(character))
      }
    }
    return parts
  }

  private static func size(_ folder: String, _ name: String) -> Int? {
    RandomAccessFile.stamp(of: folder + "/" + name)?.size
  }

  private func bring(_ path: String, _ matching: FileMatching) throws -> State {
    let found: [FileMatching.Candidate]
    do throws(Problem) { found = try matching.matches(path) } catch { return .refused(error) }
    guard let one = found.first, found.count == 1 else {
      let names = found.map { "\($0.profile.name) of \($0.source.name)" }
      if !names.isEmpty { return .unknown(reason: "it fits " + names.joined(separator: " and ")) }
      let advice = (try? matching.advice(for: path)) ?? nil
      return .unknown(reason: "no source has a profile for it" + (advice.map { "; " + $0 } ?? ""))
    }
    var request = ImportRequest(
      path: path, profile: one.profile, source: one.source, version: version)
    request.rejectsFolder = rejectsFolder
    request.isDryRun = isDryRun
    var run = ImportRun(database: database, request: request)
    run.onProgress = onProgress
    do {
      let summary = try run.run()
      if case .alreadyImported(let batch) = summary.outcome { return .alreadyIn(batch: batch) }
      return .imported(summary)
    } catch let error as Problem {
      if error.kind == .interrupted || error.kind == .system { throw error }
      // A newer file of its day is in.
      if error.code == "older-issue" { return .superseded(reason: error.message) }
      // Its trailer has not come yet.
      if error.code == "control-missing" { return waitingForTrailer(path) }
      return .refused(error)
    }
  }

  /// A file that nobody has written to for a day is not unfinished but cut off.
  private func waitingForTrailer(_ path: String) -> State {
    let written = Folder.modified(path).map { Instant(milliseconds: $0) } ?? now
    let isLong = written.milliseconds < now.milliseconds - Instant.millisecondsPerDay
    return .waiting(
      reason: "its trailer is missing"
        + (isLong ? ", and nobody has written to it since \(written.utcDay)" : ""),
      isLong: isLong)
  }

  // MARK: What did not come

  /// Sources with a cadence whose newest file of calls, or of a profile of theirs, is older than that.
  private func missing(_ matching: FileMatching) throws -> [String] {
    try database.rows(
      "SELECT id, name, cadence FROM source WHERE cadence IS NOT NULL AND profiles IS NOT NULL ORDER BY name"
    ) { ($0.integer(0), $0.text(1) ?? "", $0.text(2) ?? "") }
    .map { id, name, cadence in
      let profiles = matching.candidates.filter { $0.source.name == name }.map(\.profile.name)
      let last = try database.integer(
        """
        SELECT max(finished) FROM batch WHERE source = ? AND verb = 'import' AND (
          profile IN (\(profiles.map { _ in "?" }.joined(separator: ", ")))
          OR EXISTS (SELECT 1 FROM batch_count WHERE batch = batch.id AND name GLOB 'cdr *'))
        """, [.integer(id)] + profiles.map { .text($0) })
      return (name, cadence, last)
    }
    .compactMap { name, cadence, last in
      guard let days = Self.days[cadence] else { return nil }
      // Half a day of grace: a carrier is not a clock.
      let due = now.milliseconds - days * Instant.millisecondsPerDay - 43_200_000
      guard let last else { return "\(name) (\(cadence)): nothing came yet" }
      if last >= due { return nil }
      return "\(name) (\(cadence)): nothing since \(Instant(milliseconds: last).utcDay)"
    }
  }

  private static let days: [String: Int64] = ["hourly": 0, "daily": 1, "weekly": 7, "monthly": 31]
}
