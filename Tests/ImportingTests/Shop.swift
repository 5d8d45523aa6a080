import Bytes
import Foundation
import Importing
import Store
import Support

/// A store, and files that come into it, within the process.
final class Shop {
  let folder: TemporaryFolder
  let database: Database

  init() throws {
    folder = try TemporaryFolder()
    database = try StoreFile.create(at: folder.file("shop.db"))
    // A test's store need not outlive a power cut.
    try database.execute("PRAGMA synchronous = OFF")
  }

  /// A shop with the first files of every kind.
  init(_ seed: Seed) throws {
    folder = try TemporaryFolder()
    let path = try folder.write("shop.db", seed.bytes)
    database = try StoreFile.openForWriting(at: path)
    try database.execute("PRAGMA synchronous = OFF")
  }

  /// A store as a file, and what it holds.
  struct Seed: Sendable {
    var bytes: Data
    var dump: String
  }

  static let everyKind = Result<Seed, any Error> {
    let shop = try Shop()
    for files in EveryKind.files { try shop.bring(files.kind, files.first) }
    let copy = shop.folder.file("copy.db")
    try StoreFile.copy(shop.database, to: copy)
    return Seed(bytes: try Data(contentsOf: URL(fileURLWithPath: copy)), dump: try shop.dump())
  }

  /// Imports a text as canonical CSV of a kind, or through the profile of that path.
  @discardableResult
  func bring(
    _ kind: String, _ text: String, file: String? = nil,
    _ change: (inout ImportRequest) -> Void = { _ in }
  ) throws -> ImportSummary {
    let path = try folder.write(file ?? "file.csv", text)
    let profile = try ProfileDirectory.profile(kind)
    var request = ImportRequest(
      path: path, profile: profile,
      source: try profile.needsSource ? database.source(named: "acme") : nil, version: "test")
    request.rejectsFolder = folder.file("rejects")
    change(&request)
    return try ImportRun(database: database, request: request).run()
  }

  /// What the store holds, as text.
  func dump() throws -> String {
    let sink = MemorySink()
    try StoreDump(database).write(to: sink)
    return String(decoding: sink.bytes, as: UTF8.self)
  }

  /// Takes batches back, with all that builds on them; says which.
  @discardableResult
  func undo(_ batches: [Int64], cascade: Bool = false) throws -> [Int64] {
    let undo = try Undo(database)
    let all = cascade ? try undo.cascade(from: batches) : batches
    try database.transaction { try undo.run(all, at: 0) }
    return all
  }

  var faults: [String] { get throws { try StoreCheck(database).run().flatMap(\.faults) } }
}

final class MemorySink: ByteSink {
  let name = "memory"
  var bytes: [UInt8] = []
  func write(_ piece: ArraySlice<UInt8>) { bytes += piece }
  func finish() -> OutputOutcome { .written }
}

extension ImportSummary {
  /// The number of the batch; nil when nothing was stored.
  var batch: Int64? {
    if case .committed(let batch) = outcome { batch } else { nil }
  }
}
