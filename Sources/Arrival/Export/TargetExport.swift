internal import Billing
package import Bytes
internal import Diagnostics
internal import Importing
internal import Reporting
package import Store

/// An export to another system: the files that its import takes, in a folder, as a batch that is
/// remembered (rules §8).
package struct TargetExport {
  /// Which rows go.
  package enum Choice: Sendable, Equatable {
    case all
    /// Those that never went, and those that changed since.
    case new
  }

  package struct Request: Sendable {
    package var choice = Choice.all
    /// The day; nil: the last accounting date.
    package var asOf: String?
    package var company: String?
    package var source: String?
    /// The day on which the files are loaded.
    package var loadDay: String?
    package var parameters: [String: String] = [:]
    /// A folder of map files.
    package var maps: String?
    package var version: String

    package init(version: String) { self.version = version }
  }

  package struct Summary: Sendable {
    /// The batch that the export is, or was before; nil where there was nothing to send.
    package var batch: Int64?
    package var files: [ExportedFile] = []
    /// Whether the same files went before.
    package var isRepeated = false
    package var rows: Int { files.reduce(0) { $0 + $1.rows } }
    /// What stays behind, and how much of it was told at an earlier export.
    package var left = 0
    package var toldBefore = 0
  }

  private let target: Target
  private let request: Request
  private let asOf: String
  private let parameters: [String: String]
  private let arguments: [String: String]

  /// - Throws: `missing-parameter`, `bad-date`.
  package init(_ target: Target, _ request: Request, in database: Database) throws {
    self.target = target
    self.request = request
    asOf = try request.asOf ?? LedgerCalendar.lastDate(in: database) ?? "9999-12-31"
    var parameters = request.parameters
    for parameter in target.parameters where parameters[parameter.name] == nil {
      if parameter.isRequired {
        throw Problem.parameterMissing(parameter, of: target.name)
      }
    }
    if let day = request.loadDay {
      guard CalendarDate(day) != nil else { throw Problem.badLoadDay(day) }
      parameters["load_day"] = day
    } else if target.needsLoadDay {
      throw Problem.loadDayMissing(target.name)
    }
    parameters["as_of"] = asOf
    self.parameters = parameters
    var arguments = request.parameters
    arguments["target"] = target.name
    arguments["as_of"] = asOf
    if request.choice == .new { arguments["unsent"] = "yes" }
    arguments["company"] = request.company
    arguments["source"] = request.source
    self.arguments = arguments
  }

  // MARK: Running

  /// Fills the files, tells what stays behind, and remembers what goes.
  ///
  /// - Parameters:
  ///   - open: a connection of its own, which only reads from now on.
  ///   - folder: appears only if the batch is kept; `finish` is the caller's.
  ///   - tell: told what stays behind before anything is kept; what it throws refuses the export.
  ///   - ready: called when the files are written and nothing is kept yet, in the same way.
  /// - Throws: `no-counterpart`, `target-needs`, `same-id`, `several-currencies`, `exported-before`.
  package func run(
    reading open: () throws -> Database, writer: Database, to folder: OutputFolder,
    tell: (LeftBehind) throws -> Void, ready: (Summary) throws -> Void
  ) throws -> Summary {
    try requireCompanyAndSource(in: open())
    if !target.isOfCalls {
      try requireDifferentNames(in: open())
      try requireOneCurrency(in: open())
    }
    return try Self.undoable(writer) {
      let exports = ExportBatches(writer)
      let isNew = request.choice == .new
      let isFirst = try exports.newest(target: target.name) == nil
      var batch = try ExportBatch(
        writer, target: target.name, about: "export to \(target.name)",
        arguments: ExportManifest.arguments(told, parameters), version: request.version)
      let list = try folder.file(LeftBehind.file)
      var pass = ExportPass(
        target: target, isNew: isNew, earlier: exports,
        state: ExportState(
          maps: try CodeMaps(target.lists, folder: request.maps),
          left: LeftBehind(
            known: isNew ? try ToldItems(of: target.name, in: writer) : nil, output: list)))
      // What a target has no place for at all is told once; afterwards only rows and cells are.
      let isWhole = !isNew || isFirst
      let unused = try UnusedColumns(target, parameters: parameters)
      for file in target.files {
        var filler = try FileFiller(
          file, of: target, in: open(), arguments: arguments, parameters: parameters,
          unused: isWhole ? unused.columns(of: file) : [])
        if file.stays == nil {
          try pass.fill(file, from: &filler, into: folder, of: &batch)
          try pass.listLost(file, filler)
        } else {
          try pass.list(file, from: &filler)
        }
      }
      try pass.state.requireWhole(target)
      if isWhole {
        let told = pass.state.told
        try StayingKinds(arguments: arguments).add(
          to: &pass.state.left, target: target, told: told, in: open())
      }
      try pass.state.left.finish()
      if !pass.state.left.isEmpty { _ = try list.finish() }
      try tell(pass.state.left)
      var summary = Summary(files: pass.files)
      summary.left = pass.state.left.count
      summary.toldBefore = pass.state.left.toldBefore
      // What is told for the first time is remembered, too, so that it is not told every day.
      if pass.sent == 0, summary.left == 0 || !isNew {
        try ready(summary)
        return (summary, isKept: false)
      }
      if pass.sent > 0,
        let earlier = try exports.find(ExportBatch.hash(of: pass.files), target: target.name)
      {
        summary.batch = earlier
        summary.isRepeated = true
      } else if pass.known > 0, !isNew {
        throw Problem.exportedBefore(
          pass.known, of: pass.sent, target.isOfCalls ? "calls" : "rows", target: target.name)
      }
      if !summary.isRepeated { summary.batch = batch.id }
      let manifest = ExportManifest(
        target: target, batch: summary.batch ?? 0, arguments: told, parameters: parameters,
        files: pass.files, left: pass.state.left, version: request.version)
      let papers = target.isOneFile ? [] : manifest.papers
      for (name, bytes) in papers { try folder.write(name, bytes) }
      try ready(summary)
      if summary.isRepeated { return (summary, isKept: false) }
      for file in pass.files { try keep(file, of: folder, in: &batch) }
      for (name, bytes) in papers { try batch.add(name, bytes, rows: 0, isData: false) }
      if !pass.state.left.isEmpty {
        let paper = try ExportedFile(hashing: LeftBehind.file, in: folder.temporary)
        try keep(paper, of: folder, in: &batch, isData: false)
      }
      try batch.keep()
      return (summary, isKept: true)
    }
  }

  /// What the export was told, for people and for parity.
  private var told: [String: String] {
    arguments.filter { ["target", "as_of", "company", "source"].contains($0.key) }
  }

  private func keep(
    _ file: ExportedFile, of folder: OutputFolder, in batch: inout ExportBatch, isData: Bool = true
  ) throws {
    let input = try InputSource(path: folder.temporary + "/" + file.name)
    try batch.add(file, isData: isData) {
      var bytes: [UInt8] = []
      while bytes.count < 1 << 20 {
        if try input.read(into: &bytes) == 0 { break }
      }
      return bytes.isEmpty ? nil : bytes
    }
  }

  /// What `body` did is kept only if it says so.
  private static func undoable(
    _ database: Database, _ body: () throws -> (summary: Summary, isKept: Bool)
  ) throws -> Summary {
    try database.execute("BEGIN IMMEDIATE")
    do {
      let (summary, isKept) = try body()
      try database.execute(isKept ? "COMMIT" : "ROLLBACK")
      return summary
    } catch {
      // What went wrong matters more than a rollback that SQLite may have done by itself.
      try? database.execute("ROLLBACK")
      throw error
    }
  }

  /// Writes the files of an earlier export once more: the same bytes.
  package static func again(
    _ batch: Int64, target: String, from database: Database, to folder: OutputFolder
  ) throws -> Summary {
    let batches = ExportBatches(database)
    try batches.require(batch, target: target)
    var summary = Summary(batch: batch)
    for file in try batches.files(of: batch) {
      let output = try folder.file(file.name)
      try batches.content(of: file.name, in: batch) { try output.write($0[...]) }
      _ = try output.finish()
      if !ExportManifest.names.contains(file.name) { summary.files.append(file) }
    }
    return summary
  }

  /// The codes without a counterpart, as map files to be filled in; nothing is written to the store.
  package func drafts(reading open: () throws -> Database) throws -> [(
    name: String, bytes: [UInt8]
  )] {
    var state = ExportState(maps: try CodeMaps(target.lists, folder: request.maps))
    try requireCompanyAndSource(in: open())
    for file in target.files {
      var filler = try FileFiller(
        file, of: target, in: open(), arguments: arguments, parameters: parameters)
      while try filler.next(&state) != nil { try Interrupt.check() }
    }
    return state.maps.drafts()
  }

  // MARK: Before anything is written

  /// A company or source that isn't there would make empty files.
  private func requireCompanyAndSource(in database: Database) throws {
    for (what, name, sql) in [
      ("company", request.company, "SELECT code FROM company ORDER BY code"),
      ("source", request.source, "SELECT name FROM source ORDER BY name"),
    ] {
      guard let name else { continue }
      let known = try database.rows(sql) { $0.text(0) ?? "" }
      if !known.contains(name) { throw Problem.unknown(what, name, among: known) }
    }
  }

  /// Two accounts must not become one.
  private func requireDifferentNames(in database: Database) throws {
    var seen: [String: String] = [:]
    try AccountNames(target, arguments: arguments, parameters: parameters).forEach(in: database) {
      name, account, _ in
      if let other = seen.updateValue(account, forKey: name) {
        throw Problem.sameName(name, other, account, target: target.name)
      }
    }
  }

  private func requireOneCurrency(in database: Database) throws {
    guard target.hasOneCurrency else { return }
    let found = try database.rows(
      """
      SELECT DISTINCT company.currency FROM account JOIN company ON company.id = account.company
      JOIN source ON source.id = account.source
      WHERE (?1 IS NULL OR company.code = ?1) AND (?2 IS NULL OR source.name = ?2) ORDER BY 1
      """, [.optional(request.company), .optional(request.source)]
    ) { $0.text(0) ?? "" }
    if found.count > 1 { throw Problem.severalCurrencies(found, target: target.name) }
  }
}
