import Foundation
import Support

/// A folder with a store in it and the command at hand: what a user has.
final class Workshop: Sendable {
  let folder: TemporaryFolder

  /// - Parameters:
  ///   - isReady: whether company, source and two accounts are in.
  ///   - feed: what the files of the source are, if not snapshots.
  init(isReady: Bool = true, feed: String? = nil) throws {
    folder = try isReady ? TemporaryFolder(copyOf: Self.ready.get()) : TemporaryFolder()
    if let feed { _ = try bring("source", "name,role,zone,feed\nacme,system,UTC,\(feed)\n") }
  }

  /// In a copy of a folder.
  init(copyOf other: TemporaryFolder) throws { folder = try TemporaryFolder(copyOf: other) }

  private static let ready = Result {
    let workshop = Workshop(in: try TemporaryFolder.shared())
    _ = try workshop.run(["init"])
    _ = try workshop.bring(
      "company",
      "code,name,currency,zone,locale,country\nPN,Prairie Net,CAD,America/Regina,en-CA,CA\n")
    _ = try workshop.bring(
      "source",
      """
      name,company,role,feed,zone,country,currency,area
      acme,PN,system,snapshot,America/Regina,CA,CAD,306

      """)
    _ = try workshop.bring(
      "account",
      "id,company,name,type\n000017,PN,Zoë Müller,residential\n000018,PN,Bob,residential\n")
    return workshop.folder
  }

  init(in folder: TemporaryFolder) { self.folder = folder }

  func run(_ arguments: [String]) throws -> Tool.Result {
    try Tool.carryover(arguments, in: folder.path)
  }

  func bring(_ kind: String, _ text: String, _ options: [String] = []) throws -> Tool.Result {
    _ = try folder.write("\(kind).csv", text)
    return try run(["import", "\(kind).csv", "--profile", kind] + options)
  }

  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.file(name)))
  }

  func ask(_ sql: String) throws -> String {
    let result = try Tool.run(
      "/usr/bin/sqlite3", [folder.file("carryover.db"), sql], in: folder.path)
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
